//! One line of the desk: what to do, about what, by when, why me, one button. Source: UX §4.

use askama::Template;

use super::Clock;
use crate::web::status::Tone;
use crate::web::view::{Given, View};

/// What waits for somebody.
pub struct Todo<'a> {
    /// Name of the shape beside the verb.
    pub shape: &'static str,
    /// Its colour.
    pub tone: Tone,
    /// What is to be done: `分流`.
    pub verb: String,
    /// What it is about.
    pub title: String,
    /// Where that is shown.
    pub href: String,
    /// Where it is and what else to know, in short pieces.
    pub about: Vec<String>,
    /// Why it waits for this person; begins with `因为`.
    pub because: String,
    /// By when; `None` for no deadline.
    pub clock: Option<Clock<'a>>,
    /// The rule of the deadline: `2 小时内答复，9:00 到期`.
    pub rule: String,
    /// Words and address of the button.
    pub action: (String, String),
}

/// One line of the desk.
#[derive(Template)]
#[template(path = "platform/components/todo.html")]
pub struct TodoRow<'a> {
    v: &'a View,
    todo: &'a Todo<'a>,
    first: bool,
}

impl View {
    /// One line of the desk; the `first` is marked and carries the page's primary button.
    pub fn todo<'a>(&'a self, todo: &'a Todo<'a>, first: impl Given<bool>) -> TodoRow<'a> {
        TodoRow { v: self, todo, first: first.given() }
    }
}
