//! `/charters/{id}/check`: what the charter asks, what there is, what is missing, and which act
//! mends it: rule by rule, in the charter's order, for a place or a body, on a day.

mod excepting;
mod load;
mod words;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use kernel::Keyset;
use platform::web::component::Tab;
use platform::web::{FormState, PageError, PageResult, Site, View, Visitor, page};

pub(super) use self::excepting::{create as except, end as end_exception, new as new_exception};
use self::load::{Asking, Loaded};
use self::words::Speaker;
use super::listing::{address, after};
use super::{Asked, day_asked};
use crate::model::charter::RegistryRules;
use crate::permissions::{APPOINT, EXCEPT};
use crate::rules::checking::{About, Check, Lack};
use crate::rules::excepting::Exception;

/// Gaps named in the row of a rule; the rest opens by a link.
const NAMED: usize = 3;
/// Gaps on a page of one rule.
const SIZE: usize = 50;
/// What the address keeps.
const FILTER: [&str; 5] = ["place", "body", "as_of", "show", "rule"];

/// What shows the exceptions.
const EXCEPTED: &str = "excepted";
/// What the form of an exception is about.
const ABOUT: [&str; 2] = ["rule", "about"];

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
    /// Gaps that may be open for now.
    excepted: usize,
    segments: Vec<Tab>,
    parts: Vec<Part>,
    /// The exceptions, where they are what is looked at.
    exceptions: Option<Vec<Excepted>>,
    /// The one rule asked for, with all its gaps.
    opened: Option<Opened>,
}

/// What the reader may do about gaps; nothing on another day.
#[derive(Debug, Clone, Copy)]
struct May {
    /// Go to the acts that mend.
    mend: bool,
    /// Grant exceptions.
    except: bool,
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
    /// The act's page where there is one gap, the rule's own where there are several; empty where
    /// the reader mends nothing.
    mend_href: String,
    /// The form of an exception, in the same way.
    except_href: String,
    /// Gaps that may be open for now.
    excepted: usize,
}

/// A gap as the page shows it.
struct Mark {
    name: String,
    href: String,
    words: String,
    breach: bool,
    /// The page of the act that mends it; empty where the reader may not.
    mend: String,
    /// The form of an exception; empty where the reader may not.
    except: String,
}

/// An exception as the page shows it.
struct Excepted {
    name: String,
    href: String,
    asks: String,
    ground: String,
    until: Date,
    by: String,
    /// Where it is ended; empty where the reader may not.
    end: String,
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
    let may = May::of(&visitor, &loaded, day == view.today());
    page(&draw(&view, &form, &loaded, (&wanted, day), may)?)
}

impl May {
    fn of(visitor: &Visitor, loaded: &Loaded, today: bool) -> Self {
        let rules = loaded.newest.section::<RegistryRules>().exceptions;
        let grants = &visitor.actor.grants;
        let is_granter =
            rules.is_some_and(|rules| grants.iter().any(|grant| grant.role == rules.granted_by));
        Self {
            mend: today && visitor.actor.may(&APPOINT),
            except: today && is_granter && visitor.actor.may(&EXCEPT),
        }
    }
}

fn draw<'a>(
    view: &'a View,
    form: &FormState,
    loaded: &Loaded,
    (charter, day): (&str, Date),
    may: May,
) -> Result<CheckPage<'a>, PageError> {
    let speaker = Speaker { view, loaded };
    let path = format!("/charters/{charter}/check");
    let drawing = Drawing { speaker: &speaker, form, path: &path, may };
    let (checks, head) = (&loaded.checks, loaded.newest.head());
    let lacking = checks.iter().filter(|check| !check.lacking.is_empty()).count();
    let excepted = checks.iter().map(|check| check.excepted.len()).sum();
    let (all, apart) = (form.value("show") == "all", form.value("show") == EXCEPTED);
    let shown = checks.iter().filter(|check| !apart && (all || !check.lacking.is_empty()));
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
        excepted,
        segments: drawing.segments([lacking, checks.len(), excepted]),
        exceptions: apart.then(|| drawing.exceptions()),
        parts: drawing.parts(shown.collect()),
        opened: drawing.opened()?,
    })
}

/// What every part of the page is drawn with.
struct Drawing<'a> {
    speaker: &'a Speaker<'a>,
    form: &'a FormState,
    path: &'a str,
    may: May,
}

impl Drawing<'_> {
    /// The page's address with some of its questions changed; an empty one is left out.
    fn to(&self, changed: &[(&'static str, &str)]) -> String {
        let kept = FILTER.iter().filter(|name| !changed.iter().any(|(other, _)| other == *name));
        let kept = kept.map(|name| (*name, self.form.value(name)));
        let pairs: Vec<(&str, &str)> = kept.chain(changed.iter().copied()).collect();
        address(self.path, &FormState::from_pairs(pairs), &FILTER, None)
    }

    fn segments(&self, counts: [usize; 3]) -> Vec<Tab> {
        let (view, shown) = (self.speaker.view, self.form.value("show"));
        let ways = [("check-lacking", ""), ("check-all", "all"), ("check-excepted", EXCEPTED)];
        let tab = |((key, show), n): ((&str, &str), usize)| {
            let href = self.to(&[("show", show), ("rule", "")]);
            let count = i64::try_from(n).unwrap_or(i64::MAX);
            Tab::new(view.t(key), href, shown == show).with_count(count)
        };
        ways.into_iter().zip(counts).map(tab).collect()
    }

    /// The exceptions, those that end first before the others.
    fn exceptions(&self) -> Vec<Excepted> {
        self.speaker.loaded.exceptions.iter().filter_map(|one| self.exception(one)).collect()
    }

    fn exception(&self, one: &Exception) -> Option<Excepted> {
        let loaded = self.speaker.loaded;
        let check = loaded.checks.iter().find(|check| check.key() == one.rule)?;
        let (name, href) = loaded.named(one.about);
        let end = self.may.except.then(|| format!("/exceptions/{}/ending", one.id));
        Some(Excepted {
            name,
            href,
            asks: self.speaker.asks(check),
            ground: one.ground.clone(),
            until: one.until,
            by: loaded.granter(one.post),
            end: end.unwrap_or_default(),
        })
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
        let href = self.to(&[("rule", &check.key())]);
        let gaps: Vec<Mark> =
            check.lacking.iter().take(named).map(|lack| self.mark(check, lack)).collect();
        let leads = |may: bool, own: fn(&Mark) -> &String| match gaps.as_slice() {
            [one] if check.lacking.len() == 1 => own(one).clone(),
            [_, ..] if may => href.clone(),
            _ => String::new(),
        };
        let mend_href = leads(self.may.mend, |one| &one.mend);
        let except_href = leads(self.may.except, |one| &one.except);
        Row {
            asks: speaker.asks(check),
            met: check.met(),
            asked: check.asked,
            gaps,
            more: check.lacking.len().saturating_sub(named),
            href,
            source: speaker.source(check),
            mend: if lacking { speaker.mend(check) } else { String::new() },
            mend_href,
            except_href,
            excepted: check.excepted.len(),
        }
    }

    fn mark(&self, check: &Check, lack: &Lack) -> Mark {
        let (name, href) = self.speaker.loaded.named(lack.about);
        let words = self.speaker.gap(check, &lack.gap);
        let mend = self.may.mend.then(|| self.speaker.mend_href(check, lack));
        let except = self.may.except.then(|| {
            let asked = [("rule", check.key()), ("about", about_word(lack.about))];
            address(
                &format!("{}/exceptions/new", self.path),
                &FormState::from_pairs(asked),
                &ABOUT,
                None,
            )
        });
        let except = except.unwrap_or_default();
        Mark {
            name,
            href,
            words,
            breach: lack.gap.is_breach(),
            mend: mend.unwrap_or_default(),
            except,
        }
    }

    /// The rule asked for, from the gap the page begins at.
    fn opened(&self) -> Result<Option<Opened>, PageError> {
        let Some(wanted) = self.form.filled("rule") else { return Ok(None) };
        let checks = &self.speaker.loaded.checks;
        let found = checks.iter().find(|check| check.key() == wanted);
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

/// What a gap is about, in addresses and forms: `body-12`, `place-7`.
fn about_word(about: About) -> String {
    match about {
        About::Body(id) => format!("body-{}", id.0),
        About::Place(id) => format!("place-{}", id.0),
    }
}

impl CheckPage<'_> {
    /// Whether the reader may end exceptions.
    fn may_end(&self) -> bool {
        let mut all = self.exceptions.iter().flatten();
        all.any(|one| !one.end.is_empty())
    }
}
