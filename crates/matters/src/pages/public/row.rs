//! A matter as a line of a public list.

use jiff::Timestamp;
use platform::web::{Status, View};
use platform::{Conn, StoreError};

use super::here::Here;
use crate::model::{Matter, State};
use crate::store;

/// States in which a matter is in hand.
pub(super) const IN_HAND: [State; 3] = [State::New, State::Dispatched, State::InProgress];
/// States in which it is done.
pub(super) const DONE: [State; 2] = [State::Completed, State::Closed];

/// A matter as a line of a public list.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Its title, or what stands for one that would tell who raised it.
    pub title: String,
    /// Its public page.
    pub href: String,
    /// The button's address for joining.
    pub join: String,
    /// Where it stands.
    pub status: Status,
    /// The day it was raised; never the hour (UX §6).
    pub raised: String,
    /// Everyone who waits for it besides the reporter.
    pub others: i64,
    /// By when it is to be finished.
    pub due: Option<Timestamp>,
    /// The day it was finished; empty while it is in hand.
    pub done: String,
}

/// The matters of one building as lines; one query for all their clocks.
pub(super) struct Rows {
    matters: Vec<Matter>,
    due: std::collections::HashMap<crate::model::MatterId, Timestamp>,
}

impl Rows {
    /// Reads by when each is to be finished.
    pub fn load(conn: &mut Conn, matters: Vec<Matter>) -> Result<Self, StoreError> {
        let ids: Vec<_> = matters.iter().map(|matter| matter.id).collect();
        let due = store::clock::finishing(conn, &ids)?;
        Ok(Self { matters, due })
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.matters.is_empty()
    }

    /// As the page of the building at `here` draws them.
    pub fn lines(&self, v: &View, here: &Here) -> Vec<Row> {
        self.matters.iter().map(|matter| self.line(v, here, matter)).collect()
    }

    fn line(&self, v: &View, here: &Here, matter: &Matter) -> Row {
        let done = matter.completed_at.filter(|_| DONE.contains(&matter.state));
        Row {
            title: title(v, matter),
            href: format!("{}/matters/{}", here.plain_address(), matter.number),
            join: format!("{}/join/{}", here.plain_address(), matter.number),
            status: matter.state.into(),
            raised: day(v, matter.raised_at),
            others: i64::from(matter.voices) - 1,
            due: self.due.get(&matter.id).copied(),
            done: done.map_or_else(String::new, |at| day(v, at)),
        }
    }
}

/// The title that others see. A report of nothing but personal data has none.
pub(super) fn title(v: &View, matter: &Matter) -> String {
    if matter.title.is_empty() { v.t("public-untitled").into_owned() } else { matter.title.clone() }
}

/// The day of an instant, without the hour.
pub(super) fn day(v: &View, at: Timestamp) -> String {
    v.short_day(v.local(at).date())
}
