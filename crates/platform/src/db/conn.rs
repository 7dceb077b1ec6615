//! One connection, of either kind.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::{Connection, MultiConnection, PgConnection, SqliteConnection};

use super::StoreError;

/// A connection to either database. Match on it only inside `platform`.
#[derive(MultiConnection)]
pub enum Conn {
    /// SQLite, inside the process.
    Sqlite(SqliteConnection),
    /// PostgreSQL, or what speaks its protocol.
    Postgres(PgConnection),
}

/// Which database a [`Conn`] talks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// SQLite, inside the process.
    Sqlite,
    /// PostgreSQL, or what speaks its protocol.
    Postgres,
}

/// What every SQLite connection needs. `recursive_triggers` makes INSERT OR REPLACE fire the
/// delete triggers that protect the journal (DESIGN §7).
const SQLITE_COMMON: &str = "PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; \
     PRAGMA recursive_triggers = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 1073741824;";

impl Conn {
    /// The one connection that writes: WAL, and `synchronous=FULL`, so that what is acknowledged
    /// is on disk; `secure_delete`, so that what is erased does not stay in pages that are only
    /// marked as free. A commit makes a checkpoint of its own only when the log has grown past what
    /// the checkpointer could keep up with (64 MB).
    pub(super) fn sqlite_writer(path: &Path) -> Result<Self, StoreError> {
        let mut conn = SqliteConnection::establish(&path.to_string_lossy())?;
        conn.batch_execute("PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL;")?;
        conn.batch_execute(SQLITE_COMMON)?;
        conn.batch_execute(
            "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -32000; \
             PRAGMA wal_autocheckpoint = 16384;",
        )?;
        Ok(Self::Sqlite(conn))
    }

    /// A connection that cannot write.
    pub(super) fn sqlite_reader(path: &Path) -> Result<Self, StoreError> {
        let mut conn = SqliteConnection::establish(&path.to_string_lossy())?;
        conn.batch_execute(SQLITE_COMMON)?;
        conn.batch_execute("PRAGMA query_only = ON; PRAGMA cache_size = -8000;")?;
        Ok(Self::Sqlite(conn))
    }

    /// A connection to PostgreSQL.
    pub(super) fn postgres(url: &str) -> Result<Self, StoreError> {
        let mut conn = PgConnection::establish(url)?;
        conn.batch_execute("SET client_min_messages = warning; SET lock_timeout = '10s';")?;
        Ok(Self::Postgres(conn))
    }

    /// Which database this is.
    #[must_use]
    pub fn backend(&self) -> Backend {
        match self {
            Self::Sqlite(_) => Backend::Sqlite,
            Self::Postgres(_) => Backend::Postgres,
        }
    }
}

/// The backend of queries built for either database, for boxed queries.
pub type AnyBackend = <Conn as Connection>::Backend;

#[cfg(test)]
mod tests {
    use diesel::prelude::*;
    use diesel::sql_types::Text;

    #[derive(QueryableByName)]
    struct BuiltWith {
        #[diesel(sql_type = Text)]
        option: String,
    }

    /// Without the first, every query with a bound LIMIT is planned anew each time it runs; without
    /// the others every call takes locks that nobody needs. `.cargo/config.toml` sets them.
    #[test]
    fn sqlite_is_built_as_it_is_used() {
        let mut conn = SqliteConnection::establish(":memory:").unwrap();
        let all = "SELECT compile_options AS option FROM pragma_compile_options";
        let all: Vec<BuiltWith> = diesel::sql_query(all).load(&mut conn).unwrap();
        for option in ["ENABLE_QPSG", "DEFAULT_MEMSTATUS=0", "THREADSAFE=2"] {
            assert!(all.iter().any(|one| one.option == option), "{option}");
        }
    }
}
