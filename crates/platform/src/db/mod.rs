//! The database: SQLite inside the process by default, PostgreSQL by URL, one code for both.
//!
//! Everything here is synchronous. [`Db::read`] borrows a read-only connection; [`Db::write`] runs
//! a closure in a transaction and returns after the commit is on disk. On SQLite one writer thread
//! joins concurrent writes into one commit ([`writer`]), a savepoint each.

mod among;
mod checkpointer;
mod conn;
mod counted;
mod error;
mod lanes;
mod many;
mod migrate;
mod turnstile;
mod tx;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use among::among;
pub use conn::{AnyBackend, Backend, Conn};
pub use counted::count_rows;
use diesel::connection::SimpleConnection;
pub use error::StoreError;
pub use many::ROWS_IN_A_STATEMENT;
pub use migrate::Migration;
pub use tx::Tx;

use checkpointer::Checkpointer;
use lanes::Lanes;
use turnstile::Turnstile;
use writer::Writer;

/// Where the data are: a directory with a SQLite file, or a PostgreSQL URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// The path of the SQLite file.
    Sqlite(PathBuf),
    /// A `postgres://` URL.
    Postgres(String),
}

/// How many connections to keep.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// Connections that only read (SQLite), or all connections (PostgreSQL). At least 1.
    pub readers: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { readers: 4 }
    }
}

/// A handle to the database; cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    backend: Backend,
    lanes: Lanes,
    /// Only on SQLite; PostgreSQL writes on the same connections it reads on.
    writer: Option<Writer>,
    location: Location,
}

impl Db {
    /// Opens the database and brings its tables up to date.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be reached, or a migration that was applied has changed since.
    pub fn open(
        location: Location,
        sizes: Sizes,
        migrations: &[Migration],
    ) -> Result<Self, StoreError> {
        let db = Self::connect(location, sizes)?;
        db.migrate(migrations)?;
        Ok(db)
    }

    fn connect(location: Location, sizes: Sizes) -> Result<Self, StoreError> {
        let (backend, writer) = match &location {
            Location::Sqlite(path) => {
                // The writer goes first: it creates the file and switches it to WAL.
                let conn = Conn::sqlite_writer(path)?;
                let (turnstile, checkpointer) =
                    (Turnstile::beside(path)?, Checkpointer::start(path)?);
                (Backend::Sqlite, Some(Writer::start(conn, turnstile, checkpointer)))
            }
            Location::Postgres(_) => (Backend::Postgres, None),
        };
        let opener = location.clone();
        let lanes = Lanes::new(sizes.readers.max(1), move || match &opener {
            Location::Sqlite(path) => Conn::sqlite_reader(path),
            Location::Postgres(url) => Conn::postgres(url),
        });
        Ok(Self { inner: Arc::new(Inner { backend, lanes, writer, location }) })
    }

    /// Applies the migrations that are missing, in order.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub fn migrate(&self, migrations: &[Migration]) -> Result<(), StoreError> {
        match &self.inner.location {
            Location::Sqlite(path) => migrate::run(&mut Conn::sqlite_writer(path)?, migrations),
            Location::Postgres(url) => migrate::run(&mut Conn::postgres(url)?, migrations),
        }
    }

    /// Which database this is.
    #[must_use]
    pub fn backend(&self) -> Backend {
        self.inner.backend
    }

    /// The SQLite file; `None` on PostgreSQL.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match &self.inner.location {
            Location::Sqlite(path) => Some(path),
            Location::Postgres(_) => None,
        }
    }

    /// Reads in one consistent snapshot.
    ///
    /// # Errors
    /// Whatever `work` returns, or [`StoreError`] if no connection can be had.
    pub fn read<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut lane = self.inner.lanes.take().map_err(E::from)?;
        let begin = match self.inner.backend {
            Backend::Sqlite => "BEGIN DEFERRED",
            Backend::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        lane.conn().batch_execute(begin).map_err(|e| E::from(e.into()))?;
        let result = work(lane.conn());
        lane.conn().batch_execute("COMMIT").map_err(|e| E::from(e.into()))?;
        lane.give_back();
        result
    }

    /// Runs `work` in a transaction; `Ok` is returned only after the commit is on disk, and an
    /// `Err` of `work` rolls everything it did back.
    ///
    /// # Errors
    /// Whatever `work` returns, or [`StoreError`] if the commit fails (a full disk, say).
    pub fn write<T, E>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &self.inner.writer {
            Some(writer) => writer
                .submit(work)
                .blocking_recv()
                .unwrap_or_else(|_| Err(StoreError::Stopped.into())),
            None => self.write_here(work),
        }
    }

    /// [`Db::write`] for callers on the async side.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn write_later<T, E>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &self.inner.writer {
            Some(writer) => {
                writer.submit(work).await.unwrap_or_else(|_| Err(StoreError::Stopped.into()))
            }
            None => {
                let db = self.clone();
                tokio::task::spawn_blocking(move || db.write_here(work))
                    .await
                    .unwrap_or_else(|_| Err(StoreError::Stopped.into()))
            }
        }
    }

    /// [`Db::read`] for callers on the async side.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub async fn read_later<T, E>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let db = self.clone();
        tokio::task::spawn_blocking(move || db.read(work))
            .await
            .unwrap_or_else(|_| Err(StoreError::Stopped.into()))
    }

    /// A transaction on this thread, for PostgreSQL.
    fn write_here<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut lane = self.inner.lanes.take().map_err(E::from)?;
        lane.conn().batch_execute("BEGIN").map_err(|e| E::from(e.into()))?;
        let mut tx = Tx::new(lane.conn());
        let result = work(&mut tx).and_then(|value| {
            tx.queue_for_sealing().map_err(E::from)?;
            Ok(value)
        });
        let end = if result.is_ok() { "COMMIT" } else { "ROLLBACK" };
        lane.conn().batch_execute(end).map_err(|e| E::from(e.into()))?;
        lane.give_back();
        result
    }
}
