//! Composition: the slices' tables and charter sections, and the world they share.

use std::sync::Arc;

use anyhow::{Context, Result};
use kernel::{Randomness, TimeSource};
use platform::attachment::Objects;
use platform::charter::{Book, SectionOwner};
use platform::db::{Location, Sizes};
use platform::mail::Relay;
use platform::vault::Traces;
use platform::{Db, Keys, Migration, Setup, World};
use registry::store::grants::ChartedPosts;

use crate::home::Home;

/// Number of the node that commands use beside a running server. Source: assumption.
pub const COMMAND_NODE: u16 = 1023;

/// The tables of every slice, those below first.
#[must_use]
pub fn migrations() -> Vec<Migration> {
    [platform::MIGRATIONS, registry::MIGRATIONS, matters::MIGRATIONS].concat()
}

/// What the slices keep of persons besides the vault.
#[must_use]
pub fn traces() -> Vec<Arc<dyn Traces>> {
    vec![Arc::new(matters::acts::ReporterTraces), Arc::new(registry::acts::HolderTraces)]
}

/// The charter sections that slices own.
#[must_use]
pub fn sections() -> Vec<SectionOwner> {
    let registry = registry::model::charter::SECTIONS;
    let matters = matters::model::charter::SECTIONS;
    registry.into_iter().chain(matters).collect()
}

/// Where an installation's data are.
#[derive(Debug, Clone)]
pub struct Place {
    /// The data directory.
    pub home: Home,
    /// The database: in the directory, or by URL.
    pub location: Location,
}

impl Place {
    /// The data in `home`, with the database at `url` if one is given.
    #[must_use]
    pub fn new(home: Home, url: Option<String>) -> Self {
        let location = match url {
            Some(url) => Location::Postgres(url),
            None => Location::Sqlite(home.database()),
        };
        Self { home, location }
    }

    /// Whether there are data: a SQLite file, or a database elsewhere.
    #[must_use]
    pub fn exists(&self) -> bool {
        match &self.location {
            Location::Sqlite(path) => path.exists(),
            Location::Postgres(_) => true,
        }
    }

    /// Opens the database and brings its tables up to date.
    ///
    /// # Errors
    /// If it cannot be reached.
    pub fn open_database(&self) -> Result<Db> {
        let sizes = Sizes::default();
        Db::open(self.location.clone(), sizes, &migrations()).with_context(|| self.describe())
    }

    /// Opens the installation.
    ///
    /// # Errors
    /// If the database cannot be reached, or the keys do not fit it.
    pub fn open(&self, mut with: With) -> Result<Arc<World>> {
        let db = self.open_database()?;
        let keys = Keys::open(&self.home.keys(), &db, &*with.randomness)?;
        let objects = Objects::in_folder(&self.home.photos())?;
        let mail = with.mail.take();
        let world = World::new(setup(db, keys, with))
            .with_objects(objects)
            .with_traces(traces())
            .with_mail(mail)
            .with_authenticators(Arc::new(platform::present::SystemTime));
        platform::calendar::refresh(&world)?;
        Ok(Arc::new(world))
    }

    fn describe(&self) -> String {
        match &self.location {
            Location::Sqlite(path) => path.display().to_string(),
            // The URL may hold a password.
            Location::Postgres(_) => "PostgreSQL".to_owned(),
        }
    }
}

/// Time, chance and number of a node.
pub struct With {
    /// Where the present comes from.
    pub time: Arc<dyn TimeSource>,
    /// Where chance comes from.
    pub randomness: Arc<dyn Randomness>,
    /// The node's number.
    pub node: u16,
    /// Takes our letters, if anything does.
    pub mail: Option<Relay>,
}

impl With {
    /// The system's time and chance.
    #[must_use]
    pub fn system(node: u16) -> Self {
        Self {
            time: Arc::new(platform::present::SystemTime),
            randomness: Arc::new(platform::chance::SystemRandomness),
            node,
            mail: None,
        }
    }
}

/// The world of all slices over `db`.
#[must_use]
pub fn setup(db: Db, keys: Keys, with: With) -> Setup {
    // China has one zone and no summer time.
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    let posts = ChartedPosts { seating: Arc::new(Book::new(sections())), zone };
    Setup {
        db,
        keys,
        posts: Arc::new(posts),
        charters: Book::new(sections()),
        time: with.time,
        randomness: with.randomness,
        node: with.node,
    }
}
