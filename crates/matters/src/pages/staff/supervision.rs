//! `/matters/{number}/supervision`: what is supervised, what was asked and answered, and the forms of
//! whoever may ask, answer or end.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use jiff::Timestamp;
use kernel::Refusal;
use platform::web::{FormState, PageError, PageResult, Site, Tone, View, Visitor, html, see};
use platform::{Act, Conn, Outcome};

use super::facts::Facts;
use super::handling::Pairs;
use crate::acts::{self, Ask};
use crate::model::{Deed, MatterNumber, Supervision, SupervisionState};
use crate::pages::trying::tried;
use crate::permissions;
use crate::store;
use crate::store::note::Note;
use crate::store::supervision::Said;

/// A thread in one line.
pub(super) struct Head {
    pub body: String,
    pub state: String,
    pub tone: Tone,
    /// Since when an answer is owed and by when; empty where none is.
    pub due: Option<(Timestamp, Timestamp)>,
}

/// Something said in a thread.
struct Line {
    title: String,
    who: String,
    at: Timestamp,
    words: String,
}

/// A thread as the page shows it.
struct Thread {
    /// Which of the matter's threads, from 1.
    nth: usize,
    head: Head,
    lines: Vec<Line>,
    may_answer: bool,
    may_end: bool,
}

#[derive(Template)]
#[template(path = "matters/supervision.html")]
struct SupervisionPage<'a> {
    v: &'a View,
    facts: &'a Facts,
    threads: Vec<Thread>,
    may_ask: bool,
    /// Whether the viewer's own thread is open, so that asking goes on in it.
    asks_again: bool,
    form: &'a FormState,
}

/// What is read beside the matter itself.
struct Spoken {
    said: Vec<Said>,
    notes: HashMap<i64, Note>,
}

/// The threads in a line each.
pub(super) fn heads(view: &View, facts: &Facts) -> Vec<Head> {
    facts.threads.iter().map(|thread| head(view, facts, thread)).collect()
}

fn head(view: &View, facts: &Facts, thread: &Supervision) -> Head {
    let is_open = thread.state == SupervisionState::Open;
    Head {
        body: facts.name(thread.body).to_owned(),
        state: view.t(&thread.state.key()).into_owned(),
        tone: tone(thread, view.now),
        due: is_open.then_some((thread.opened_at, thread.due_at)),
    }
}

/// The colour of how far a thread has come.
pub(super) fn tone(thread: &Supervision, now: Timestamp) -> Tone {
    match thread.state {
        SupervisionState::Open if thread.is_late(now) => Tone::Late,
        SupervisionState::Open => Tone::Warn,
        SupervisionState::Answered => Tone::Work,
        SupervisionState::Ended => Tone::Idle,
    }
}

/// The page.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> PageResult {
    draw(&site, &visitor, &number, &FormState::new()).await
}

async fn draw(site: &Arc<Site>, visitor: &Visitor, number: &str, form: &FormState) -> PageResult {
    let read = Facts::of_with(site, visitor, number, |conn, _, _, facts| load(conn, facts));
    let (facts, spoken) = read.await?;
    let view = visitor.view(site);
    let form = prefilled(form.clone(), &view);
    let own = |thread: &Supervision| facts.own_bodies.contains(&thread.body);
    let going = |thread: &Supervision| thread.state != SupervisionState::Ended;
    let threads = threads(&view, &facts, &spoken, visitor);
    let asks_again = facts.threads.iter().any(|thread| own(thread) && going(thread));
    let supervision_page = SupervisionPage {
        v: &view,
        facts: &facts,
        threads,
        may_ask: facts.matter.state.admits(Deed::Supervise)
            && visitor.actor.scope(&permissions::SUPERVISE).covers(&facts.matter.at),
        asks_again,
        form: &form,
    };
    html(form.status(), &supervision_page)
}

fn load(conn: &mut Conn, facts: Facts) -> Outcome<(Facts, Spoken)> {
    if facts.shielded && !facts.leads() {
        return Err(Refusal::not_found().into());
    }
    let said = store::supervision::list_said(conn, facts.matter.id)?;
    // Whoever leads now reads what was asked of those who led before.
    let notes = store::note::list(conn, facts.matter.id, true)?;
    let notes = notes.into_iter().map(|note| (note.id, note)).collect();
    Ok((facts, Spoken { said, notes }))
}

/// The first answer that is owed and the first thread that one's own body may end have a form: a
/// page holds one of each.
fn threads(view: &View, facts: &Facts, spoken: &Spoken, visitor: &Visitor) -> Vec<Thread> {
    let handles = visitor.actor.may(&permissions::HANDLE) && facts.leads();
    let supervises = visitor.actor.scope(&permissions::SUPERVISE).covers(&facts.matter.at);
    let owed = |thread: &Supervision| handles && thread.state == SupervisionState::Open;
    let ends = |thread: &Supervision| {
        supervises
            && thread.state != SupervisionState::Ended
            && facts.own_bodies.contains(&thread.body)
    };
    let (first_owed, first_own) =
        (facts.threads.iter().position(owed), facts.threads.iter().position(ends));
    let draw = |(at, thread): (usize, &Supervision)| Thread {
        nth: at + 1,
        head: head(view, facts, thread),
        lines: lines(view, facts, spoken, thread),
        may_answer: first_owed == Some(at),
        may_end: first_own == Some(at),
    };
    facts.threads.iter().enumerate().map(draw).collect()
}

fn lines(view: &View, facts: &Facts, spoken: &Spoken, thread: &Supervision) -> Vec<Line> {
    let of_thread = spoken.said.iter().filter(|said| said.supervision == thread.id);
    let line = |said: &Said| {
        let note = said.note.and_then(|id| spoken.notes.get(&id));
        let words = note.map(|note| note.words.clone());
        Line {
            title: view.t(&said.kind.key()).into_owned(),
            who: facts.name(said.body).to_owned(),
            at: said.at,
            words: words.unwrap_or_else(|| view.t("supervision-by-rule").into_owned()),
        }
    };
    of_thread.map(line).collect()
}

/// The day an answer is asked for by, preset to the next working day.
fn prefilled(mut form: FormState, view: &View) -> FormState {
    if !form.is_refused() && form.value("answer_by").is_empty() {
        let next = view.today().saturating_add(jiff::Span::new().days(1));
        form.set("answer_by", next.to_string());
    }
    form
}

/// Does what a form asks for and shows the threads; a refusal stands beside its field.
async fn run<T: Send + 'static>(
    site: &Arc<Site>,
    visitor: &Visitor,
    number: &str,
    asked: (FormState, Result<T, Refusal>),
    work: impl FnOnce(&mut Act<'_, '_>, &MatterNumber, T) -> Outcome<()> + Send + 'static,
) -> PageResult {
    let parsed: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    match tried(site, visitor, asked, move |act, asked| work(act, &parsed, asked)).await? {
        Ok(()) => Ok(see(&format!("/matters/{number}/supervision"))),
        Err(form) => draw(site, visitor, number, &form).await,
    }
}

/// Asks, the first time or again.
pub(super) async fn ask(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let words = form.value("ask").to_owned();
    let by = form.filled("answer_by").map(str::parse).transpose();
    let by = by.map_err(|_| Refusal::at("answer_by", "form-refusal-date"));
    let ask = by.map(|answer_by| Ask { words, answer_by });
    run(&site, &visitor, &number, (form, ask), |act, number, ask| {
        acts::supervise_matter(act, number, &ask)
    })
    .await
}

/// Answers on behalf of the body that leads.
pub(super) async fn answer(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let said = (nth(&form), form.value("answer").to_owned());
    run(&site, &visitor, &number, (form, Ok(said)), |act, number, (nth, words)| {
        acts::answer_supervision(act, number, nth, &words)
    })
    .await
}

/// Says that it is enough.
pub(super) async fn end(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let said = (nth(&form), form.value("end").to_owned());
    run(&site, &visitor, &number, (form, Ok(said)), |act, number, (nth, words)| {
        acts::end_supervision(act, number, nth, &words)
    })
    .await
}

/// Which thread the form is about; none for what is no number.
fn nth(form: &FormState) -> usize {
    form.value("thread").parse().unwrap_or(0)
}
