//! Looking at the reporter's contact: for a purpose, on the record, visible to the reporter.

use kernel::Refusal;
use platform::{Act, Outcome, vault};

use super::step;
use crate::model::MatterNumber;
use crate::permissions;
use crate::rules::revealing;
use crate::store;

/// What the vault holds of a reporter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The name, if left.
    pub name: Option<String>,
    /// The number, if left.
    pub phone: Option<String>,
}

/// Opens the reporter's name and number; the look is journalled with its purpose and stands on
/// the follow page.
///
/// # Errors
/// Not found out of scope or where nobody left anything; a blank or too long purpose, at
/// `purpose`.
///
/// Source: UX §6, DOMAIN J-14.
pub fn reveal_reporter(
    act: &mut Act<'_, '_>,
    number: &MatterNumber,
    purpose: &str,
) -> Outcome<Contact> {
    let matter = step::load(act, &permissions::REVEAL, number)?;
    let purpose = revealing::purpose(purpose).map_err(Refusal::from)?;
    let reporter = store::voice::find_reporter(act.conn(), matter.id)?;
    let person = reporter.and_then(|voice| voice.person).ok_or_else(Refusal::not_found)?;
    let about = || vault::About { subject: matter.subject(), district: Some(matter.at.district) };
    let world = act.world();
    let kept = vault::masked(act.conn(), &world.keys, person)?;
    let mut contact = Contact { name: None, phone: None };
    if kept.name.is_some() {
        contact.name = Some(vault::reveal(act, person, vault::Field::Name, purpose, about())?);
    }
    if kept.contact.is_some() {
        contact.phone = Some(vault::reveal(act, person, vault::Field::Contact, purpose, about())?);
    }
    Ok(contact)
}
