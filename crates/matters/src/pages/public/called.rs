//! Which departments were called to a matter and whether they came, in outward words: no person,
//! no ground, nothing that was written for those who take part.

use std::collections::HashMap;

use jiff::Timestamp;
use kernel::BodyId;
use platform::web::View;
use platform::{Conn, StoreError};

use super::row::day;
use crate::model::{Call, CallState, Matter};
use crate::store;

/// A department that was called.
#[derive(Debug, Clone)]
pub(super) struct Called {
    name: String,
    state: CallState,
    reported_at: Option<Timestamp>,
}

/// A department as the page shows it.
pub(super) struct CalledRow<'a> {
    pub name: &'a str,
    pub said: &'static str,
    /// The day it came.
    pub day: String,
}

impl Called {
    /// The departments called to a matter, each as the latest whistle has it. The caller has
    /// loaded the matter by right.
    pub fn load(conn: &mut Conn, matter: &Matter) -> Result<Vec<Self>, StoreError> {
        let whistles = store::whistle::of_matter(conn, matter.id)?;
        let ids: Vec<_> = whistles.iter().map(|one| one.id).collect();
        let calls = store::whistle::call::list(conn, &ids)?;
        let bodies: Vec<BodyId> = calls.iter().map(|call| call.body).collect();
        let names = registry::store::name::of_bodies(conn, &bodies)?;
        Ok(latest(calls)
            .into_iter()
            .map(|call| Self {
                name: names.get(&call.body).cloned().unwrap_or_default(),
                state: call.state,
                reported_at: call.reported_at,
            })
            .collect())
    }

    /// It in words.
    pub fn row<'a>(&'a self, v: &View) -> CalledRow<'a> {
        CalledRow {
            name: &self.name,
            said: said(self.state),
            day: self.reported_at.map(|at| day(v, at)).unwrap_or_default(),
        }
    }
}

/// One call for each department, in the order in which they were first called.
fn latest(calls: Vec<Call>) -> Vec<Call> {
    let mut order: Vec<BodyId> = Vec::new();
    let mut last: HashMap<BodyId, Call> = HashMap::new();
    for call in calls {
        if !last.contains_key(&call.body) {
            order.push(call.body);
        }
        last.insert(call.body, call);
    }
    order.iter().filter_map(|body| last.remove(body)).collect()
}

/// Whether it came. Why one asks not to is between it and whoever rules.
const fn said(state: CallState) -> &'static str {
    match state {
        CallState::Called | CallState::Disputed => "follow-called-awaited",
        CallState::ReportedIn => "follow-called-came",
        CallState::Done => "follow-called-done",
        CallState::Excused => "follow-called-excused",
        CallState::Recalled => "follow-called-recalled",
    }
}
