//! Migrations: one text for both databases, with the few differing types substituted.
//!
//! `{pk}` is a 64-bit primary key (`BIGINT PRIMARY KEY` is no rowid alias in SQLite), `{bytes}` a
//! byte string. Lines between `-- only sqlite` (or `-- only postgres`) and `-- end` go to one.
//! Migrations are append-only: a changed text of an applied one is refused.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::{Backend, Conn, StoreError};

/// One step, named by the slice that owns its tables: `matters/0001_matter`.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Slice, number and subject; unique.
    pub name: &'static str,
    /// The text, before substitution.
    pub sql: &'static str,
}

diesel::table! {
    migration (name) {
        name -> Text,
        digest -> Binary,
    }
}

pub(super) fn run(conn: &mut Conn, migrations: &[Migration]) -> Result<(), StoreError> {
    let backend = conn.backend();
    match backend {
        Backend::Sqlite => conn.batch_execute("BEGIN IMMEDIATE")?,
        // Several nodes may start at once: the first one migrates, the others wait.
        Backend::Postgres => {
            conn.batch_execute("BEGIN; SELECT pg_advisory_xact_lock(7205759403792793)")?;
        }
    }
    let outcome = run_in_transaction(conn, backend, migrations);
    conn.batch_execute(if outcome.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    outcome
}

fn run_in_transaction(
    conn: &mut Conn,
    backend: Backend,
    migrations: &[Migration],
) -> Result<(), StoreError> {
    conn.batch_execute(&for_backend(
        "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, digest {bytes} NOT NULL)",
        backend,
    ))?;
    for step in migrations {
        let digest = Sha256::digest(step.sql.as_bytes()).to_vec();
        let applied: Option<Vec<u8>> =
            migration::table.find(step.name).select(migration::digest).first(conn).optional()?;
        match applied {
            Some(before) if before == digest => {}
            Some(_) => return Err(StoreError::MigrationChanged(step.name.to_owned())),
            None => {
                conn.batch_execute(&for_backend(step.sql, backend))?;
                diesel::insert_into(migration::table)
                    .values((migration::name.eq(step.name), migration::digest.eq(digest)))
                    .execute(conn)?;
            }
        }
    }
    Ok(())
}

fn for_backend(sql: &str, backend: Backend) -> String {
    let (pk, bytes, other) = match backend {
        Backend::Sqlite => ("INTEGER PRIMARY KEY", "BLOB", "-- only postgres"),
        Backend::Postgres => ("BIGINT PRIMARY KEY", "BYTEA", "-- only sqlite"),
    };
    let mut out = String::with_capacity(sql.len());
    let mut skipping = false;
    for line in sql.lines() {
        match line.trim() {
            marker if marker == other => skipping = true,
            "-- end" => skipping = false,
            _ if !skipping => {
                out.push_str(line);
                out.push('\n');
            }
            _ => {}
        }
    }
    out.replace("{pk}", pk).replace("{bytes}", bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_database_gets_its_own_lines_and_types() {
        let sql = "CREATE TABLE t (id {pk}, b {bytes});\n-- only sqlite\nA;\n-- end\n-- only postgres\nB;\n-- end\n";
        let sqlite = for_backend(sql, Backend::Sqlite);
        assert!(sqlite.contains("INTEGER PRIMARY KEY") && sqlite.contains("BLOB"));
        assert!(sqlite.contains("A;") && !sqlite.contains("B;"));
        let postgres = for_backend(sql, Backend::Postgres);
        assert!(postgres.contains("BIGINT PRIMARY KEY") && postgres.contains("BYTEA"));
        assert!(postgres.contains("B;") && !postgres.contains("A;"));
    }
}
