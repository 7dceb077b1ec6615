//! The whole site over a fresh database, driven through its real router.

mod answer;
mod browser;
mod form;
mod matters;
mod site;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use ::matters::acts::{Raise, Spot, raise_matter};
use ::matters::model::{Channel, Visibility};
use axum::Router;
use jiff::SignedDuration;
use kernel::{FrozenTime, Refusal};
use platform::account::access_token::{self, NewToken};
use platform::act::{Act, Outcome, World};
use platform::attachment::Objects;
use platform::chance::SeededRandomness;
use platform::charter::Book;
use platform::journal::{Origin, head, seal, verify};
use platform::mail::Relay;
use platform::web::{Endpoint, Routes, Site, server};
use platform::{Actor, Conn, Keys, Setup, StoreError};
use registry::model::Place;
use registry::store::grants::ChartedPosts;
use tempfile::TempDir;

pub use self::matters::{REPORTER, Stage, worker_of};
pub use answer::Answer;
pub use browser::{Browser, Upload, photo};
pub use form::Form;
pub use site::{announcers, migrations, routes, sections, site, traces};

use crate::database::Database;
use crate::persona::Persona;
use crate::statements;
use crate::town::Town;

/// When every test begins: Tuesday 6 February 2024, 10:24 in Beijing.
pub const START: &str = "2024-02-06T02:24:00Z";
/// The address the site believes to have.
pub const BASE_URL: &str = "http://loushi.example";
/// Whom its letters come from.
pub const MAIL_FROM: &str = "楼事 <loushi@loushi.example>";
/// A relay for tests that send nothing.
const NOBODY_LISTENS: &str = "smtp://127.0.0.1:1";

/// The whole site over a fresh database.
pub struct TestApp {
    /// The installation.
    pub world: Arc<World>,
    /// The clock, which stands until it is moved.
    pub time: Arc<FrozenTime>,
    /// Who and what there is.
    pub town: Town,
    site: Arc<Site>,
    router: Router,
    endpoints: Vec<Endpoint>,
    /// Session tokens, by persona.
    sessions: RefCell<BTreeMap<Persona, String>>,
    /// Access tokens, by persona.
    tokens: RefCell<BTreeMap<Persona, String>>,
    runtime: tokio::runtime::Runtime,
    _folder: TempDir,
    /// Dropped last: takes the database away.
    database: Database,
}

/// A matter just raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// Its public number.
    pub number: String,
    /// The code to follow it by.
    pub code: String,
}

impl std::fmt::Display for Raised {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.number)
    }
}

impl Default for TestApp {
    fn default() -> Self {
        Self::new()
    }
}

impl TestApp {
    /// The site of all slices.
    #[must_use]
    pub fn new() -> Self {
        Self::serving(|world| (site(world), routes()))
    }

    /// A site of the test's own making, for the composition that ships or a part of it.
    ///
    /// # Panics
    /// When it cannot be made: no test can go on without.
    #[must_use]
    pub fn serving(compose: impl FnOnce(Arc<World>) -> (Site, Routes)) -> Self {
        Self::mailing(NOBODY_LISTENS, compose)
    }

    /// [`TestApp::serving`] with a relay for mail.
    ///
    /// # Panics
    /// As [`TestApp::serving`]; and when the relay cannot be used.
    #[must_use]
    pub fn mailing(relay: &str, compose: impl FnOnce(Arc<World>) -> (Site, Routes)) -> Self {
        statements::watch();
        let database = Database::fresh(&migrations());
        let folder = tempfile::tempdir().expect("a temporary folder");
        let time = Arc::new(FrozenTime::at(START.parse().expect("a moment")));
        let randomness = Arc::new(SeededRandomness::new(1));
        let db = database.open();
        let keys = Keys::open(&folder.path().join("keys"), &db, &*randomness).expect("keys");
        let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
        let seating = Arc::new(Book::new(sections()));
        let setup = Setup {
            db,
            keys,
            posts: Arc::new(ChartedPosts { seating, zone }),
            charters: Book::new(sections()),
            time: time.clone(),
            randomness: randomness.clone(),
            node: 1,
        };
        let relay = Relay::at(relay, MAIL_FROM).expect("a relay");
        let world = World::new(setup).with_objects(Objects::in_memory()).with_mail(Some(relay));
        let world = Arc::new(world.with_traces(traces()));
        let town = Town::settle(&world);
        let (site, routes) = compose(Arc::clone(&world));
        let endpoints = routes.endpoints().to_vec();
        let site = Arc::new(site);
        let router = server::router(Arc::clone(&site), routes);
        let runtime = tokio::runtime::Runtime::new().expect("threads");
        Self {
            world,
            time,
            town,
            site,
            router,
            endpoints,
            sessions: RefCell::default(),
            tokens: RefCell::default(),
            runtime,
            _folder: folder,
            database,
        }
    }

    /// Every endpoint of the site.
    #[must_use]
    pub fn endpoints(&self) -> &[Endpoint] {
        &self.endpoints
    }

    /// The database under it.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// The router itself, for requests that no browser sends.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// A browser in which nobody is signed in.
    #[must_use]
    pub fn stranger(&self) -> Browser<'_> {
        Browser::new(self)
    }

    /// A browser in which a persona is signed in, by password and, where the post demands it, by
    /// second factor. A session that still lasts is used again.
    ///
    /// # Panics
    /// When signing in is refused.
    #[must_use]
    pub fn sign_in(&self, persona: Persona) -> Browser<'_> {
        let known = self.sessions.borrow().get(&persona).cloned();
        let token = match known.filter(|token| self.lasts(token)) {
            Some(token) => token,
            None => self.wait(persona.enter(&self.world)),
        };
        self.sessions.borrow_mut().insert(persona, token.clone());
        Browser::with_session(self, persona, &token)
    }

    /// A program that asks the API in a persona's name.
    ///
    /// # Panics
    /// When signing in is refused.
    #[must_use]
    pub fn program(&self, persona: Persona) -> Browser<'_> {
        let known = self.tokens.borrow().get(&persona).cloned();
        let token = known.unwrap_or_else(|| self.token(persona, true));
        self.tokens.borrow_mut().insert(persona, token.clone());
        Browser::with_token(self, persona, &token)
    }

    /// A fresh access token of a persona, for a year.
    ///
    /// # Panics
    /// When it is refused.
    #[must_use]
    pub fn token(&self, persona: Persona, writes: bool) -> String {
        let name = self.world.randomness.code(8);
        let made = self.act(persona, move |act| {
            access_token::make(act, &NewToken { name, writes, days: 365 })
        });
        made.expect("a token is made").as_str().to_owned()
    }

    fn lasts(&self, token: &str) -> bool {
        let resumed = self.wait(platform::account::resume(&self.world, token, Origin::Web));
        resumed.expect("the session can be looked up").is_some()
    }

    /// The rights a persona has now.
    ///
    /// # Panics
    /// When signing in is refused.
    #[must_use]
    pub fn actor(&self, persona: Persona) -> Arc<Actor> {
        let token = self.sign_in(persona).token().expect("a session").to_owned();
        let now = self.world.time.now();
        let actor = self
            .read(|conn| platform::account::actor_of(conn, &self.world, &token, now, Origin::Web));
        Arc::new(actor.expect("signed in").0)
    }

    /// Runs an act as a persona.
    ///
    /// # Errors
    /// What the act refuses.
    pub fn act<T: Send + 'static>(
        &self,
        persona: Persona,
        work: impl FnOnce(&mut Act<'_, '_>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        self.world.act_now(&self.actor(persona), work)
    }

    /// Raises a matter at the twelfth floor of block A, by the code on the wall, without a name.
    ///
    /// # Panics
    /// When it is refused.
    #[must_use]
    pub fn raise(&self, text: &str) -> Raised {
        self.raise_with(&self.town.floor, text, |_| {})
    }

    /// Raises a matter at a place, with what the test changes about it.
    ///
    /// # Panics
    /// When it is refused.
    #[must_use]
    pub fn raise_with(&self, place: &Place, text: &str, change: impl FnOnce(&mut Raise)) -> Raised {
        let mut raise = Raise {
            spot: self.spot(place),
            text: text.to_owned(),
            name: None,
            phone: None,
            photos: Vec::new(),
            visibility: Visibility::PublicAnonymous,
            channel: Channel::Code,
            device_hash: None,
            external: None,
        };
        change(&mut raise);
        let nobody = Arc::new(Actor::nobody(Origin::Web));
        let newly = self.world.act_now(&nobody, move |act| raise_matter(act, &raise));
        let newly = newly.expect("it is taken");
        Raised { number: newly.number.to_string(), code: newly.code.compact().to_owned() }
    }

    fn spot(&self, place: &Place) -> Spot {
        let at = place.whereabouts().expect("matters lie below districts");
        let code = self.read(|conn| ::matters::acts::street_code(conn, &at));
        Spot { at, place: place.id, words: None, street_code: code }
    }

    /// Reads from the database.
    ///
    /// # Panics
    /// When it refuses.
    pub fn read<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T, StoreError>) -> T {
        self.world.db.read(work).expect("the database can be read")
    }

    /// How many statements the database is asked while `work` runs, and what it gives.
    pub fn statements<T>(&self, work: impl FnOnce() -> T) -> (usize, T) {
        let before = statements::count(self.database.location());
        let done = work();
        (statements::count(self.database.location()) - before, done)
    }

    /// Lets time pass.
    pub fn pass(&self, span: SignedDuration) {
        self.time.advance(span);
    }

    /// Moves the clock to a moment, such as `2024-02-07T02:00:00Z`.
    ///
    /// # Panics
    /// When it is none.
    pub fn set_time(&self, moment: &str) {
        self.time.set(moment.parse().expect("a moment"));
    }

    /// Waits for what pages would await.
    pub fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    /// Seals what waits (on SQLite nothing does) and asserts that every chain holds; how many
    /// entries there are.
    ///
    /// # Panics
    /// When a chain does not hold.
    pub fn verify(&self) -> i64 {
        self.seal();
        self.read(|conn| {
            let (heads, forged) = head::list_published(conn)?;
            assert_eq!(forged, 0, "a published head is forged");
            let reports = verify::verify(conn, &heads)?;
            for report in &reports {
                assert_eq!(report.fault, None, "the chain of {} does not hold", report.district_id);
            }
            Ok(reports.iter().map(|report| report.entries).sum())
        })
    }

    /// Seals what waits and makes the notices of it, as the jobs do.
    ///
    /// # Panics
    /// When the database refuses.
    pub fn announce(&self) {
        self.seal();
        while platform::notice::announce(&self.world, &announcers()).expect("announced") {}
    }

    /// The site itself, for jobs that need its pages' addresses.
    #[must_use]
    pub fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// Sends the letters that are due, as the job does; how many the relay took.
    ///
    /// # Panics
    /// When the database refuses.
    pub fn send_mail(&self) -> usize {
        platform::mail::send_due(&self.site).expect("tried")
    }

    /// Seals what waits for the leased sealer, as its job does. Pages show sealed entries only.
    ///
    /// # Panics
    /// When the database refuses.
    pub fn seal(&self) {
        let sealed = self.world.db.write(|tx| seal::seal_pending(tx.conn, 100_000));
        sealed.expect("sealed");
    }
}

/// The refusal of an act that must not succeed.
///
/// # Panics
/// When it did, or the database failed.
#[must_use]
pub fn refusal<T>(outcome: Outcome<T>) -> Refusal {
    match outcome {
        Ok(_) => panic!("the act was not refused"),
        Err(failure) => failure.refusal().cloned().expect("a refusal and no failure"),
    }
}
