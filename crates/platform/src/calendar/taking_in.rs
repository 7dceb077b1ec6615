//! Taking a notice in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use kernel::calendar::DayRecord;
use kernel::{Refusal, Subject, SubjectKind};

use super::event;
use super::history::History;
use super::store::{self, Notice};
use crate::act::{Act, Outcome, World};
use crate::db::StoreError;
use crate::journal::Origin;
use crate::permission::{Actor, Permission, Reach, Role};

/// Characters of a source. Source: assumption.
pub const SOURCE_MOST: u32 = 120;

/// Keep the work calendar: the operator's, since it is one for the installation (assumption).
pub const KEEP: Permission =
    Permission { key: "calendar.keep", roles: &[(Role::Operator, Reach::Installation)] };

/// What taking a notice in came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    /// The years whose days it names, in order.
    pub years: Vec<i16>,
    /// Of these, the ones whose 1 October is not known even now: they count as not covered.
    pub uncovered: Vec<i16>,
    /// How many days it names.
    pub days: usize,
    /// How many of them were not known, or known otherwise. For none nothing was written.
    pub fresh: usize,
}

/// Takes a notice in and lets every deadline counted from now on follow it.
///
/// # Errors
/// Not found unless the actor may [`KEEP`] or sits at the machine; refused at `source` if that is
/// empty or too long, at `days` if there is none.
pub async fn take_in(
    world: &Arc<World>,
    actor: &Arc<Actor>,
    source: String,
    days: Vec<DayRecord>,
) -> Outcome<TakenIn> {
    let taken = world.act(Arc::clone(actor), move |act| write(act, &source, days)).await?;
    let inside = Arc::clone(world);
    let notices = world.db.read_later(store::list).await?;
    inside.set_calendars(History::of(kernel::calendar::shipped(), &notices));
    Ok(taken)
}

/// [`take_in`] for the command line.
///
/// # Errors
/// As [`take_in`].
pub fn take_in_now(
    world: &Arc<World>,
    actor: &Arc<Actor>,
    source: String,
    days: Vec<DayRecord>,
) -> Outcome<TakenIn> {
    let taken = world.act_now(actor, move |act| write(act, &source, days))?;
    refresh(world)?;
    Ok(taken)
}

/// Reads the notices again: at the start, and where another node or a command took one in.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn refresh(world: &World) -> Result<(), StoreError> {
    let notices = world.db.read(store::list)?;
    world.set_calendars(History::of(kernel::calendar::shipped(), &notices));
    Ok(())
}

fn write(act: &mut Act<'_, '_>, source: &str, days: Vec<DayRecord>) -> Outcome<TakenIn> {
    if act.actor().origin != Origin::Cli {
        act.require(&KEEP)?;
    }
    let source = check_source(source)?;
    if days.is_empty() {
        return Err(Refusal::at("days", "calendar-refusal-empty").into());
    }
    // What another node took in counts too.
    let known = History::of(kernel::calendar::shipped(), &store::list(act.conn())?).present();
    let listed: BTreeMap<Date, DayRecord> = known.records().map(|day| (day.date, day)).collect();
    let years: BTreeSet<i16> = days.iter().map(|day| day.date.year()).collect();
    let after = (*known).clone().with(days.iter().cloned());
    let taken = TakenIn {
        uncovered: years.iter().copied().filter(|year| !after.is_covered(*year)).collect(),
        years: years.into_iter().collect(),
        days: days.len(),
        fresh: days.iter().filter(|day| listed.get(&day.date) != Some(*day)).count(),
    };
    if taken.fresh > 0 {
        let notice = Notice { source, taken_in_at: act.now(), days };
        let id: i64 = act.new_id();
        store::insert(act.conn(), id, &notice)?;
        let event = event::TakenIn { years: taken.years.clone(), days: taken.days };
        act.journal(None, Subject::new(SubjectKind::System, 0_i64), &event)?;
    }
    Ok(taken)
}

fn check_source(typed: &str) -> Outcome<String> {
    let source = typed.trim();
    if source.is_empty() {
        return Err(Refusal::at("source", "calendar-refusal-source").into());
    }
    if source.chars().count() > SOURCE_MOST as usize {
        let refusal = Refusal::at("source", "calendar-refusal-source-long");
        return Err(refusal.with("most", i64::from(SOURCE_MOST)).into());
    }
    Ok(source.to_owned())
}
