//! `/whistles/{number}`: who was called, who has come, what was asked and why, and what is next.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use platform::web::component::Clock as DrawnClock;
use platform::web::{FormState, PageError, PageResult, Site, View, Visitor, html, see};

use super::answer::AnswerForms;
use super::answering::Pairs;
use super::facts::Facts;
use super::rows::{CallRow, LadderRow, drawn, ladder};
use crate::acts::whistling::{self, Answering};
use crate::model::charter::Matters;
use crate::model::{Call, CallState, Sending, WhistleNumber};
use crate::permissions;

/// What the viewer may do here now.
#[derive(Debug, Clone, Copy)]
pub(super) struct May {
    pub end: bool,
    pub meet: bool,
    pub rate: bool,
    pub rule: bool,
    pub hand_over: bool,
}

impl May {
    fn of(visitor: &Visitor, facts: &Facts) -> Self {
        let actor = &visitor.actor;
        let whistles = actor.may(&permissions::WHISTLE);
        let owns = whistles && facts.is_own();
        let unrated = |call: &Call| call.rated_at.is_none() && call.state != CallState::Excused;
        let sides = |call: &Call| facts.own.contains(&call.body);
        Self {
            end: owns && facts.is_open(),
            meet: owns && facts.is_open() && facts.whistle.meeting_asked_at.is_none(),
            rate: owns && !facts.is_open() && facts.calls.iter().any(unrated),
            rule: actor.scope(&permissions::ARBITRATE).covers(&facts.matter.at)
                && !facts.is_own()
                && facts.disputed().any(|call| !sides(call)),
            hand_over: whistles
                && (facts.is_own() || actor.scope(&permissions::WHISTLE).covers(&facts.matter.at)),
        }
    }
}

/// A refusal as the page shows it.
struct RefusalShown<'a> {
    name: &'a str,
    ground: String,
    why: &'a str,
    ruling: &'a str,
    state: CallState,
    clock: Option<DrawnClock<'a>>,
}

#[derive(Template)]
#[template(path = "matters/whistling/show.html")]
struct WhistlePage<'a> {
    v: &'a View,
    facts: &'a Facts,
    kind: String,
    rows: Vec<CallRow<'a>>,
    refusals: Vec<RefusalShown<'a>>,
    /// How many have come, are awaited, are disputed.
    told: String,
    group_text: String,
    ladder: Vec<LadderRow>,
    answer: Option<AnswerForms>,
    may: May,
    form: &'a FormState,
}

/// The page. That the department has opened its call is noted by its first look.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> PageResult {
    note_opened(&site, &visitor, &number).await?;
    draw(&site, &visitor, &number, &FormState::new()).await
}

/// Notes the department's first look, if it is one.
async fn note_opened(site: &Arc<Site>, visitor: &Visitor, number: &str) -> Result<(), PageError> {
    if !visitor.actor.may(&permissions::ANSWER) {
        return Ok(());
    }
    let parsed: WhistleNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let facts = Facts::of(site, visitor, number).await?;
    let unopened = |call: &Call| call.sending < Sending::Opened;
    if facts.own_call().is_some_and(unopened) {
        let right = Answering::Post(parsed);
        site.act(&visitor.actor, move |act| whistling::open_call(act, &right)).await?;
    }
    Ok(())
}

/// The page with a form as it was sent.
pub(super) async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    number: &str,
    form: &FormState,
) -> PageResult {
    let facts = Facts::of(site, visitor, number).await?;
    let view = visitor.view(site);
    let answers = visitor.actor.may(&permissions::ANSWER);
    let action = format!("/whistles/{}", facts.whistle.number);
    let own = facts.own_call().filter(|_| answers);
    let may = May::of(visitor, &facts);
    let whistle_page = WhistlePage {
        v: &view,
        kind: facts.kind(view.locale.tag()),
        rows: rows(&view, &facts, may),
        refusals: refusals(&view, &facts),
        told: told(&view, &facts),
        group_text: group_text(&view, &facts),
        ladder: ladder(&view, facts.charter.section::<Matters>()),
        answer: own.and_then(|call| AnswerForms::of(&view, &facts, call, (action, form))),
        may,
        facts: &facts,
        form,
    };
    html(form.status(), &whistle_page)
}

/// The departments; a sheet is made for whom the whistle still waits for.
fn rows<'a>(view: &'a View, facts: &'a Facts, may: May) -> Vec<CallRow<'a>> {
    let of = |call: &Call| CallRow {
        may_hand_over: may.hand_over && call.state.is_open(),
        ..CallRow::of(view, facts, call)
    };
    facts.calls.iter().map(of).collect()
}

fn refusals<'a>(view: &'a View, facts: &'a Facts) -> Vec<RefusalShown<'a>> {
    let tag = view.locale.tag();
    let of = |call: &'a Call| {
        let refused = call.refused.as_ref()?;
        Some(RefusalShown {
            name: facts.name(call.body),
            ground: facts.ground(tag, &refused.ground),
            why: facts.words(refused.note),
            ruling: facts.maybe_words(refused.ruling),
            state: call.state,
            clock: facts.clock(refused.clock).map(|clock| drawn(view, clock)),
        })
    };
    facts.calls.iter().filter_map(of).collect()
}

fn told(view: &View, facts: &Facts) -> String {
    let count = |states: &[CallState]| {
        facts.calls.iter().filter(|call| states.contains(&call.state)).count()
    };
    view.t3(
        "whistle-told",
        ("come", count(&[CallState::ReportedIn, CallState::Done])),
        ("awaited", count(&[CallState::Called])),
        ("disputed", count(&[CallState::Disputed])),
    )
}

/// What can be sent to a group of people: the matter's own title, who is called, by when. Nothing
/// of whoever raised it (FEATURES G5).
fn group_text(view: &View, facts: &Facts) -> String {
    let names: Vec<&str> = facts.calls.iter().map(|call| facts.name(call.body)).collect();
    let due = facts.calls.iter().filter_map(|call| facts.clock(call.clock)).map(|one| one.due_at);
    let due = facts.whistle.come_at.or(due.min()).map(|at| view.due(at)).unwrap_or_default();
    let venue = view.t(&facts.whistle.venue.key()).into_owned();
    let come = [Some(venue), facts.whistle.spot.clone()];
    let come: Vec<String> = come.into_iter().flatten().collect();
    let arg = kernel::Arg::Text;
    view.ta(
        "whistle-group-text",
        &[
            ("title", arg(facts.matter.title.clone())),
            ("place", arg(facts.place.clone())),
            ("names", arg(names.join(view.t("list-comma").as_ref()))),
            ("due", arg(due)),
            ("come", arg(come.join(" · "))),
            ("number", arg(facts.whistle.number.to_string())),
        ],
    )
}

/// 停哨
pub(super) async fn end(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let parsed: WhistleNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let (address, words) = (format!("/whistles/{parsed}/rating"), form.value("ending").to_owned());
    let ended = site.act(&visitor.actor, move |act| whistling::end_whistle(act, &parsed, &words));
    match ended.await {
        Ok(()) => Ok(see(&address)),
        Err(failure) => draw(&site, &visitor, &number, &form.kept(failure, &site)?).await,
    }
}

/// 转协调会
pub(super) async fn meet(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> PageResult {
    let parsed: WhistleNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let address = format!("/whistles/{parsed}");
    match site.act(&visitor.actor, move |act| whistling::ask_meeting(act, &parsed)).await {
        Ok(()) => Ok(see(&address)),
        Err(failure) => {
            draw(&site, &visitor, &number, &FormState::new().kept(failure, &site)?).await
        }
    }
}
