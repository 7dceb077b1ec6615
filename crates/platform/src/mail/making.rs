//! Making letters: with the notices they tell of, in one transaction with them.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use kernel::{AccountId, Hours, Subject};

use super::choice::{Cadence, Choice};
use super::letter::{Kind, Letter, State};
use super::store;
use crate::act::World;
use crate::db::{Conn, StoreError};

/// Hours of telling where no charter names any. Source: assumption.
const USUAL: Hours = Hours { from: 8, until: 20, workdays: true };
/// Characters by which addresses and message ids name a letter.
pub(super) const KEY_LENGTH: usize = 16;

/// A notice that is about to be made, as far as its letter goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    /// Who is told.
    pub account: i64,
    /// What it is about.
    pub subject: Subject,
}

/// The letters that a stretch of notices comes to, before they are written.
pub(crate) struct Letters {
    /// For each notice in order: whose letter tells of it and when that is due, if one does.
    places: Vec<Option<(i64, i64)>>,
    /// A letter for each account and moment, should there be none yet.
    fresh: BTreeMap<(i64, i64), Letter>,
}

impl Letters {
    /// Finds out who of those told wants a letter, and when: beside the writer.
    pub(crate) fn plan(
        conn: &mut Conn,
        world: &World,
        told: &[Told],
        hours: &HashMap<Subject, Hours>,
    ) -> Result<Self, StoreError> {
        let accounts: Vec<i64> = told.iter().map(|one| one.account).collect();
        let choices = store::choice::list_told(conn, &accounts)?;
        let now = world.time.now();
        let mut letters = Self { places: Vec::new(), fresh: BTreeMap::new() };
        for one in told {
            let choice = choices.get(&one.account);
            let due = choice.and_then(|choice| {
                due(world, choice, hours.get(&one.subject).copied().unwrap_or(USUAL), now)
            });
            letters.places.push(due.map(|at| (one.account, at.as_microsecond())));
            if let Some(at) = due {
                let new = || fresh(world, AccountId(one.account), Kind::Notices, now, at);
                letters.fresh.entry((one.account, at.as_microsecond())).or_insert_with(new);
            }
        }
        Ok(letters)
    }

    /// Writes the letters that are not there yet; the id of its letter for each notice in order.
    pub(crate) fn write(self, conn: &mut Conn) -> Result<Vec<Option<i64>>, StoreError> {
        if self.fresh.is_empty() {
            return Ok(vec![None; self.places.len()]);
        }
        let (accounts, moments): (Vec<i64>, Vec<i64>) = self.fresh.keys().copied().unzip();
        let joined = store::letter::join(conn, &accounts, &moments)?;
        let mut ids: HashMap<(i64, i64), i64> =
            joined.into_iter().map(|(account, due, id)| ((account, due), id)).collect();
        let mut new = Vec::new();
        for (place, letter) in self.fresh {
            ids.entry(place).or_insert_with(|| {
                let id = letter.id;
                new.push(letter);
                id
            });
        }
        store::letter::insert(conn, &new)?;
        Ok(self.places.iter().map(|place| ids.get(place.as_ref()?).copied()).collect())
    }
}

/// When the letter of something that is told now is due; `None` for whoever wants none.
fn due(world: &World, choice: &Choice, hours: Hours, now: Timestamp) -> Option<Timestamp> {
    let calendar = world.calendar();
    match choice.cadence {
        Cadence::AtOnce => Some(hours.from(now, &world.zone, &calendar)),
        Cadence::Daily => Some(hours.next_opening(now, &world.zone, &calendar)),
        Cadence::None => None,
    }
}

/// A letter that is due at `due_at`.
pub(super) fn fresh(
    world: &World,
    account: AccountId,
    kind: Kind,
    now: Timestamp,
    due_at: Timestamp,
) -> Letter {
    Letter {
        id: world.ids.next(now),
        key: world.randomness.code(KEY_LENGTH),
        kind,
        account,
        enclosed: None,
        state: State::Waiting,
        due_at,
        attempts: 0,
        reply: None,
        made_at: now,
        ended_at: None,
    }
}
