//! `/opening` (开局): what an empty installation needs before anybody works in it, step by step, each
//! with whoever takes it. Mockup `first-run`.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, State};
use platform::charter::shipped_charter;
use platform::desk::Panel;
use platform::web::{Choice, FormState, Html, PageResult, Site, Tone, View, Visitor, html, see};
use platform::{Actor, Conn, Outcome, Role, StoreError, World};

use crate::acts::{self, NewGround};
use crate::model::kind;
use crate::permissions::{LAY, OPEN, SEAT_FIRST};
use crate::store;

/// The charters that ship, the one to begin with first.
const CHARTERS: [&str; 5] = ["shijingshan-troika", "louweihui", "qianfoshan", "suncun", "shiyan"];

type Pairs = Vec<(String, String)>;

/// How far the opening has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Stand {
    /// Those of the three administrators who are missing.
    missing: Vec<Role>,
    /// The district and its first street; none while there is no ground.
    ground: Option<String>,
    /// Whether somebody sits in a street's office.
    seated: bool,
    /// Whether there is any building.
    buildings: bool,
}

impl Stand {
    fn is_open(&self) -> bool {
        self.missing.is_empty() && self.ground.is_some() && self.seated && self.buildings
    }

    fn read(conn: &mut Conn, world: &World) -> Result<Self, StoreError> {
        let now = world.time.now();
        let keepers = world.posts.keepers(conn, now)?;
        let has = |role: Role| keepers.iter().any(|(_, held)| *held == role);
        let three = [Role::Operator, Role::SecurityAdmin, Role::Auditor];
        let districts = store::division::districts(conn)?;
        let offices = match districts.first() {
            Some(one) => store::body::of_kind(conn, one.id, kind::STREET_OFFICE, world.today())?,
            None => Vec::new(),
        };
        let offices: Vec<_> = offices.iter().map(|office| office.id).collect();
        let seated = !store::post::staffed(conn, &offices, world.today())?.is_empty();
        Ok(Self {
            missing: three.into_iter().filter(|role| !has(*role)).collect(),
            ground: districts.into_iter().next().map(|district| district.name),
            seated,
            buildings: store::building::any(conn)?,
        })
    }
}

/// One step.
struct Step {
    title: String,
    what: String,
    is_done: bool,
    /// The next one to take.
    is_next: bool,
}

#[derive(Template)]
#[template(path = "registry/opening.html")]
struct OpeningPage<'a> {
    v: &'a View,
    form: &'a FormState,
    steps: Vec<Step>,
    is_open: bool,
    charters: Vec<Choice>,
    /// Whether the reader lays the ground, and it is to be laid.
    may_lay: bool,
    /// Whether the reader seats the first person, and nobody sits yet.
    may_seat: bool,
    /// Whether the reader adds the first building, and there is none.
    may_build: bool,
}

#[derive(Template)]
#[template(path = "registry/panel_opening.html")]
struct OpeningBeside<'a> {
    v: &'a View,
    next: String,
    what: String,
}

/// The page.
pub(super) async fn show(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    draw(&site, &visitor, &FormState::new()).await
}

async fn draw(site: &Arc<Site>, visitor: &Visitor, form: &FormState) -> PageResult {
    let world = Arc::clone(&site.world);
    let stand = site.read(move |conn| Ok(Stand::read(conn, &world)?)).await?;
    let view = visitor.view(site);
    let may = |permission| visitor.actor.may(permission);
    let drawn = OpeningPage {
        form,
        steps: steps(&view, &stand),
        is_open: stand.is_open(),
        charters: charters(site, &view),
        may_lay: may(&LAY) && stand.ground.is_none(),
        may_seat: may(&SEAT_FIRST) && stand.ground.is_some() && !stand.seated,
        may_build: may(&LAY) && stand.ground.is_some() && !stand.buildings,
        v: &view,
    };
    html(form.status(), &drawn)
}

fn charters(site: &Site, view: &View) -> Vec<Choice> {
    let owners = site.world.charters.owners();
    let known = CHARTERS.iter().filter_map(|id| Some((*id, shipped_charter(id, owners)?)));
    let choice = |(id, charter): (&str, platform::charter::Charter)| {
        Choice::new(id, charter.head().title.in_language(view.locale.tag()).to_owned())
    };
    known.map(choice).collect()
}

fn steps(view: &View, stand: &Stand) -> Vec<Step> {
    let missing: Vec<String> = stand
        .missing
        .iter()
        .map(|role| {
            let key = format!("registry-keeper-{}", role.word().replace('_', "-"));
            view.t(&key).into_owned()
        })
        .collect();
    let said = |key: &str| view.t(key).into_owned();
    let keepers = if missing.is_empty() {
        said("opening-keepers-done")
    } else {
        view.t1("opening-keepers-missing", "roles", missing.join(&view.t("list-comma")))
    };
    let ground = match &stand.ground {
        Some(name) => view.t1("opening-ground-done", "name", name.as_str()),
        None => said("opening-ground-what"),
    };
    let of = |done, yes: &str, no: &str| said(if done { yes } else { no });
    let people = of(stand.seated, "opening-people-done", "opening-people-what");
    let buildings = of(stand.buildings, "opening-buildings-done", "opening-buildings-what");
    let all = [
        ("opening-keepers", keepers, stand.missing.is_empty()),
        ("opening-ground", ground, stand.ground.is_some()),
        ("opening-people", people, stand.seated),
        ("opening-buildings", buildings, stand.buildings),
    ];
    let next = all.iter().position(|(_, _, done)| !done);
    let step = |(nth, (key, what, is_done)): (usize, (&str, String, bool))| Step {
        title: said(key),
        what,
        is_done,
        is_next: next == Some(nth),
    };
    all.into_iter().enumerate().map(step).collect()
}

/// Lays the first ground.
pub(super) async fn lay(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let typed = |name: &str| form.value(name).to_owned();
    let ground = NewGround {
        charter: typed("charter"),
        district: typed("district"),
        street: typed("street"),
        short: typed("short"),
        office: typed("office"),
    };
    let laid = site.act(&visitor.actor, move |act| acts::open_ground(act, &ground)).await;
    match laid {
        Ok(()) => Ok(see("/opening")),
        Err(failure) => draw(&site, &visitor, &form.kept(failure, &site)?).await,
    }
}

/// Seats the first person, and leads to their account, where the link is made.
pub(super) async fn seat(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let (person, name) = (form.value("person").to_owned(), form.value("name").to_owned());
    let seated: Outcome<_> =
        site.act(&visitor.actor, move |act| acts::seat_first(act, &person, &name)).await;
    match seated {
        Ok(id) => Ok(see(&format!("/admin/accounts/{}", id.0))),
        Err(failure) => draw(&site, &visitor, &form.kept(failure, &site)?).await,
    }
}

/// Adds the first building.
pub(super) async fn build(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let name = form.value("building").to_owned();
    let storeys = form.value("storeys").trim().parse().unwrap_or(0);
    let built = site.act(&visitor.actor, move |act| acts::first_building(act, &name, storeys));
    match built.await {
        Ok(_) => Ok(see("/opening")),
        Err(failure) => draw(&site, &visitor, &form.kept(failure, &site)?).await,
    }
}

/// 开局, on the desk of those who keep the installation, until it is open: which step comes next.
pub struct OpeningPanel {
    world: Arc<World>,
}

impl OpeningPanel {
    /// The panel over an installation.
    #[must_use]
    pub fn of(world: Arc<World>) -> Self {
        Self { world }
    }
}

impl Panel for OpeningPanel {
    fn draw(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        view: &View,
    ) -> Result<Option<Html>, StoreError> {
        if !actor.may(&OPEN) {
            return Ok(None);
        }
        let stand = Stand::read(conn, &self.world)?;
        let next = steps(view, &stand).into_iter().find(|step| step.is_next);
        Ok(next
            .map(|step| Html::drawn(&OpeningBeside { v: view, next: step.title, what: step.what })))
    }
}
