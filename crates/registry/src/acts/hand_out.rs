//! A ledger of the registry goes out, and the journal says so.

use std::collections::BTreeMap;

use platform::ledger::{HandedOut, handed_out};
use platform::{Act, Outcome};

use crate::permissions::EXPORT;
use crate::store;

/// Journals that `rows` rows of `ledger`, `narrowed` to these fields, go out.
///
/// # Errors
/// Not found for whoever may not take ledgers out.
pub fn hand_out(
    act: &mut Act<'_, '_>,
    ledger: &'static str,
    narrowed: BTreeMap<&'static str, String>,
    rows: usize,
) -> Outcome<()> {
    let scope = act.require(&EXPORT)?;
    let district = match scope.places().first() {
        Some(&(_, place)) => store::place::load(act.conn(), place)?,
        None => None,
    };
    let district = district.and_then(|place| place.placement.district);
    Ok(handed_out(act, district, &HandedOut { ledger, narrowed, rows })?)
}
