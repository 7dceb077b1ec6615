//! A fresh world for each test.

use std::sync::Arc;

use jiff::SignedDuration;
use kernel::FrozenTime;
use platform::chance::SeededRandomness;
use platform::journal::{Origin, head, seal, verify};
use platform::{
    Act, Actor, Conn, Keys, MIGRATIONS, NoPosts, Outcome, Posts, Setup, StoreError, World,
};
use tempfile::TempDir;
use testkit::Database;

/// When every test begins: Tuesday, 10:24 in Beijing.
pub const START: &str = "2024-02-06T02:24:00Z";

/// A world over a database of its own.
pub struct Stage {
    pub world: Arc<World>,
    pub time: Arc<FrozenTime>,
    runtime: tokio::runtime::Runtime,
    pub folder: TempDir,
    /// Dropped last: takes the database away.
    _database: Database,
}

impl Stage {
    /// A world in which nobody holds a post.
    pub fn new() -> Self {
        Self::with_posts(Arc::new(NoPosts))
    }

    /// A world with somebody to tell who holds which post.
    pub fn with_posts(posts: Arc<dyn Posts>) -> Self {
        let database = Database::fresh(MIGRATIONS);
        let folder = tempfile::tempdir().unwrap();
        let time = Arc::new(FrozenTime::at(START.parse().unwrap()));
        let randomness = Arc::new(SeededRandomness::new(1));
        let db = database.open();
        let keys = Keys::open(&folder.path().join("keys"), &db, &*randomness).unwrap();
        let setup = Setup {
            charters: platform::charter::Book::default(),
            db,
            keys,
            posts,
            time: time.clone(),
            randomness,
            node: 1,
        };
        let runtime = tokio::runtime::Runtime::new().unwrap();
        Self { world: Arc::new(World::new(setup)), time, runtime, folder, _database: database }
    }

    /// Runs an act of nobody in particular.
    pub fn act<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Act<'_, '_>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        self.world.act_now(&Arc::new(Actor::nobody(Origin::Cli)), work)
    }

    /// Waits for what pages would await.
    pub fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    /// Lets time pass.
    pub fn pass(&self, minutes: i64) {
        self.time.advance(SignedDuration::from_mins(minutes));
    }

    /// Reads.
    pub fn read<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T, StoreError>) -> T {
        self.world.db.read(work).unwrap()
    }

    /// Seals what waits and asserts that every chain holds; how many entries there are.
    pub fn verify(&self) -> i64 {
        self.world.db.write(|tx| seal::seal_pending(tx.conn, 10_000)).unwrap();
        self.read(|conn| {
            let (heads, forged) = head::list_published(conn)?;
            assert_eq!(forged, 0);
            let reports = verify::verify(conn, &heads)?;
            for report in &reports {
                assert_eq!(report.fault, None);
            }
            Ok(reports.iter().map(|report| report.entries).sum())
        })
    }
}
