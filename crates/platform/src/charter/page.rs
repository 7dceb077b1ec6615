//! `/charters/{id}`: the rules in force as tables people can read, each with its source; with
//! `?compare=VERSION` beside those of an older version.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use kernel::{Arg, PostId, Subject, SubjectKind};

use super::comparing::{Change, compare};
use super::{Pinned, Row, RowInWords};
use crate::act::{Outcome, World};
use crate::db::Conn;
use crate::journal::life;
use crate::web::component::Tab;
use crate::web::{Access, FormState, PageError, PageResult, Routes, Site, View, Visitor, page};

/// The rows of one part of a charter, such as `matters.classes`.
struct Part {
    title: String,
    rows: Vec<Ruled>,
}

/// A rule as the page shows it.
struct Ruled {
    words: RowInWords,
    /// The older version's value, where it is another.
    was: Option<String>,
    /// What became of the rule since then; empty for nothing.
    changed: String,
    /// The newer version does not have it.
    gone: bool,
}

#[derive(Template)]
#[template(path = "platform/charter.html")]
struct CharterPage<'a> {
    v: &'a View,
    charter: &'a Pinned,
    title: String,
    approved: String,
    sections: Vec<Tab>,
    /// The older versions this one can be laid beside; none where there is only one.
    versions: Vec<Tab>,
    /// How many rules are other than in the version beside it.
    changes: Option<usize>,
    /// Address without the comparison.
    plain: String,
    parts: Vec<Part>,
}

impl CharterPage<'_> {
    /// Enough of the hash to tell two versions apart.
    fn short_hash(&self) -> &str {
        &self.charter.hash()[..12]
    }

    /// Whether its day is still to come.
    fn is_draft(&self) -> bool {
        self.charter.effective() > self.v.today()
    }
}

/// The pages of charters.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/charters/{id}", Access::SignedIn, first).get(
        "/charters/{id}/{section}",
        Access::SignedIn,
        show,
    )
}

/// What the page is asked for in its address.
type Asked = Query<Vec<(String, String)>>;

async fn first(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Asked,
) -> PageResult {
    draw(&site, &visitor, id, None, asked).await
}

async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path((id, section)): Path<(String, String)>,
    Query(asked): Asked,
) -> PageResult {
    draw(&site, &visitor, id, Some(section), asked).await
}

/// The versions of a charter and who let the newest take effect.
struct Loaded {
    versions: Vec<Arc<Pinned>>,
    approved_by: Option<PostId>,
    title: Option<String>,
}

fn load(conn: &mut Conn, world: &World, site: &Site, id: &str) -> Outcome<Loaded> {
    let versions = world.charters.versions(conn, id)?;
    let attached = match versions.last() {
        Some(newest) => life::list(conn, Subject::new(SubjectKind::Charter, newest.id), 1)?,
        None => Vec::new(),
    };
    let post = attached.first().and_then(|lived| lived.entry.post_id);
    let subject = post.map(|post| Subject::new(SubjectKind::Post, post));
    let titles = site.titles(conn, subject.as_slice())?;
    let title = titles.into_iter().flatten().next().map(|titled| titled.title);
    Ok(Loaded { versions, approved_by: post.map(PostId), title })
}

async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    id: String,
    section: Option<String>,
    asked: Vec<(String, String)>,
) -> PageResult {
    let (world, own) = (Arc::clone(&site.world), Arc::clone(site));
    let wanted = id.clone();
    let loaded = site.read(move |conn| load(conn, &world, &own, &wanted)).await?;
    let charter = loaded.versions.last().ok_or(PageError::NotFound)?;
    let view = visitor.view(site);
    let beside = beside(&loaded.versions, &FormState::from_pairs(asked))?;
    let rows = beside.map_or(charter.rows(), |older| older.rows());
    let changes = compare(rows, charter.rows());
    let names = sections(&changes);
    let section = section.unwrap_or_else(|| names.first().map_or("", |name| name).to_owned());
    if !names.contains(&section.as_str()) {
        return Err(PageError::NotFound);
    }
    let address = Address { id: &id, compare: beside.map(|older| older.version()) };
    let drawing = Drawing { view: &view, charter, beside: beside.map(|older| &**older) };
    page(&CharterPage {
        v: &view,
        charter,
        title: charter.head().title.in_language(view.locale.tag()).to_owned(),
        approved: approved(&view, &loaded),
        sections: drawing.tabs(&names, &changes, &section, &address),
        versions: drawing.versions(&loaded.versions, &section, &address),
        changes: beside.map(|_| changes.iter().filter(|change| change.is_change()).count()),
        plain: Address { compare: None, ..address }.of(&section),
        parts: drawing.parts(&changes, &section),
    })
}

/// The older version asked for; `None` if the page is asked for as it is.
fn beside<'a>(
    versions: &'a [Arc<Pinned>],
    form: &FormState,
) -> Result<Option<&'a Arc<Pinned>>, PageError> {
    let Some(asked) = form.filled("compare") else { return Ok(None) };
    let found = versions.iter().find(|version| version.version().to_string() == asked);
    found.map(Some).ok_or(PageError::NotFound)
}

/// The names of the sections, in the order of the file.
fn sections<'a>(changes: &[Change<'a>]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for change in changes {
        let name = change.row().section.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Who let the version take effect, in words.
fn approved(view: &View, loaded: &Loaded) -> String {
    match (&loaded.title, loaded.approved_by) {
        (Some(title), _) => view.t1("charter-approved-by", "who", title.as_str()),
        (None, Some(_)) => String::new(),
        (None, None) => view.t("charter-approved-by-command").into_owned(),
    }
}

/// The page's own address.
#[derive(Clone, Copy)]
struct Address<'a> {
    id: &'a str,
    compare: Option<u32>,
}

impl Address<'_> {
    fn of(&self, section: &str) -> String {
        let path = format!("/charters/{}/{section}", self.id);
        match self.compare {
            Some(version) => format!("{path}?compare={version}"),
            None => path,
        }
    }
}

/// What every part of the page is drawn with.
struct Drawing<'a> {
    view: &'a View,
    charter: &'a Pinned,
    beside: Option<&'a Pinned>,
}

impl Drawing<'_> {
    /// The sections; beside another version, with how many of their rules are other.
    fn tabs(
        &self,
        names: &[&str],
        changes: &[Change<'_>],
        current: &str,
        address: &Address<'_>,
    ) -> Vec<Tab> {
        let tab = |name: &&str| {
            let words = self.view.t(&format!("charter-section-{}", name.replace('_', "-")));
            let tab = Tab::new(words, address.of(name), *name == current);
            let of = changes.iter().filter(|change| change.row().section == **name);
            match of.filter(|change| change.is_change()).count() {
                0 => tab,
                n => tab.with_count(i64::try_from(n).unwrap_or(i64::MAX)),
            }
        };
        names.iter().map(tab).collect()
    }

    fn versions(&self, versions: &[Arc<Pinned>], section: &str, address: &Address<'_>) -> Vec<Tab> {
        let older = versions.iter().rev().skip(1);
        let tab = |one: &Arc<Pinned>| {
            let day = self.view.day(one.effective());
            let words = self.view.t2("charter-beside", "version", one.version(), "day", day);
            let to = Address { compare: Some(one.version()), ..*address };
            let current = self.beside.is_some_and(|beside| beside.version() == one.version());
            Tab::new(words, to.of(section), current)
        };
        older.map(tab).collect()
    }

    /// The rows of a section, put together by the part they belong to, in the order of the file.
    fn parts(&self, changes: &[Change<'_>], section: &str) -> Vec<Part> {
        let mut order: Vec<String> = Vec::new();
        let mut by_part: BTreeMap<String, Vec<Ruled>> = BTreeMap::new();
        for change in changes.iter().filter(|change| change.row().section == section) {
            let ruled = self.ruled(change);
            let title = ruled.words.of.split(" · ").next().unwrap_or_default().to_owned();
            if !by_part.contains_key(&title) {
                order.push(title.clone());
            }
            by_part.entry(title).or_default().push(ruled);
        }
        let part = |title: String| Part { rows: by_part.remove(&title).unwrap_or_default(), title };
        order.into_iter().map(part).collect()
    }

    fn ruled(&self, change: &Change<'_>) -> Ruled {
        let beside = self.beside.unwrap_or(self.charter);
        let (was, changed) = match change {
            Change::Same(_) => (None, ""),
            Change::Changed { was, .. } => (Some(self.said(was, beside).value), "charter-changed"),
            Change::Added(_) => (None, "charter-added"),
            Change::Removed(_) => (None, "charter-removed"),
        };
        let gone = matches!(change, Change::Removed(_));
        let words = self.said(change.row(), if gone { beside } else { self.charter });
        let changed = if changed.is_empty() { String::new() } else { self.view.t(changed).into() };
        Ruled { words, was, changed, gone }
    }

    fn said(&self, row: &Row, of: &Pinned) -> RowInWords {
        let say = |key: &str, args: &[(&'static str, Arg)]| self.view.locale.t_args(key, args);
        row.in_words(of.head(), self.view.locale.tag(), &say)
    }
}
