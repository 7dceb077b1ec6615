//! What happened, newest first or oldest first as given.

use askama::Template;
use jiff::Timestamp;

use crate::web::html::Html;
use crate::web::status::Tone;
use crate::web::view::View;

/// One thing that happened.
#[derive(Debug, Clone, Default)]
pub struct TimelineEntry {
    /// Name of the picture: a status shape as `g-whis`, an icon as `i-users`.
    pub picture: &'static str,
    /// The shape's colour; icons stay grey with [`Tone::Idle`].
    pub tone: Tone,
    /// What happened: `报到`.
    pub title: String,
    /// Who did it, to whom.
    pub who: String,
    /// When; `None` to leave the time out.
    pub at: Option<Timestamp>,
    /// The day only, in place of `at`, for readers who must not see exact times; empty for none.
    pub day: String,
    /// What was written, in the writer's words; empty for none.
    pub quote: String,
    /// What else is to be known; empty for none.
    pub detail: String,
}

/// A list of what happened.
#[derive(Template)]
#[template(path = "platform/components/timeline.html")]
pub struct Timeline<'a> {
    v: &'a View,
    entries: &'a [TimelineEntry],
}

impl TimelineEntry {
    fn picture(&self, v: &View) -> Html {
        match self.picture.split_once('-') {
            Some(("g", name)) => v.glyph(name),
            Some(("i", name)) => v.icon(name),
            _ => v.glyph("sign"),
        }
    }
}

impl View {
    /// What happened, in the order given.
    pub fn timeline<'a>(&'a self, entries: &'a [TimelineEntry]) -> Timeline<'a> {
        Timeline { v: self, entries }
    }
}
