//! Everything the follow page shows, read in one snapshot by the right of the code.

mod coming;

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use jiff::Timestamp;
use kernel::{Explanation, PostId, Refusal};
use platform::attachment::{self, Attachment};
use platform::charter::Pinned;
use platform::privacy::{self, Request};
use platform::vault::{self, Look};
use platform::web::component::{Clock as DrawnClock, Step, TimelineEntry};
use platform::web::{Choice, FormState, Status, View};
use platform::{Conn, Outcome, StoreError, World};
use registry::model::kind;

use self::coming::{next, who};
use super::bulletins;
use super::called::{Called, CalledRow};
use super::emergency::{self, Advice};
use super::gone_on::GoneOn;
use super::here::{Here, joined};
use super::life::Life;
use super::matter::released;
use super::row::title;
use super::steps::steps;
use crate::acts::{self, Offers};
use crate::model::charter::Matters;
use crate::model::{
    AssignmentRole, Bulletin, ClockKind, Matter, PhotoGround, QueryCode, Satisfaction, Solved,
    State, VoiceKind,
};
use crate::pages::limits::extended;
use crate::rules::shielding::shows_floor;
use crate::store;
use crate::store::clock::Clock;
use crate::store::raw::RawWords;
use crate::store::voice::Voice;

/// A followed matter.
pub(super) struct Followed {
    pub matter: Matter,
    pub here: Option<Here>,
    voice: Voice,
    charter: Arc<Pinned>,
    clocks: Vec<Clock>,
    lead: String,
    assists: Vec<String>,
    station: String,
    offers: Offers,
    life: Life,
    /// The departments that were called to it.
    called: Vec<Called>,
    /// The matter it goes on in, if it is merged.
    gone_on: Option<GoneOn>,
    /// What everybody is told about it now.
    told: Option<Bulletin>,
    /// Whether those who joined see the floor.
    shows_floor: bool,
    words: Vec<RawWords>,
    photos: Vec<Attachment>,
    looks: Vec<Look>,
    lookers: HashMap<PostId, String>,
    /// What the reporter asked about their own data, lately.
    request: Option<Request>,
}

impl Followed {
    /// Reads it.
    ///
    /// # Errors
    /// Not found for a code nobody holds.
    pub fn load(conn: &mut Conn, world: &World, code: &QueryCode) -> Outcome<Self> {
        let hash = store::matter::code_hash(world, code);
        let found = store::matter::find_followed(conn, &hash)?;
        let (matter, voice) = found.ok_or_else(Refusal::not_found)?;
        let here = Here::of(conn, matter.at.building, matter.place)?;
        let charter = world.charters.version(conn, matter.charter_version)?;
        let charter = charter.ok_or_else(|| Refusal::new("refusal-no-charter"))?;
        let parts = store::assignment::list(conn, matter.id)?;
        let bodies: Vec<_> = parts.iter().map(|part| part.body).collect();
        let names = registry::store::name::of_bodies(conn, &bodies)?;
        let named = |role: AssignmentRole| {
            let of_role = parts.iter().filter(move |part| part.role == role);
            of_role.filter_map(|part| names.get(&part.body).cloned()).collect::<Vec<_>>()
        };
        let (lead, assists) = (named(AssignmentRole::Lead), named(AssignmentRole::Assist));
        let mut followed = Self {
            clocks: store::clock::list(conn, matter.id)?,
            lead: lead.into_iter().next_back().unwrap_or_default(),
            assists,
            station: station(conn, world, here.as_ref())?,
            offers: acts::offers(conn, world, &charter, &matter, &voice)?,
            life: Life::load(conn, &matter)?,
            called: Called::load(conn, &matter)?,
            gone_on: GoneOn::load(conn, &matter)?,
            told: bulletins::about(conn, world, &matter)?,
            shows_floor: false,
            words: Vec::new(),
            photos: Vec::new(),
            looks: Vec::new(),
            lookers: HashMap::new(),
            request: None,
            matter,
            here,
            voice,
            charter,
        };
        if followed.is_reporter() {
            followed.load_own(conn, world)?;
            return Ok(followed);
        }
        followed.photos = released(conn, &followed.matter)?;
        if let Some(floor) = followed.here.as_ref().and_then(|here| here.floor.as_ref()) {
            let people = registry::store::tenancy::people_on(conn, floor, world.today())?;
            followed.shows_floor = shows_floor(people);
        }
        Ok(followed)
    }

    /// What only the reporter sees: their words and photos, and who looked at their number.
    fn load_own(&mut self, conn: &mut Conn, world: &World) -> Outcome<()> {
        let subject = self.matter.subject();
        self.words = store::raw::list_own(conn, self.matter.id)?;
        self.photos = attachment::list(conn, subject)?;
        self.request = privacy::latest(conn, subject)?;
        self.looks = vault::looks_at(conn, &world.keys, subject)?;
        self.looks.retain(|look| Some(look.person) == self.voice.person);
        let posts: Vec<PostId> = self.looks.iter().filter_map(|look| look.post).collect();
        self.lookers = registry::store::post::labels(conn, &posts)?;
        Ok(())
    }

    /// Whether the code is that of whoever raised it. Those who joined see what everybody sees:
    /// one tap makes anybody one of them.
    pub fn is_reporter(&self) -> bool {
        self.voice.kind == VoiceKind::Reporter
    }

    /// Where it is, as exactly as the reader may know.
    fn place(&self, v: &View) -> String {
        match &self.here {
            Some(here) if self.is_reporter() => here.words(v),
            Some(here) if self.shows_floor => joined(here.name(), &here.floor_words(v)),
            Some(here) => here.name().to_owned(),
            None => String::new(),
        }
    }

    fn rules(&self) -> &Matters {
        self.charter.section::<Matters>()
    }

    fn clock(&self, kind: ClockKind) -> Option<&Clock> {
        self.clocks.iter().rev().find(|clock| clock.kind == kind)
    }

    fn running(&self, kind: ClockKind) -> Option<&Clock> {
        self.clock(kind).filter(|clock| clock.stopped_at.is_none())
    }

    /// The clock that says by when it is finished, with its calculation; before dispatch there is
    /// none.
    ///
    /// # Errors
    /// [`StoreError`] for a clock that cannot have run so.
    pub fn explain(&self, world: &World) -> Result<Option<(Clock, Explanation)>, StoreError> {
        let Some(clock) = self.clock(ClockKind::Resolve) else { return Ok(None) };
        let calendar = world.calendar_at(clock.started_at);
        let reckoning = self.charter.reckoning(&world.zone, &calendar);
        let explanation = clock.time()?.explain(world.time.now(), &reckoning);
        Ok(Some((clock.clone(), explanation)))
    }
}

/// The workstation, or the street's office where none serves the place.
fn station(conn: &mut Conn, world: &World, here: Option<&Here>) -> Outcome<String> {
    let Some(here) = here else { return Ok(String::new()) };
    let bodies = registry::store::coverage::covering(conn, &here.building.place, world.today())?;
    let of_kind = |wanted: &str| bodies.iter().find(|body| body.kind == wanted);
    let body = of_kind(kind::WORKSTATION).or_else(|| of_kind(kind::STREET_OFFICE));
    Ok(body.map(|body| body.name.clone()).unwrap_or_default())
}

/// Somebody looked behind the mask.
pub(super) struct LookLine {
    who: String,
    at: Option<Timestamp>,
    purpose: String,
}

/// By when it is finished.
pub(super) struct Finish<'a> {
    rule: String,
    due_at: Timestamp,
    is_over: bool,
    is_late: bool,
    clock: DrawnClock<'a>,
    explanation: &'a Explanation,
}

/// The follow page.
#[derive(Template)]
#[template(path = "matters/public/follow.html")]
pub(super) struct FollowPage<'a> {
    v: &'a View,
    form: &'a FormState,
    appeal_refused: bool,
    supplement_refused: bool,
    reopening_refused: bool,
    code: String,
    address: String,
    is_new: bool,
    is_reporter: bool,
    answer: String,
    advice: Vec<Advice>,
    back: String,
    title: String,
    place: String,
    voices: i64,
    told: Option<&'a Bulletin>,
    status: Status,
    steps: Vec<Step>,
    who: String,
    next: String,
    finish: Option<Finish<'a>>,
    offers: &'a Offers,
    solved: Vec<Choice>,
    contacted: Vec<Choice>,
    satisfied: Vec<Choice>,
    called: Vec<CalledRow<'a>>,
    entries: Vec<TimelineEntry>,
    words: &'a [RawWords],
    photos: &'a [Attachment],
    left_number: bool,
    looks: Vec<LookLine>,
    request: Option<&'a Request>,
}

impl<'a> FollowPage<'a> {
    /// Who sees one of the reporter's photos, in words for the reporter.
    fn seen(&self, photo: &Attachment) -> String {
        let ground = photo.withheld.as_deref().and_then(PhotoGround::from_word);
        match ground {
            Some(ground) => self.v.t1("follow-photo-withheld", "ground", self.v.t(&ground.key())),
            None if photo.shielded => self.v.t("follow-photo-raw").into_owned(),
            None => self.v.t("follow-photo-released").into_owned(),
        }
    }

    /// Puts the page together.
    pub fn of(
        v: &'a View,
        world: &World,
        followed: &'a Followed,
        explained: Option<&'a (Clock, Explanation)>,
        code: &QueryCode,
        is_new: bool,
        form: &'a FormState,
    ) -> Self {
        let (matter, rules) = (&followed.matter, followed.rules());
        let said: String = followed.words.iter().map(|one| one.words.as_str()).collect();
        let home = || "/".to_owned();
        Self {
            code: code.to_string(),
            address: format!("/follow/{}", code.compact()),
            is_new: is_new && matter.state == State::New,
            is_reporter: followed.is_reporter(),
            answer: v.limit(rules.triage.answer),
            advice: if is_new { emergency::meant(v, &rules.emergency, &said) } else { Vec::new() },
            back: followed.here.as_ref().map_or_else(home, Here::plain_address),
            title: title(v, matter),
            place: followed.place(v),
            voices: followed.gone_on.as_ref().map_or(matter.voices, |lead| lead.voices).into(),
            told: followed.told.as_ref(),
            status: matter.state.into(),
            steps: match &followed.gone_on {
                Some(lead) => lead.steps(v, matter),
                None => steps(v, matter, true),
            },
            who: who(v, followed),
            next: next(v, world, followed),
            finish: explained.map(|(clock, explanation)| finish(v, followed, clock, explanation)),
            offers: &followed.offers,
            solved: choices(v, Solved::ALL, |one| (one.word(), one.key())),
            contacted: vec![
                Choice::new("yes", v.t("matter-contacted-yes")),
                Choice::new("no", v.t("matter-contacted-no")),
            ],
            satisfied: choices(v, &SATISFIED, |one| (one.word(), one.key())),
            called: followed.called.iter().map(|one| one.row(v)).collect(),
            entries: entries(v, followed),
            words: &followed.words,
            photos: &followed.photos,
            left_number: followed.voice.person.is_some(),
            request: followed.request.as_ref(),
            looks: followed.looks.iter().map(|look| look_line(v, followed, look)).collect(),
            appeal_refused: form.error(v.locale, "appeal").is_some(),
            supplement_refused: form.error(v.locale, "supplement").is_some(),
            reopening_refused: form.error(v.locale, "why").is_some(),
            v,
            form,
        }
    }
}

impl FollowPage<'_> {
    /// Whether the reporter may ask to be erased: not while an answer is due, nor after it was
    /// done.
    fn may_ask_erasure(&self) -> bool {
        self.request.is_none_or(|request| request.state == privacy::State::Refused)
    }

    fn is_erased(&self) -> bool {
        self.request.is_some_and(|request| request.state == privacy::State::Erased)
    }
}

/// What happened, newest first; with a merged matter first what happened where it goes on.
fn entries(v: &View, followed: &Followed) -> Vec<TimelineEntry> {
    let own = followed.is_reporter().then_some(followed.voice.id);
    let there = followed.gone_on.as_ref().map(|lead| lead.told(v)).unwrap_or_default();
    there.into_iter().chain(followed.life.told(v, own)).collect()
}

/// The answers offered; not to answer is to leave the form alone.
const SATISFIED: [Satisfaction; 3] =
    [Satisfaction::Satisfied, Satisfaction::Mostly, Satisfaction::Dissatisfied];

fn choices<T: Copy>(v: &View, all: &[T], of: impl Fn(T) -> (&'static str, String)) -> Vec<Choice> {
    all.iter()
        .map(|one| {
            let (word, key) = of(*one);
            Choice::new(word, v.t(&key))
        })
        .collect()
}

fn finish<'a>(
    v: &'a View,
    followed: &Followed,
    clock: &Clock,
    explanation: &'a Explanation,
) -> Finish<'a> {
    let class = followed.matter.class.as_deref().and_then(|id| followed.rules().class(id));
    let class = class.map_or("", |class| class.name.in_language(v.locale.tag()));
    Finish {
        rule: joined(&extended(v, clock), class),
        due_at: clock.due_at,
        is_over: clock.stopped_at.is_some() || clock.paused_since().is_some(),
        is_late: clock.due_at < v.now,
        clock: match (clock.stopped_at, clock.paused_since()) {
            (Some(ended), _) => v.finished_clock(clock.started_at, ended, clock.due_at),
            (None, Some(since)) => v.paused_clock(v.now.as_second() - since.as_second()),
            (None, None) => v.plain_clock(clock.started_at, clock.due_at),
        },
        explanation,
    }
}

fn look_line(v: &View, followed: &Followed, look: &Look) -> LookLine {
    let who = look.post.and_then(|post| followed.lookers.get(&post)).cloned();
    LookLine {
        who: who.unwrap_or_else(|| v.t("follow-who-station").into_owned()),
        at: Timestamp::from_microsecond(look.at).ok(),
        purpose: look.purpose.clone().unwrap_or_else(|| v.t("follow-look-erased").into_owned()),
    }
}
