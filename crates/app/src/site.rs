//! The site: routes, menu and panels of all slices, served until told to stop.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use platform::desk::{Panel, TodoKind};
use platform::jobs::{Job, Jobs, Nodes};
use platform::notice::Announcer;
use platform::web::{Routes, Settings, Site};
use platform::{Actor, World};

use crate::home::Home;
use crate::rail::Rail;
use crate::suggestions::ModelFile;

/// How the server listens and is reached.
#[derive(Debug, Clone)]
pub struct Serving {
    /// Where it listens.
    pub listen: SocketAddr,
    /// The address people use, without a trailing slash; the listening one if none is given.
    pub base_url: Option<String>,
    /// Proxies whose word about the client's address is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Whether this is the demo.
    pub demo: bool,
    /// Requests of one access token in a minute.
    pub api_rate: u32,
}

impl Serving {
    /// The address people use.
    #[must_use]
    pub fn address(&self, bound: SocketAddr) -> String {
        self.base_url.clone().unwrap_or_else(|| format!("http://{bound}"))
    }
}

/// Every endpoint of every slice, with the charters' rules alone to suggest.
#[must_use]
pub fn routes() -> Routes {
    routes_advised_by(Arc::new(matters::RulesAlone))
}

/// Every endpoint of every slice; `advisor` tells the model that triage asks beside the rules.
#[must_use]
pub fn routes_advised_by(advisor: Arc<dyn matters::Advisor>) -> Routes {
    platform::desk::routes()
        .and(platform::account::pages::routes())
        .and(platform::saved_view::routes())
        .and(platform::calendar::routes())
        .and(platform::charter::routes())
        .and(platform::journal::routes())
        .and(platform::notice::routes())
        .and(platform::mail::routes())
        .and(platform::privacy::routes())
        .and(registry_routes())
        .and(matters::pages::routes_advised_by(advisor))
        .and(api_routes())
}

/// The JSON API of every slice, with its document.
fn api_routes() -> Routes {
    platform::api::routes(api_document()).and(registry::api::routes()).and(matters::api::routes())
}

/// The document of the JSON API, as it is served and committed.
#[must_use]
pub fn api_document() -> serde_json::Value {
    platform::api::document(vec![matters::api::document(), registry::api::document()])
}

/// The registry's pages, with what the slices above tell them.
fn registry_routes() -> Routes {
    let open = Arc::new(matters::OpenMattersOfBuildings);
    registry::pages::routes(open, vec![Arc::new(matters::MatterFinder)])
}

/// The site over `world`, reached at `base_url`.
#[must_use]
pub fn site(world: Arc<World>, serving: &Serving, base_url: String) -> Site {
    let settings = Settings {
        base_url,
        trusted_proxies: serving.trusted_proxies.clone(),
        demo: serving.demo,
        api_rate: platform::api::rate(serving.api_rate),
    };
    Site {
        settings,
        menu: Arc::new(Rail),
        titles: vec![
            Arc::new(matters::MatterTitles),
            Arc::new(matters::WhistleTitles),
            Arc::new(matters::CommonNeedTitles),
            Arc::new(registry::PlaceTitles),
            Arc::new(registry::BodyTitles),
            Arc::new(registry::PostTitles),
            Arc::new(platform::privacy::RequestTitles),
        ],
        todo_kinds: todo_kinds(),
        panels: panels(&world),
        announcers: announcers(),
        world,
    }
}

/// What stands beside the to-dos, in its order.
fn panels(world: &Arc<World>) -> Vec<Arc<dyn Panel>> {
    vec![
        Arc::new(registry::pages::OpeningPanel::of(Arc::clone(world))),
        Arc::new(matters::pages::staff::StationPanel),
        Arc::new(matters::pages::staff::WaitingPanel),
    ]
}

/// Who says to whom events are news.
fn announcers() -> Vec<Arc<dyn Announcer>> {
    vec![Arc::new(matters::MatterNotices), Arc::new(matters::WhistleNotices)]
}

/// The kinds of to-do that anybody opens.
fn todo_kinds() -> Vec<TodoKind> {
    let ground = [platform::privacy::TODO_KIND];
    ground.into_iter().chain(matters::pages::staff::TODO_KINDS).collect()
}

/// What runs beside the pages.
#[must_use]
pub fn jobs(world: &World, home: &Home) -> Vec<Job> {
    let mut jobs = platform::jobs::standard(world.db.backend());
    jobs.push(platform::jobs::erasures(home.erasures()));
    jobs.extend(platform::notice::jobs(announcers()));
    jobs.push(Job::new("resume_parked", Duration::from_secs(600), Nodes::One, resume_parked));
    jobs.push(Job::new("escalate_late", Duration::from_secs(60), Nodes::One, escalate_late));
    jobs.push(Job::new("note_needs", Duration::from_secs(6 * 3600), Nodes::One, note_needs));
    jobs.push(Job::new("close_silent", Duration::from_secs(3600), Nodes::One, close_silent));
    jobs
}

/// Closes what nobody spoke of within the charter's window, chunk by chunk.
fn close_silent(world: &Arc<World>) -> platform::Outcome<()> {
    let actor = Arc::new(Actor::nobody(platform::journal::Origin::Job));
    while world.act_now(&actor, matters::acts::close_silent)? > 0 {}
    Ok(())
}

/// Notes what recurs, district by district.
fn note_needs(world: &Arc<World>) -> platform::Outcome<()> {
    let actor = Arc::new(Actor::nobody(platform::journal::Origin::Job));
    let districts = world.db.read(registry::store::building::districts)?;
    for district in districts {
        world.act_now(&actor, move |act| matters::acts::note_needs(act, district))?;
    }
    Ok(())
}

/// Takes up again what is parked and whose review date has come, chunk by chunk.
fn resume_parked(world: &Arc<World>) -> platform::Outcome<()> {
    let actor = Arc::new(Actor::nobody(platform::journal::Origin::Job));
    while world.act_now(&actor, matters::acts::resume_due)? > 0 {}
    Ok(())
}

/// Tells of what is late by the charter's ladder, chunk by chunk.
fn escalate_late(world: &Arc<World>) -> platform::Outcome<()> {
    let actor = Arc::new(Actor::nobody(platform::journal::Origin::Job));
    while world.act_now(&actor, matters::acts::escalate_late)? > 0 {}
    Ok(())
}

/// Serves until the process is told to stop; `ready` hears the address once it listens.
///
/// # Errors
/// If the address cannot be listened on.
pub fn serve(
    world: &Arc<World>,
    home: &Home,
    serving: &Serving,
    ready: impl FnOnce(&str),
) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let bound = runtime.block_on(tokio::net::TcpListener::bind(serving.listen));
    let listener = bound.with_context(|| serving.listen.to_string())?;
    let address = serving.address(listener.local_addr()?);
    let site = Arc::new(site(Arc::clone(world), serving, address.clone()));
    let mut work = jobs(world, home);
    // Letters carry links: they need the address.
    work.extend(platform::mail::job(Arc::clone(&site)));
    let jobs = Jobs::start(world, work);
    let outcome = runtime.block_on(async {
        let advisor = Arc::new(ModelFile::at(home.suggestions()));
        let router = platform::web::server::router(site, routes_advised_by(advisor));
        ready(&address);
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(told_to_stop()).await?;
        Ok(())
    });
    drop(jobs);
    outcome
}

/// Ends at Ctrl-C or when the system asks the process to end.
///
/// # Panics
/// When the system does not let the process listen to signals.
pub async fn told_to_stop() {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("the system lets a process listen to signals");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
