//! Small marks: figures that open, notes, findings, the empty state, the viewer's watermark.

use std::borrow::Cow;

use askama::Template;

use crate::web::status::Tone;
use crate::web::view::{Given, View};

/// A number with its meaning, which opens to the records it counts.
#[derive(Template)]
#[template(path = "platform/components/figure.html")]
pub struct Figure<'a> {
    value: String,
    label: &'a str,
    href: &'a str,
    tone: Option<Tone>,
}

/// A note across the page.
#[derive(Template)]
#[template(path = "platform/components/note.html")]
pub struct Note<'a> {
    v: &'a View,
    tone: Tone,
    icon: &'static str,
    title: &'a str,
    text: &'a str,
}

/// Nothing here, and when the next thing comes.
#[derive(Template)]
#[template(path = "platform/components/empty.html")]
pub struct Empty<'a> {
    v: &'a View,
    icon: &'a str,
    title: Cow<'a, str>,
    text: Cow<'a, str>,
    action: Option<(Cow<'a, str>, Cow<'a, str>)>,
}

/// What kind of gap was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingKind {
    /// Something asked for is not there.
    Missing,
    /// Something is overdue or breaks the rule.
    Breach,
}

/// A gap, always with words, its rule and the act that mends it.
#[derive(Template)]
#[template(path = "platform/components/finding.html")]
pub struct Finding<'a> {
    v: &'a View,
    kind: FindingKind,
    words: &'a str,
    rule: &'a str,
    mend: Option<(&'a str, &'a str)>,
}

/// The viewer's name and the time, faintly across page and print. Source: UX §6.
#[derive(Template)]
#[template(path = "platform/components/watermark.html")]
pub struct Watermark<'a> {
    v: &'a View,
    name: &'a str,
}

impl<'a> Finding<'a> {
    /// The same with the act that mends it: its words and where it leads.
    #[must_use]
    pub fn mend(mut self, label: &'a str, href: &'a str) -> Self {
        self.mend = Some((label, href));
        self
    }

    fn is_breach(&self) -> bool {
        self.kind == FindingKind::Breach
    }
}

impl View {
    /// A number that opens to its records at `href` (empty for no link).
    pub fn figure<'a>(
        &'a self,
        value: impl crate::web::IntoArg,
        label: &'a str,
        href: &'a str,
    ) -> Figure<'a> {
        Figure { value: self.count(value), label, href, tone: None }
    }

    /// A note: what is so, then what it means. `title` or `text` may be empty.
    pub fn note<'a>(&'a self, tone: impl Given<Tone>, title: &'a str, text: &'a str) -> Note<'a> {
        let tone = tone.given();
        let icon = match tone {
            Tone::Late | Tone::Warn => "alert-triangle",
            Tone::Ok => "check",
            _ => "info-circle",
        };
        Note { v: self, tone, icon, title, text }
    }

    /// Nothing here: locale keys of what is so and of when the next thing comes.
    pub fn empty<'a>(&'a self, icon: &'a str, title: &str, text: &str) -> Empty<'a> {
        Empty { v: self, icon, title: self.t(title), text: self.t(text), action: None }
    }

    /// Nothing here, in words of the page's own.
    pub fn empty_text<'a>(&'a self, icon: &'a str, title: &'a str, text: &'a str) -> Empty<'a> {
        Empty { v: self, icon, title: title.into(), text: text.into(), action: None }
    }

    /// Something asked for is not there, with the rule that asks for it.
    pub fn missing<'a>(&'a self, words: &'a str, rule: &'a str) -> Finding<'a> {
        Finding { v: self, kind: FindingKind::Missing, words, rule, mend: None }
    }

    /// Something is overdue or breaks the rule.
    pub fn breach<'a>(&'a self, words: &'a str, rule: &'a str) -> Finding<'a> {
        Finding { v: self, kind: FindingKind::Breach, words, rule, mend: None }
    }

    /// The viewer's watermark; nothing is drawn when nobody is signed in.
    #[must_use]
    pub fn watermark(&self) -> Watermark<'_> {
        let name = self.signed_in.as_ref().map_or("", |person| person.name.as_str());
        Watermark { v: self, name }
    }
}

impl Figure<'_> {
    /// The same figure in a colour that means something.
    #[must_use]
    pub fn toned(mut self, tone: impl Given<Tone>) -> Self {
        self.tone = Some(tone.given());
        self
    }
}

impl<'a> Empty<'a> {
    /// The same with one thing to do: its words and where it leads.
    #[must_use]
    pub fn action(mut self, label: impl Into<Cow<'a, str>>, href: impl Into<Cow<'a, str>>) -> Self {
        self.action = Some((label.into(), href.into()));
        self
    }
}

impl Note<'_> {
    /// The same note with another icon.
    #[must_use]
    pub fn icon(mut self, icon: &'static str) -> Self {
        self.icon = icon;
        self
    }
}
