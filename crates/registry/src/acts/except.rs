//! Leaves what the charter asks for open for a time, on a ground.

use jiff::ToSpan;
use jiff::civil::Date;
use kernel::{PostId, Refusal, Scope, Subject, SubjectKind, Whereabouts};
use platform::{Act, Grant, Outcome};

use super::event::{CheckExcepted, CheckExceptionEnded};
use super::extent::Extent;
use crate::model::Placement;
use crate::model::charter::{Exceptions, RegistryRules};
use crate::permissions;
use crate::rules::RegistryRefusal;
use crate::rules::checking::About;
use crate::rules::excepting::{self, Exception};
use crate::store;

/// An exception to be granted, from today on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewException {
    /// Id of the charter.
    pub charter: String,
    /// Key of the rule.
    pub rule: String,
    /// What may lack what the rule asks for.
    pub about: About,
    /// Why.
    pub ground: String,
    /// Last day.
    pub until: Date,
}

/// Grants an exception.
///
/// # Errors
/// [`RegistryRefusal::NotTheGranter`] for another role than the charter names, and what
/// [`excepting::grant`] refuses; not found for what is out of reach, or under another charter.
/// Source: charter `registry.exceptions`.
pub fn grant_exception(act: &mut Act<'_, '_>, new: &NewException) -> Outcome<()> {
    let (at, subject) = reach(act, new.about)?;
    let (rules, charter) = rules(act, &at)?;
    if charter != new.charter {
        return Err(Refusal::not_found().into());
    }
    let post = granter(act, &rules, new.about)?;
    let today = act.today();
    excepting::grant(&rules, &new.ground, today, new.until).map_err(Refusal::from)?;
    let exception = Exception {
        id: act.new_id(),
        charter,
        rule: new.rule.clone(),
        about: new.about,
        ground: new.ground.trim().to_owned(),
        from: today,
        until: new.until,
        post,
    };
    let now = act.now_us();
    store::exception::insert(act.conn(), &exception, now)?;
    let (charter, rule) = (exception.charter.as_str(), exception.rule.as_str());
    let event = CheckExcepted { charter, rule, from: today, until: new.until };
    act.journal(Some(at.district), subject, &event)?;
    Ok(())
}

/// Ends an exception with yesterday; one that began today never held.
///
/// # Errors
/// As [`grant_exception`]; not found for one that is over.
pub fn end_exception(act: &mut Act<'_, '_>, id: i64) -> Outcome<Exception> {
    act.require(&permissions::EXCEPT)?;
    let today = act.today();
    let found = store::exception::load(act.conn(), id)?.filter(|one| today <= one.until);
    let exception = found.ok_or_else(Refusal::not_found)?;
    let (at, subject) = reach(act, exception.about)?;
    let (rules, _) = rules(act, &at)?;
    granter(act, &rules, exception.about)?;
    if exception.from < today {
        let last = today.saturating_sub(1.day());
        store::exception::set_until(act.conn(), id, last)?;
    } else {
        let now = act.now_us();
        store::exception::retract(act.conn(), id, now)?;
    }
    let event = CheckExceptionEnded { charter: &exception.charter, rule: &exception.rule };
    act.journal(Some(at.district), subject, &event)?;
    Ok(exception)
}

/// Where what the exception is about lies, and as what the journal names it.
fn reach(act: &mut Act<'_, '_>, about: About) -> Outcome<(Whereabouts, Subject)> {
    let extent = Extent::of(act, &permissions::EXCEPT)?;
    let (placement, subject): (Placement, Subject) = match about {
        About::Body(id) => (extent.body(act, id)?.placement, Subject::new(SubjectKind::Body, id)),
        About::Place(id) => {
            (extent.place(act, id)?.placement, Subject::new(SubjectKind::Place, id))
        }
    };
    Ok((placement.whereabouts().ok_or_else(Refusal::not_found)?, subject))
}

/// What the charter there says of exceptions, and its id.
fn rules(act: &mut Act<'_, '_>, at: &Whereabouts) -> Outcome<(Exceptions, String)> {
    let charter = act.charter(at)?;
    let rules = charter.section::<RegistryRules>().exceptions;
    let rules = rules.ok_or(RegistryRefusal::NotTheGranter).map_err(Refusal::from)?;
    Ok((rules, charter.head().id.clone()))
}

/// The actor's post of the role that grants exceptions there.
fn granter(act: &mut Act<'_, '_>, rules: &Exceptions, about: About) -> Outcome<PostId> {
    let grants = act.actor().grants.iter().filter(|grant| grant.role == rules.granted_by);
    let grants: Vec<Grant> = grants.cloned().collect();
    let places = grants.iter().flat_map(|grant| &grant.places);
    let scope = places.fold(Scope::nothing(), |scope, &(level, at)| scope.with_place(level, at));
    let covered = Extent::Within(scope).covers(act, about)?;
    let grant = grants.first().filter(|_| covered);
    Ok(grant
        .map(|grant| grant.post)
        .ok_or(RegistryRefusal::NotTheGranter)
        .map_err(Refusal::from)?)
}
