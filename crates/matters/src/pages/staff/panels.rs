//! What stands beside the to-dos: matters that wait for somebody else.

use askama::Template;
use jiff::Timestamp;
use platform::desk::Panel;
use platform::web::{Html, Status, View};
use platform::{Actor, Conn, StoreError};

use crate::model::State;
use crate::permissions;
use crate::store::list::Filter;
use crate::store::{self, Sight};

/// Rows of the panel.
const MOST: usize = 5;

/// 等别人: what this actor's places have out with others.
#[derive(Debug, Default, Clone, Copy)]
pub struct WaitingPanel;

struct Row {
    number: String,
    title: String,
    lead: String,
    status: Status,
    raised_at: Timestamp,
    due_at: Option<Timestamp>,
}

#[derive(Template)]
#[template(path = "matters/panel_waiting.html")]
struct Waiting<'a> {
    v: &'a View,
    rows: Vec<Row>,
}

impl Panel for WaitingPanel {
    fn draw(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        view: &View,
    ) -> Result<Option<Html>, StoreError> {
        // Only who sends matters out waits for them.
        if !actor.may(&permissions::TRIAGE) {
            return Ok(None);
        }
        let sight = Sight::within(actor.scope(&permissions::TRIAGE), actor);
        let mut found = Vec::new();
        for state in [State::Dispatched, State::InProgress] {
            let filter = Filter { state: Some(state), ..Filter::default() };
            found.extend(store::list::list(conn, &sight, &filter, None, MOST)?.rows);
        }
        found.sort_by_key(|matter| (matter.due_at.is_none(), matter.due_at));
        found.truncate(MOST);
        let leads: Vec<_> = found.iter().filter_map(|matter| matter.lead).collect();
        let names = registry::store::name::of_bodies(conn, &leads)?;
        let rows = found.into_iter().map(|matter| Row {
            number: matter.number.to_string(),
            lead: matter.lead.and_then(|lead| names.get(&lead).cloned()).unwrap_or_default(),
            status: matter.state.into(),
            raised_at: matter.raised_at,
            due_at: matter.due_at,
            title: matter.title,
        });
        Ok(Some(Html::drawn(&Waiting { v: view, rows: rows.collect() })))
    }
}
