//! `/desk`

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use jiff::Timestamp;
use jiff::civil::Date;

use super::TodoKind;
use crate::act::Outcome;
use crate::db::Conn;
use crate::permission::Actor;
use crate::todo::{self, Todo};
use crate::web::component::Todo as Row;
use crate::web::{Html, PageResult, Site, Titled, Tone, View, Visitor, page};

/// Rows on the desk; whoever has more than this waiting reads no further.
const MOST: i64 = 200;

#[derive(Template)]
#[template(path = "platform/desk.html")]
struct Desk<'a> {
    v: &'a View,
    overdue: Vec<Row<'a>>,
    today: Vec<Row<'a>>,
    week: Vec<Row<'a>>,
    /// What is due later or has no date.
    later: usize,
    panels: Vec<Html>,
    next: Option<Timestamp>,
}

impl Desk<'_> {
    fn is_empty(&self) -> bool {
        self.overdue.is_empty() && self.today.is_empty() && self.week.is_empty()
    }
}

/// What waits for the signed-in person.
pub(super) async fn show(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    let view = visitor.view(&site);
    let (inside, actor, drawn) = (Arc::clone(&site), Arc::clone(&visitor.actor), view.clone());
    let (todos, panels) = site.read(move |conn| load(conn, &inside, &actor, &drawn)).await?;
    let last_of_week = view.today() + jiff::Span::new().days(7);
    let mut desk = Desk {
        v: &view,
        overdue: Vec::new(),
        today: Vec::new(),
        week: Vec::new(),
        later: 0,
        panels,
        next: None,
    };
    for (todo, titled) in &todos {
        let Some(row) = row(&site, &view, todo, titled.as_ref()) else { continue };
        match todo.due_at.map(|due| (due, last_day(&view, due))) {
            Some((due, _)) if due <= view.now => desk.overdue.push(row),
            Some((_, day)) if day <= view.today() => desk.today.push(row),
            Some((_, day)) if day <= last_of_week => desk.week.push(row),
            later => {
                desk.later += 1;
                desk.next = desk.next.or(later.map(|(due, _)| due));
            }
        }
    }
    page(&desk)
}

/// The day a deadline still belongs to: 24:00 is the end of a day, not the start of the next.
fn last_day(view: &View, due: Timestamp) -> Date {
    view.local(due - jiff::SignedDuration::from_secs(1)).date()
}

type Loaded = (Vec<(Todo, Option<Titled>)>, Vec<Html>);

fn load(conn: &mut Conn, site: &Site, actor: &Actor, view: &View) -> Outcome<Loaded> {
    let todos = todo::list(conn, actor, None, MOST)?;
    let subjects: Vec<_> = todos.iter().map(|todo| todo.subject).collect();
    let titles = site.titles(conn, &subjects)?;
    let mut panels = Vec::new();
    for panel in &site.panels {
        panels.extend(panel.draw(conn, actor, view)?);
    }
    Ok((todos.into_iter().zip(titles).collect(), panels))
}

/// One row; `None` for a to-do whose thing is gone, or of a kind no slice declares any more.
fn row<'a>(site: &Site, view: &'a View, todo: &Todo, titled: Option<&Titled>) -> Option<Row<'a>> {
    let titled = titled?;
    let kind: &TodoKind = site.todo_kinds.iter().find(|kind| kind.word == todo.kind)?;
    let words = |suffix: &str| view.t(&format!("todo-{}{suffix}", kind.word)).into_owned();
    let late = todo.due_at.is_some_and(|due| due <= view.now);
    Some(Row {
        shape: kind.shape,
        tone: if late { Tone::Late } else { kind.tone },
        verb: words(""),
        title: titled.title.clone(),
        href: titled.href.clone(),
        about: vec![titled.place.clone()],
        because: view.t(&todo.why).into_owned(),
        clock: todo.due_at.map(|due| view.plain_clock(todo.opened_at, due)),
        rule: words("-rule"),
        action: (words("-do"), format!("{}{}", titled.href, kind.form)),
    })
}
