//! What surrounds a list: tabs, segments, pager, the day it is looked at.

use askama::Template;
use jiff::civil::Date;

use crate::web::view::{Given, View};

/// One tab or segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Its words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// How many are behind it.
    pub count: Option<i64>,
    /// Whether it is the one shown.
    pub current: bool,
}

impl Tab {
    /// A tab without a count.
    #[must_use]
    pub fn new(label: impl Into<String>, href: impl Into<String>, current: bool) -> Self {
        Self { label: label.into(), href: href.into(), count: None, current }
    }

    /// The same tab with a count.
    #[must_use]
    pub fn with_count(self, count: i64) -> Self {
        Self { count: Some(count), ..self }
    }
}

/// Views of one thing, side by side under its head.
#[derive(Template)]
#[template(path = "platform/components/tabs.html")]
pub struct Tabs<'a> {
    v: &'a View,
    tabs: &'a [Tab],
    label: &'a str,
}

/// A few views of one list, joined.
#[derive(Template)]
#[template(path = "platform/components/segments.html")]
pub struct Segments<'a> {
    v: &'a View,
    tabs: &'a [Tab],
    label: &'a str,
}

/// The foot of a list: how many there are, on to the next page, back to the first. Prints nothing
/// where there is nothing to say: one page, and no count.
#[derive(Template)]
#[template(path = "platform/components/pager.html")]
pub struct Pager<'a> {
    v: &'a View,
    total: Option<i64>,
    capped: bool,
    first: Option<&'a str>,
    next: Option<&'a str>,
    size: usize,
}

/// The day a page is looked at, and a way to pick another.
#[derive(Template)]
#[template(path = "platform/components/as_of.html")]
pub struct AsOf<'a> {
    v: &'a View,
    day: Date,
    action: &'a str,
}

/// Says that a page shows another day than today; prints nothing today.
#[derive(Template)]
#[template(path = "platform/components/as_of_note.html")]
pub struct AsOfNote<'a> {
    v: &'a View,
    day: Date,
    action: &'a str,
}

impl AsOfNote<'_> {
    fn is_today(&self) -> bool {
        self.day == self.v.today()
    }
}

impl View {
    /// Views of one thing; `label` names the group to those who hear the page.
    pub fn tabs<'a>(&'a self, label: &'a str, tabs: &'a [Tab]) -> Tabs<'a> {
        Tabs { v: self, tabs, label }
    }

    /// A few views of one list, joined; `label` names the group to those who hear the page.
    pub fn segments<'a>(&'a self, label: &'a str, tabs: &'a [Tab]) -> Segments<'a> {
        Segments { v: self, tabs, label }
    }

    /// The foot of a list whose pages hold `size` rows: addresses of the first page (when this is
    /// another) and of the next (when there is one).
    pub fn pager<'a>(
        &'a self,
        first: &'a Option<String>,
        next: &'a Option<String>,
        size: impl Given<usize>,
    ) -> Pager<'a> {
        let (first, next, size) = (first.as_deref(), next.as_deref(), size.given());
        Pager { v: self, total: None, capped: false, first, next, size }
    }

    /// A note below the head when the page at `action` shows another day than today. Such a page
    /// offers no acts.
    pub fn as_of_note<'a>(&'a self, action: &'a str, day: impl Given<Date>) -> AsOfNote<'a> {
        AsOfNote { v: self, day: day.given(), action }
    }

    /// A picker of the day the page at `action` is looked at, beside its title.
    pub fn as_of<'a>(&'a self, action: &'a str, day: impl Given<Date>) -> AsOf<'a> {
        AsOf { v: self, day: day.given(), action }
    }
}

impl Pager<'_> {
    /// Says how many rows there are; `capped` when counting stopped there.
    #[must_use]
    pub fn of(mut self, total: impl Given<i64>, capped: impl Given<bool>) -> Self {
        self.total = Some(total.given());
        self.capped = capped.given();
        self
    }
}
