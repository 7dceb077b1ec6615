//! `/charters/{id}/check`: what the charter asks, what there is, what is missing, and which act
//! mends it: rule by rule, in the charter's order, for a place or a body, on a day.

mod load;
mod words;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use kernel::Keyset;
use platform::web::component::Tab;
use platform::web::{FormState, PageError, PageResult, Site, View, Visitor, page};

use self::load::{Asking, Loaded};
use self::words::Speaker;
use super::listing::{address, after};
use super::{Asked, day_asked};
use crate::rules::checking::{Check, Lack};

/// Gaps named in the row of a rule; the rest opens by a link.
const NAMED: usize = 3;
/// Gaps on a page of one rule.
const SIZE: usize = 50;
/// What the address keeps.
const FILTER: [&str; 5] = ["place", "body", "as_of", "show", "rule"];

#[derive(Template)]
#[template(path = "registry/check.html")]
struct CheckPage<'a> {
    v: &'a View,
    title: String,
    place: String,
    version: u32,
    charter: String,
    address: String,
    day: Date,
    rules: usize,
    whole: usize,
    lacking: usize,
    breached: usize,
    segments: Vec<Tab>,
    parts: Vec<Part>,
    /// The one rule asked for, with all its gaps.
    opened: Option<Opened>,
}

/// The rules about one kind of body.
struct Part {
    name: String,
    rules: usize,
    lacking: usize,
    rows: Vec<Row>,
}

/// A rule as the page shows it.
struct Row {
    asks: String,
    met: usize,
    asked: usize,
    gaps: Vec<Mark>,
    /// How many more there are, and where they are named.
    more: usize,
    href: String,
    source: String,
    mend: String,
}

/// A gap as the page shows it.
struct Mark {
    name: String,
    href: String,
    words: String,
    breach: bool,
}

/// One rule with its gaps, page by page.
struct Opened {
    row: Row,
    first: Option<String>,
    next: Option<String>,
}

/// The page.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Asked,
) -> PageResult {
    let view = visitor.view(&site);
    let form = FormState::from_pairs(asked);
    let asking = Asking {
        charter: id,
        place: form.value("place").to_owned(),
        body: form.filled("body").map(str::to_owned),
        on: day_asked(&view, &form),
    };
    let (actor, world) = (Arc::clone(&visitor.actor), Arc::clone(&site.world));
    let (day, wanted) = (asking.on, asking.charter.clone());
    let loaded = site.read(move |conn| load::load(conn, &world, &actor, &asking)).await?;
    page(&draw(&view, &form, &loaded, &wanted, day)?)
}

fn draw<'a>(
    view: &'a View,
    form: &FormState,
    loaded: &Loaded,
    charter: &str,
    day: Date,
) -> Result<CheckPage<'a>, PageError> {
    let speaker = Speaker { view, loaded };
    let path = format!("/charters/{charter}/check");
    let drawing = Drawing { speaker: &speaker, form, path: &path };
    let (checks, head) = (&loaded.checks, loaded.newest.head());
    let lacking = checks.iter().filter(|check| !check.lacking.is_empty()).count();
    let all = form.value("show") == "all";
    let shown = checks.iter().filter(|check| all || !check.lacking.is_empty());
    Ok(CheckPage {
        v: view,
        title: head.title.in_language(view.locale.tag()).to_owned(),
        place: loaded.place.clone(),
        version: loaded.newest.version(),
        charter: charter.to_owned(),
        address: drawing.to(&[("as_of", ""), ("rule", "")]),
        day,
        rules: checks.len(),
        whole: checks.len() - lacking,
        lacking,
        breached: checks.iter().filter(|check| check.is_breached()).count(),
        segments: drawing.segments(lacking, checks.len(), all),
        parts: drawing.parts(shown.collect()),
        opened: drawing.opened()?,
    })
}

/// What every part of the page is drawn with.
struct Drawing<'a> {
    speaker: &'a Speaker<'a>,
    form: &'a FormState,
    path: &'a str,
}

impl Drawing<'_> {
    /// The page's address with some of its questions changed; an empty one is left out.
    fn to(&self, changed: &[(&'static str, &str)]) -> String {
        let kept = FILTER.iter().filter(|name| !changed.iter().any(|(other, _)| other == *name));
        let kept = kept.map(|name| (*name, self.form.value(name)));
        let pairs: Vec<(&str, &str)> = kept.chain(changed.iter().copied()).collect();
        address(self.path, &FormState::from_pairs(pairs), &FILTER, None)
    }

    fn segments(&self, lacking: usize, rules: usize, all: bool) -> Vec<Tab> {
        let view = self.speaker.view;
        let tab = |key: &str, show, n, current| {
            let href = self.to(&[("show", show), ("rule", "")]);
            Tab::new(view.t(key), href, current).with_count(i64::try_from(n).unwrap_or(i64::MAX))
        };
        vec![tab("check-lacking", "", lacking, !all), tab("check-all", "all", rules, all)]
    }

    /// The rules, put together by the kind they are about.
    fn parts(&self, checks: Vec<&Check>) -> Vec<Part> {
        let mut parts: Vec<(String, Part)> = Vec::new();
        for check in checks {
            let known = parts.iter().position(|(kind, _)| *kind == check.kind);
            let at = known.unwrap_or_else(|| {
                parts.push((check.kind.clone(), self.part(&check.kind)));
                parts.len() - 1
            });
            parts[at].1.rows.push(self.row(check, NAMED));
        }
        parts.into_iter().map(|(_, part)| part).collect()
    }

    fn part(&self, kind: &str) -> Part {
        let of = self.speaker.loaded.checks.iter().filter(|check| check.kind == kind);
        let lacking = of.clone().filter(|check| !check.lacking.is_empty()).count();
        let name = self.speaker.part(kind);
        Part { name, rules: of.count(), lacking, rows: Vec::new() }
    }

    fn row(&self, check: &Check, named: usize) -> Row {
        let speaker = self.speaker;
        let lacking = !check.lacking.is_empty();
        Row {
            asks: speaker.asks(check),
            met: check.met(),
            asked: check.asked,
            gaps: check.lacking.iter().take(named).map(|lack| self.mark(check, lack)).collect(),
            more: check.lacking.len().saturating_sub(named),
            href: self.to(&[("rule", &key(check))]),
            source: speaker.source(check),
            mend: if lacking { speaker.mend(check) } else { String::new() },
        }
    }

    fn mark(&self, check: &Check, lack: &Lack) -> Mark {
        let (name, href) = self.speaker.loaded.named(lack.about);
        let words = self.speaker.gap(check, &lack.gap);
        Mark { name, href, words, breach: lack.gap.is_breach() }
    }

    /// The rule asked for, from the gap the page begins at.
    fn opened(&self) -> Result<Option<Opened>, PageError> {
        let Some(wanted) = self.form.filled("rule") else { return Ok(None) };
        let checks = &self.speaker.loaded.checks;
        let found = checks.iter().find(|check| key(check) == wanted);
        let check = found.ok_or(PageError::NotFound)?;
        let from = after(self.form, false).map_or(0, |after| after.at);
        let from = usize::try_from(from).unwrap_or(0).min(check.lacking.len());
        let rest = Check { lacking: check.lacking[from..].to_vec(), ..check.clone() };
        let row = Row { met: check.met(), ..self.row(&rest, SIZE) };
        let to = |at: usize| {
            let after = Keyset { at: i64::try_from(at).unwrap_or(i64::MAX), id: 0 };
            address(self.path, self.form, &FILTER, (at > 0).then_some(after))
        };
        let next = (row.more > 0).then(|| to(from + SIZE));
        Ok(Some(Opened { row, first: (from > 0).then(|| to(0)), next }))
    }
}

/// The rule's key in the address: `committee.seat.owner`.
fn key(check: &Check) -> String {
    let parts = [check.kind.as_str(), check.rule.word(), check.rule.part()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}
