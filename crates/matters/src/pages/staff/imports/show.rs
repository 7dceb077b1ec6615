//! `/imports/{id}`: what was read and what would be written; while it is written, how far it has
//! come; afterwards, what came of it.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use jiff::{SignedDuration, Timestamp};
use kernel::Refusal;
use platform::web::component::Tab;
use platform::web::{Choice, FormState, PageError, PageResult, Site, Tone, View, Visitor, html};
use platform::{Actor, Conn, Outcome, World};

use super::bringing::{LEFT_OUT, status};
use super::cells::{self, BadCell};
use super::headings::Headings;
use super::questions::{self, Question, Wrong};
use super::rows::{self, SampleRow};
use super::{address, named};
use crate::acts::orders::{self, Looked};
use crate::model::order::{Import, ImportId, ImportState, Likely, NamedPlace, Report, Verdict};

/// After so long without a further order, an import that was being written stands still. A chunk
/// takes less than a second.
const STILL: SignedDuration = SignedDuration::from_secs(30);

/// What is read and would be written.
#[derive(Template)]
#[template(path = "matters/imports/show.html")]
struct ShowPage<'a> {
    v: &'a View,
    import: &'a Import,
    report: &'a Report,
    form: &'a FormState,
    at: String,
    headings: Headings,
    part: Part,
    parts: Vec<Tab>,
    bad: Vec<BadCell>,
    noted: Vec<BadCell>,
    mended: Vec<(String, String)>,
    questions: Vec<Question>,
    known: Vec<NamedPlace>,
    rests: Vec<Choice>,
    rows: Vec<SampleRow>,
    likely: &'a [Likely],
    before: Option<String>,
    has_answers: bool,
}

impl ShowPage<'_> {
    /// The note above: its colour, what is so, and what it means.
    fn note(&self) -> (Tone, String, String) {
        let (v, counts) = (self.v, &self.import.counts);
        let said = |tone, key: &str| {
            let title = v.t2(key, "faults", counts.faults, "asked", counts.asked);
            let why = v.t(&format!("{key}-why"));
            let before = self.before.as_ref().map(|when| v.t1("import-before", "when", when));
            (tone, title, [why.into_owned(), before.unwrap_or_default()].join(" "))
        };
        match (counts.faults, counts.asked) {
            (0, 0) if counts.to_write() == 0 => said(Tone::Idle, "import-note-nothing"),
            (0, 0) => said(Tone::Ok, "import-note-clean"),
            (0, _) => said(Tone::Warn, "import-note-asked"),
            (_, 0) => said(Tone::Late, "import-note-faults"),
            _ => said(Tone::Late, "import-note-both"),
        }
    }

    /// What the file is and how it was read.
    fn read_as(&self) -> String {
        let (v, report) = (self.v, self.report);
        let how = match (&report.encoding, report.sheet.as_str()) {
            (Some(encoding), _) => format!("{} · {encoding}", report.format),
            (None, "") => report.format.clone(),
            (None, sheet) => format!("{} · {sheet}", report.format),
        };
        let row = i64::from(report.header_row);
        v.t3("import-read-as", ("how", how), ("row", row), ("skipped", report.skipped))
    }

    /// How much it is, where from, since when.
    fn sub(&self) -> String {
        let (v, import) = (self.v, self.import);
        let rows = ("rows", import.counts.total);
        let source = ("source", import.source.as_str());
        v.t3("import-show-sub", rows, source, ("when", v.when(import.staged_at)))
    }

    fn href(&self, part: &str) -> String {
        format!("{}?show={part}", self.at)
    }

    fn joined(&self, texts: &[&str]) -> String {
        texts.join(&self.v.t("list-comma"))
    }

    fn listed(&self, texts: &[String]) -> String {
        texts.join(&self.v.t("list-comma"))
    }

    fn row_of(&self, likely: &Likely) -> i64 {
        i64::from(likely.row)
    }
}

/// How far the writing has come.
#[derive(Template)]
#[template(path = "matters/imports/running.html")]
struct RunningPage<'a> {
    v: &'a View,
    import: &'a Import,
    form: &'a FormState,
    at: String,
    total: usize,
    is_still: bool,
    questions: Vec<Question>,
    known: Vec<NamedPlace>,
    rests: Vec<Choice>,
}

/// What came of it.
#[derive(Template)]
#[template(path = "matters/imports/ended.html")]
struct EndedPage<'a> {
    v: &'a View,
    import: &'a Import,
    form: &'a FormState,
    matters: String,
    ended: String,
}

impl EndedPage<'_> {
    fn is_applied(&self) -> bool {
        self.import.state == ImportState::Applied
    }
}

/// Which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What has to be mended and told.
    Todo,
    /// What is worth a look.
    Noted,
    /// What was mended here.
    Mended,
    /// Rows that come to this.
    Rows(Verdict),
}

impl Part {
    const ROWS: [Verdict; 5] =
        [Verdict::Fresh, Verdict::Changed, Verdict::Same, Verdict::LeftOut, Verdict::Elsewhere];

    fn of(word: &str) -> Self {
        match word {
            "noted" => Self::Noted,
            "mended" => Self::Mended,
            word => {
                let verdict = Self::ROWS.into_iter().find(|verdict| verdict.word() == word);
                verdict.map_or(Self::Todo, Self::Rows)
            }
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Noted => "noted",
            Self::Mended => "mended",
            Self::Rows(verdict) => verdict.word(),
        }
    }
}

/// The page; `?show=` picks the rows, `?headings=1` opens the headings.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> PageResult {
    let form = FormState::new();
    let form = match query.get("headings") {
        Some(_) => form.with("headings", "1"),
        None => form,
    };
    let part = query.get("show").map(String::as_str).unwrap_or_default();
    draw(&site, &visitor, named(&id)?, part, form).await
}

/// The page with a form as it was sent.
pub(super) async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    id: ImportId,
    part: &str,
    form: FormState,
) -> PageResult {
    draw_with(site, visitor, id, part, form, Wrong::default()).await
}

/// The page with a form as it was sent, and what is wrong with its answers about places.
pub(super) async fn draw_with(
    site: &Arc<Site>,
    visitor: &Visitor,
    id: ImportId,
    part: &str,
    form: FormState,
    wrong: Wrong,
) -> PageResult {
    let (world, actor) = (Arc::clone(&site.world), Arc::clone(&visitor.actor));
    let loaded = site.read(move |conn| load(conn, &world, &actor, id)).await?;
    let view = visitor.view(site);
    let drawn = Drawn { v: &view, form: &form, wrong: &wrong, loaded: &loaded };
    match (loaded.looked.import.state, &loaded.looked.reading) {
        (ImportState::Staged, Some((_, report))) => drawn.staged(report, Part::of(part)),
        (ImportState::Applying, Some((_, report))) => drawn.running(report),
        (ImportState::Applied | ImportState::Discarded, _) => drawn.ended(),
        (ImportState::Staged | ImportState::Applying, None) => {
            Err(PageError::Refused(Refusal::new("order-refusal-ended")))
        }
    }
}

/// What the page is drawn from.
struct Loaded {
    looked: Looked,
    /// Places to answer with; none where nothing is asked.
    known: Vec<NamedPlace>,
}

fn load(conn: &mut Conn, world: &World, actor: &Arc<Actor>, id: ImportId) -> Outcome<Loaded> {
    let looked = orders::look(conn, world, actor, id)?;
    let asked = looked.reading.as_ref().is_some_and(|(_, report)| !report.asked.is_empty());
    let near = Some(looked.import.district);
    let known = if asked { orders::choices(conn, actor, near)? } else { Vec::new() };
    Ok(Loaded { looked, known })
}

/// One of the three pages in the making.
struct Drawn<'a> {
    v: &'a View,
    form: &'a FormState,
    wrong: &'a Wrong,
    loaded: &'a Loaded,
}

impl Drawn<'_> {
    fn staged(&self, report: &Report, part: Part) -> PageResult {
        let (v, import) = (self.v, &self.loaded.looked.import);
        let setting = self.loaded.looked.reading.as_ref().map(|(setting, _)| setting);
        let mended = setting.map(|setting| cells::mended(report, setting)).unwrap_or_default();
        let at = address(import.id);
        let before = self.loaded.looked.before.as_ref();
        let show_page = ShowPage {
            v,
            import,
            report,
            form: self.form,
            headings: Headings::of(v, report, self.form),
            part,
            parts: parts(v, import, report, &mended, part, &at),
            bad: cells::bad(v, report, self.form),
            noted: cells::noted(v, report),
            mended,
            questions: questions::of(v, report, self.form, self.wrong),
            known: self.loaded.known.clone(),
            rests: self.rests(),
            rows: match part {
                Part::Rows(verdict) => rows::of(v, report, verdict),
                _ => Vec::new(),
            },
            likely: &report.likely,
            before: before.map(|one| v.iso_time(one.ended_at.unwrap_or(one.staged_at))),
            has_answers: self.has_answers(),
            at,
        };
        html(status(self.form), &show_page)
    }

    fn running(&self, report: &Report) -> PageResult {
        let (v, import) = (self.v, &self.loaded.looked.import);
        let is_still = stands_still(import, v.now);
        let has_questions = is_still && !report.asked.is_empty();
        let asked = || questions::of(v, report, self.form, self.wrong);
        let running_page = RunningPage {
            v,
            import,
            form: self.form,
            at: address(import.id),
            total: import.counts.to_write(),
            is_still,
            questions: if has_questions { asked() } else { Vec::new() },
            known: self.loaded.known.clone(),
            rests: self.rests(),
        };
        html(status(self.form), &running_page)
    }

    fn ended(&self) -> PageResult {
        let (v, import) = (self.v, &self.loaded.looked.import);
        let ended = import.ended_at.unwrap_or(import.staged_at);
        let ended_page = EndedPage {
            v,
            import,
            form: self.form,
            matters: format!("/matters?import={}", import.id.0),
            ended: v.iso_time(ended),
        };
        html(status(self.form), &ended_page)
    }

    /// What may become of all orders whose place nobody knows.
    fn rests(&self) -> Vec<Choice> {
        let out = Choice::new(LEFT_OUT, self.v.t("import-rest-out"));
        let places = self.loaded.known.iter();
        let places = places.map(|place| Choice::new(place.id.0.to_string(), place.name.clone()));
        std::iter::once(out).chain(places).collect()
    }

    fn has_answers(&self) -> bool {
        self.loaded.looked.reading.as_ref().is_some_and(|(setting, _)| {
            !setting.places.is_empty()
                || !setting.left_out.is_empty()
                || setting.lost_left_out
                || setting.fallback.is_some()
        })
    }
}

/// The rows by what becomes of them; what there is none of is left out.
fn parts(
    v: &View,
    import: &Import,
    report: &Report,
    mended: &[(String, String)],
    part: Part,
    at: &str,
) -> Vec<Tab> {
    let counts = &import.counts;
    let counted = |one: Part| match one {
        Part::Todo => counts.faults + counts.asked,
        Part::Noted => report.warnings,
        Part::Mended => mended.len(),
        Part::Rows(Verdict::Fresh) => counts.fresh,
        Part::Rows(Verdict::Changed) => counts.changed,
        Part::Rows(Verdict::Same) => counts.same,
        Part::Rows(Verdict::LeftOut) => counts.left_out,
        Part::Rows(Verdict::Elsewhere) => counts.elsewhere,
        Part::Rows(Verdict::Faulty | Verdict::Asked) => 0,
    };
    let fixed = [Part::Todo, Part::Noted, Part::Mended].into_iter();
    let all = fixed.chain(Part::ROWS.map(Part::Rows));
    all.filter_map(|one| {
        let count = counted(one);
        let label = v.t(&format!("import-part-{}", one.word()));
        let tab = Tab::new(label, format!("{at}?show={}", one.word()), one == part);
        let tab = tab.with_count(i64::try_from(count).unwrap_or(i64::MAX));
        (count > 0 || one == Part::Todo).then_some(tab)
    })
    .collect()
}

fn stands_still(import: &Import, now: Timestamp) -> bool {
    let moved = import.moved_at.unwrap_or(import.staged_at);
    import.state == ImportState::Applying && now.duration_since(moved) > STILL
}

/// How an import stands, in words.
pub(super) fn stands(v: &View, import: &Import) -> String {
    let key = match import.state {
        ImportState::Staged if !import.counts.is_clean() => "import-stands-unclean",
        ImportState::Applying => {
            let (done, total) = (import.applied, import.counts.to_write());
            return v.t2("import-stands-applying", "done", done, "total", total);
        }
        state => return v.t(&state.key()).into_owned(),
    };
    v.t1(key, "n", import.counts.faults + import.counts.asked)
}

/// In which colour.
pub(super) fn tone(import: &Import, now: Timestamp) -> Tone {
    match import.state {
        ImportState::Staged if !import.counts.is_clean() => Tone::Warn,
        ImportState::Applying if stands_still(import, now) => Tone::Warn,
        ImportState::Staged | ImportState::Applying => Tone::Work,
        ImportState::Applied => Tone::Ok,
        ImportState::Discarded => Tone::Idle,
    }
}
