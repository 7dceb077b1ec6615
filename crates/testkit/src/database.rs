//! A database of its own for each test: SQLite in a temporary folder, or PostgreSQL.
//!
//! Which one is decided by the environment, so that a test is written once and runs on both:
//! `cargo xtask test` runs all tests without, then with `LOUSHI_TEST_POSTGRES`. A migrated template
//! is made once and copied for each test.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use platform::db::{Location, Sizes};
use platform::{Db, Migration};
use tempfile::TempDir;

/// Where the private cluster is, if the tests run on PostgreSQL: `postgres://…/postgres`.
const POSTGRES_VARIABLE: &str = "LOUSHI_TEST_POSTGRES";
/// Two test binaries must not make the same template at once.
const TEMPLATE_LOCK: i64 = 5_190_417;

/// A fresh, migrated database; gone when dropped.
pub struct Database {
    location: Location,
    keep: Keep,
}

/// What must outlive the database.
enum Keep {
    Folder(TempDir),
    /// The cluster's own URL, and the database's name in it.
    Cluster(String, String),
}

impl Database {
    /// Makes a database with these migrations applied.
    ///
    /// # Panics
    /// When it cannot be made: no test can go on without.
    #[must_use]
    pub fn fresh(migrations: &[Migration]) -> Self {
        match std::env::var(POSTGRES_VARIABLE) {
            Ok(cluster) => on_postgres(&cluster, migrations),
            Err(_) => on_sqlite(migrations),
        }
    }

    /// Opens it, as often as a test wants (two nodes on one cluster, say).
    ///
    /// # Panics
    /// When it cannot be opened.
    #[must_use]
    pub fn open(&self) -> Db {
        Db::open(self.location.clone(), Sizes { readers: 2 }, &[]).expect("the database opens")
    }

    /// Where it is.
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The folder it lies in; `None` on PostgreSQL.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        match &self.keep {
            Keep::Folder(folder) => Some(folder.path()),
            Keep::Cluster(..) => None,
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Keep::Cluster(cluster, name) = &self.keep {
            // Connections of the test may still be open. What remains goes with the cluster.
            let dropped = admin(cluster)
                .batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
            if let Err(error) = dropped {
                eprintln!("{name} stays until the cluster goes: {error}");
            }
        }
    }
}

fn on_sqlite(migrations: &[Migration]) -> Database {
    static TEMPLATES: LazyLock<Mutex<HashMap<u64, Template>>> = LazyLock::new(Mutex::default);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("loushi.db");
    let mut templates = TEMPLATES.lock().expect("no test panics while it makes a template");
    let template =
        templates.entry(digest(migrations)).or_insert_with(|| Template::make(migrations));
    std::fs::write(&file, &template.0).expect("the template is copied");
    Database { location: Location::Sqlite(file), keep: Keep::Folder(folder) }
}

/// The bytes of a migrated SQLite file.
struct Template(Vec<u8>);

impl Template {
    fn make(migrations: &[Migration]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("template.db");
        let location = Location::Sqlite(file.clone());
        drop(Db::open(location, Sizes { readers: 1 }, migrations).expect("the migrations apply"));
        // The writer may still be closing: what lies in its log belongs to the template.
        let mut conn = SqliteConnection::establish(&file.to_string_lossy()).expect("it opens");
        conn.batch_execute("PRAGMA busy_timeout = 10000; PRAGMA wal_checkpoint(TRUNCATE)")
            .expect("one file holds it all");
        Self(std::fs::read(&file).expect("the template is there"))
    }
}

fn on_postgres(cluster: &str, migrations: &[Migration]) -> Database {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let template = format!("template_{:x}", digest(migrations));
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("test_{}_{count}", std::process::id());
    let mut admin = admin(cluster);
    let lock = format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})");
    admin.batch_execute(&lock).expect("the lock is free in time");
    if !exists(&mut admin, &template) {
        make_template(&mut admin, cluster, &template, migrations);
    }
    let make = format!("CREATE DATABASE {name} TEMPLATE {template}");
    admin.batch_execute(&make).expect("the template is copied");
    let location = Location::Postgres(within(cluster, &name));
    Database { location, keep: Keep::Cluster(cluster.to_owned(), name) }
}

/// Under another name until it is whole, so that a broken attempt is no template.
fn make_template(admin: &mut PgConnection, cluster: &str, name: &str, migrations: &[Migration]) {
    let unready = format!("{name}_unready");
    for sql in [format!("DROP DATABASE IF EXISTS {unready}"), format!("CREATE DATABASE {unready}")]
    {
        admin.batch_execute(&sql).expect("the cluster belongs to the tests");
    }
    let location = Location::Postgres(within(cluster, &unready));
    drop(Db::open(location, Sizes { readers: 1 }, migrations).expect("the migrations apply"));
    let rename = format!("ALTER DATABASE {unready} RENAME TO {name}");
    admin.batch_execute(&rename).expect("nobody uses the template yet");
}

fn admin(cluster: &str) -> PgConnection {
    let mut conn = PgConnection::establish(cluster).expect("the cluster of the tests answers");
    conn.batch_execute("SET client_min_messages = warning").expect("a setting is taken");
    conn
}

fn exists(admin: &mut PgConnection, name: &str) -> bool {
    use diesel::RunQueryDsl;
    let query = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    diesel::sql_query(query).execute(admin).expect("the catalogue can be read") > 0
}

/// The URL of another database of the same cluster.
fn within(cluster: &str, name: &str) -> String {
    let (server, _) = cluster.rsplit_once('/').expect("the URL names a database");
    format!("{server}/{name}")
}

fn digest(migrations: &[Migration]) -> u64 {
    let mut hasher = DefaultHasher::new();
    migrations.iter().for_each(|step| (step.name, step.sql).hash(&mut hasher));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use diesel::RunQueryDsl;

    use super::*;

    const MIGRATIONS: &[Migration] =
        &[Migration { name: "testkit/0001_word", sql: "CREATE TABLE word (id {pk}, text TEXT)" }];

    fn write(db: &Db, sql: &'static str) -> Result<usize, platform::StoreError> {
        db.write(move |tx| Ok(diesel::sql_query(sql).execute(tx.conn)?))
    }

    #[test]
    fn two_databases_share_tables_but_no_rows() {
        let (one, other) = (Database::fresh(MIGRATIONS), Database::fresh(MIGRATIONS));
        let (db, other) = (one.open(), other.open());
        assert_eq!(write(&db, "INSERT INTO word VALUES (1, 'a')").expect("written"), 1);
        assert_eq!(write(&other, "UPDATE word SET text = 'b'").expect("written"), 0);
        assert_eq!(write(&one.open(), "UPDATE word SET text = 'b'").expect("written"), 1);
    }

    #[test]
    fn the_environment_decides_which_database_it_is() {
        let database = Database::fresh(MIGRATIONS);
        let on_postgres = matches!(database.location(), Location::Postgres(_));
        assert_eq!(on_postgres, std::env::var(POSTGRES_VARIABLE).is_ok());
    }
}
