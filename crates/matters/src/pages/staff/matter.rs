//! `/matters/{number}`: status, clocks with sums, life, who handles, the reporter behind the shield.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use platform::attachment::Attachment;
use platform::web::component::{ClockEntry, Tab, TimelineEntry};
use platform::web::{FormState, PageResult, Site, Status, Tone, View, Visitor, html};

use super::facts::Facts;
use super::{clocks, life, supervision};
use crate::model::{
    AssignmentRole, AssignmentState, Deed, PhotoGround, RequestKind, State as MatterState,
    Visibility,
};
use crate::pages::whistling::{self, PanelWhistle};
use crate::permissions;

/// A part as the page shows it.
pub(super) struct PartRow {
    pub name: String,
    pub role: &'static str,
    pub state: String,
    pub status: Status,
}

/// What the viewer may do here now.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct May {
    pub triage: bool,
    pub sign: bool,
    pub handle: bool,
    pub complete: bool,
    pub object: bool,
    pub extend: bool,
    pub park: bool,
    pub rule: bool,
    pub resume: bool,
    pub report: bool,
    pub call_back: bool,
    pub reveal: bool,
    pub supervise: bool,
    pub merge: bool,
    pub publish: bool,
    pub release: bool,
    pub whistle: bool,
}

impl May {
    fn of(visitor: &Visitor, facts: &Facts) -> Self {
        let actor = &visitor.actor;
        let own = facts.own_part();
        let state = facts.matter.state;
        let covers = |permission| actor.scope(permission).covers(&facts.matter.at);
        let handles = actor.may(&permissions::HANDLE);
        let open = facts.open_request();
        let may_ask = |kind: RequestKind| handles && open.is_none() && facts.may_ask(kind);
        let leads = own.is_some_and(|part| part.role == AssignmentRole::Lead);
        let signed = own.is_some_and(|part| part.state == AssignmentState::Signed);
        let has_reporter = facts.reporter.name.is_some() || facts.reporter.contact.is_some();
        Self {
            triage: state == MatterState::New && covers(&permissions::TRIAGE),
            sign: handles && own.is_some_and(|part| part.state == AssignmentState::Sent),
            handle: handles
                && state == MatterState::InProgress
                && own.is_some_and(|part| part.state == AssignmentState::Signed),
            complete: handles
                && state == MatterState::InProgress
                && own.is_some_and(|part| part.role == AssignmentRole::Lead),
            object: may_ask(RequestKind::Objection),
            extend: may_ask(RequestKind::Extension),
            park: may_ask(RequestKind::Parking),
            rule: covers(&permissions::RULE)
                && open.is_some_and(|request| !facts.own_bodies.contains(&request.body)),
            resume: handles && state == MatterState::Parked && leads,
            report: handles && state == MatterState::InProgress && !leads && signed,
            call_back: state == MatterState::Completed && covers(&permissions::CALL_BACK),
            release: facts.knows_reporter && covers(&permissions::TRIAGE),
            merge: (state.is_open() || !facts.members.is_empty()) && covers(&permissions::MERGE),
            publish: state.admits(Deed::Publish)
                && facts.matter.visibility == Visibility::PublicAnonymous
                && covers(&permissions::PUBLISH),
            supervise: state.admits(Deed::Supervise) && covers(&permissions::SUPERVISE),
            whistle: facts.rules().whistle.is_some()
                && matches!(
                    state,
                    MatterState::Dispatched | MatterState::InProgress | MatterState::Parked
                )
                && covers(&permissions::WHISTLE),
            reveal: has_reporter && !facts.shielded && covers(&permissions::REVEAL),
        }
    }
}

#[derive(Template)]
#[template(path = "matters/matter.html")]
struct MatterPage<'a> {
    v: &'a View,
    facts: &'a Facts,
    status: Status,
    category: Option<String>,
    class: Option<String>,
    clocks: Vec<ClockEntry<'a>>,
    parts: Vec<PartRow>,
    tabs: Vec<Tab>,
    life: Vec<TimelineEntry>,
    range: Option<(i64, i64)>,
    waits: Option<String>,
    supervised: Vec<supervision::Head>,
    whistles: Vec<PanelWhistle<'a>>,
    may: May,
    form: &'a FormState,
}

impl MatterPage<'_> {
    /// Who may see it, in words for staff.
    fn seen(&self) -> &'static str {
        match self.facts.matter.visibility {
            Visibility::PublicAnonymous => "matter-seen-public-anonymous",
            Visibility::HandlersOnly => "matter-seen-handlers-only",
        }
    }

    /// Who sees a photo, in words.
    fn stands(&self, photo: &Attachment) -> String {
        let ground = photo.withheld.as_deref().and_then(PhotoGround::from_word);
        match ground {
            Some(ground) => self.v.t1("matter-photo-withheld", "ground", self.v.t(&ground.key())),
            None if photo.shielded => self.v.t("matter-photo-raw").into_owned(),
            None => self.v.t("matter-photo-released").into_owned(),
        }
    }

    /// The shape before these words.
    fn shape(&self, photo: &Attachment) -> &'static str {
        match (photo.shielded, &photo.withheld) {
            (true, Some(_)) => "no",
            (true, None) => "new",
            (false, _) => "done",
        }
    }

    /// And their colour.
    fn tone(&self, photo: &Attachment) -> &'static str {
        match (photo.shielded, &photo.withheld) {
            (true, Some(_)) => Tone::Idle.class(),
            (true, None) => Tone::Warn.class(),
            (false, _) => Tone::Ok.class(),
        }
    }
}

/// The matter's page.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> PageResult {
    let part = query.get("life").map_or(life::Part::All, |word| life::Part::from_word(word));
    draw(&site, &visitor, &number, part, &FormState::new()).await
}

/// The page with a form as it was sent: what was typed stays, with what is wrong beside it.
pub(super) async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    number: &str,
    part: life::Part,
    form: &FormState,
) -> PageResult {
    let facts = Facts::of(site, visitor, number).await?;
    let view = visitor.view(site);
    let explained = clocks::explain(&site.world, &facts)?;
    let sealed = facts.life.iter().filter_map(|lived| lived.seq);
    let matter_page = MatterPage {
        v: &view,
        facts: &facts,
        status: facts.matter.state.into(),
        category: facts.category(view.locale.tag()),
        class: facts.class(view.locale.tag()),
        clocks: explained.entries(&site.world, &view, &facts),
        parts: parts(&view, &facts),
        tabs: tabs(&view, &facts, part),
        life: life::timeline(&view, &facts, part),
        range: sealed.clone().min().zip(sealed.max()),
        waits: facts.open_request().map(|request| {
            let tag = view.locale.tag();
            view.t3(
                "matter-waits-for-ruling",
                ("who", facts.name(request.body).to_owned()),
                ("what", view.t(&request.kind.key()).into_owned()),
                ("ground", facts.ground(tag, request.kind, &request.ground)),
            )
        }),
        supervised: supervision::heads(&view, &facts),
        whistles: whistling::panel(&view, &facts.whistles, &facts.calls, &facts.clocks, |body| {
            facts.name(body)
        }),
        may: May::of(visitor, &facts),
        form,
    };
    html(form.status(), &matter_page)
}

fn parts(view: &View, facts: &Facts) -> Vec<PartRow> {
    facts
        .parts
        .iter()
        .map(|part| PartRow {
            name: facts.name(part.body).to_owned(),
            role: match part.role {
                AssignmentRole::Lead => "matter-assignment-role-lead",
                AssignmentRole::Assist => "matter-assignment-role-assist",
            },
            state: view.t(&part.state.key()).into_owned(),
            status: match part.state {
                AssignmentState::Sent => Status::Awaiting,
                AssignmentState::Signed => Status::InHand,
                AssignmentState::Done => Status::Closed,
                AssignmentState::Recalled => Status::Withdrawn,
            },
        })
        .collect()
}

fn tabs(view: &View, facts: &Facts, part: life::Part) -> Vec<Tab> {
    let address = |query: &str| format!("/matters/{}{query}", facts.matter.number);
    vec![
        Tab::new(view.t("matter-life-all"), address(""), part == life::Part::All),
        Tab::new(
            view.t("matter-life-outward"),
            address("?life=outward"),
            part == life::Part::Outward,
        ),
        Tab::new(view.t("matter-life-inward"), address("?life=inward"), part == life::Part::Inward),
    ]
}
