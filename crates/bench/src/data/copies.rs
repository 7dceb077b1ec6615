//! Writing the matters of a district again, as they would have stood weeks before.
//!
//! Works on the SQLite file alone, with the durability of the making switched off: what is
//! interrupted is made anew. One statement a table and copy, so that a million matters take
//! minutes.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, Result};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use jiff::Timestamp;
use matters::model::MatterNumber;
use platform::chance::SeededRandomness;

use super::columns::Table;
use super::journal::{self, Chain};

/// Microseconds of a second.
const SECOND: i64 = 1_000_000;
/// Copies in which matters still stand on desks: what is older than eight weeks has ended.
const OPEN_COPIES: i64 = 16;
/// Where the milliseconds of an id begin, and where its node.
const MILLISECONDS: u32 = 22;
const NODE: u32 = 12;
/// Nodes an id can name besides the district's own; each copy takes one.
const MOST_COPIES: i64 = 1_000;

diesel::table! {
    /// The matters the next copy takes.
    chosen (id) {
        id -> BigInt,
        number -> Text,
    }
}

/// Microseconds by which a copy lies before the template: two copies for each week, so that working
/// days stay working days, some minutes and seconds apart.
const fn span(copy: i64) -> i64 {
    const WEEK: i64 = 7 * 24 * 3_600;
    ((copy + 1) / 2 * WEEK + copy % 2 * 780 + copy % 64 * 7) * SECOND
}

/// How far the ids of a copy lie from the template's: its time, and a node of its own, so that no
/// two copies share one.
fn id_shift(copy: i64) -> i64 {
    -((span(copy) / 1_000) << MILLISECONDS) + (copy << NODE)
}

/// The id a row has in a copy.
pub fn shifted(id: i64, copy: i64) -> i64 {
    id + id_shift(copy)
}

/// A matter to be copied.
#[derive(QueryableByName)]
struct Template {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    number: String,
    #[diesel(sql_type = BigInt)]
    raised_at: i64,
    #[diesel(sql_type = diesel::sql_types::Bool)]
    is_open: bool,
}

/// Fills the database at `path` up to `wanted` matters.
pub fn fill(path: &Path, wanted: usize) -> Result<()> {
    let mut conn = SqliteConnection::establish(&path.to_string_lossy())?;
    conn.batch_execute(
        "PRAGMA busy_timeout = 10000; PRAGMA temp_store = MEMORY; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; \
         PRAGMA locking_mode = EXCLUSIVE; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -2000000;",
    )?;
    let mut copier = Copier::prepare(conn)?;
    let mut missing = wanted.saturating_sub(copier.templates.len());
    let mut copy = 0;
    while missing > 0 {
        copy += 1;
        anyhow::ensure!(copy < MOST_COPIES, "{wanted} matters are more than ids can name");
        missing -= copier.copy(copy, missing)?;
        eprint!("\r  {} of {wanted} ", wanted - missing);
    }
    eprintln!();
    copier.conn.batch_execute("PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL;")?;
    Ok(())
}

struct Copier {
    conn: SqliteConnection,
    tables: Vec<Table>,
    templates: Vec<Template>,
    taken: HashSet<String>,
    chance: SeededRandomness,
    chain: Chain,
}

impl Copier {
    fn prepare(mut conn: SqliteConnection) -> Result<Self> {
        let templates: Vec<Template> = diesel::sql_query(
            "SELECT id, number, raised_at, ended_at IS NULL AS is_open FROM main.matter ORDER BY id",
        )
        .load(&mut conn)?;
        let tables = Table::all(&mut conn)?;
        for table in &tables {
            conn.batch_execute(&template(table))?;
        }
        conn.batch_execute("CREATE TEMP TABLE chosen (id INTEGER PRIMARY KEY, number TEXT)")?;
        let own = tables.iter().filter(|table| table.columns.iter().any(|one| one == "id"));
        let own: Vec<String> = own.map(|table| table.name.clone()).collect();
        let chain = journal::teach(&mut conn, &own)?;
        let taken = templates.iter().map(|one| one.number.clone()).collect();
        let chance = SeededRandomness::new(templates.len() as u64);
        Ok(Self { conn, tables, templates, taken, chance, chain })
    }

    /// Writes one copy of at most `most` matters; how many.
    fn copy(&mut self, copy: i64, most: usize) -> Result<usize> {
        self.conn.batch_execute("BEGIN; DELETE FROM temp.chosen")?;
        let chosen = self.choose(copy, most)?;
        for (id, number) in &chosen {
            diesel::insert_into(chosen::table)
                .values((chosen::id.eq(id), chosen::number.eq(number)))
                .execute(&mut self.conn)?;
        }
        for table in &self.tables {
            self.conn
                .batch_execute(&statement(table, copy))
                .with_context(|| format!("copying {}", table.name))?;
        }
        self.chain.seal(&mut self.conn, id_shift(copy))?;
        self.conn.batch_execute("COMMIT")?;
        Ok(chosen.len())
    }

    /// The matters a copy takes, each with its new number.
    fn choose(&mut self, copy: i64, most: usize) -> Result<Vec<(i64, String)>> {
        let stays = |one: &&Template| copy <= OPEN_COPIES || !one.is_open;
        let mut chosen = Vec::new();
        for one in self.templates.iter().filter(stays).take(most) {
            let raised = Timestamp::from_microsecond(one.raised_at - span(copy))?;
            let year = raised.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(8))).year();
            let street = one.number.split('-').next().unwrap_or_default();
            let number = loop {
                let drawn = MatterNumber::draw(street, year, &self.chance)?.to_string();
                if self.taken.insert(drawn.clone()) {
                    break drawn;
                }
            };
            chosen.push((one.id, number));
        }
        Ok(chosen)
    }
}

/// Sets the rows of matters in a table aside, to be copied from.
fn template(table: &Table) -> String {
    let (name, key) = (&table.name, table.key);
    let of_matters = if table.by_subject { "subject_kind = 'matter'" } else { "1" };
    let order = if table.columns.iter().any(|one| one == "id") { "id" } else { key };
    format!(
        "CREATE TEMP TABLE \"{name}\" AS SELECT * FROM main.\"{name}\" \
         WHERE {of_matters} AND {key} IS NOT NULL ORDER BY {order}"
    )
}

/// What writes a table's rows of the chosen matters as copy number `copy`.
fn statement(table: &Table, copy: i64) -> String {
    let (name, key) = (&table.name, table.key);
    let columns: Vec<String> = table.columns.iter().map(|one| format!("\"{one}\"")).collect();
    let values: Vec<String> = table.columns.iter().map(|one| table.value(one)).collect();
    format!(
        "INSERT INTO main.\"{name}\" ({}) SELECT {} FROM temp.\"{name}\" t \
         CROSS JOIN temp.chosen c ON c.id = t.\"{key}\"",
        columns.join(", "),
        values.join(", ")
    )
    .replace(":ids", &id_shift(copy).to_string())
    .replace(":span", &(-span(copy)).to_string())
    .replace(":copy", &copy.to_string())
}

#[cfg(test)]
mod tests {
    use super::{id_shift, shifted};

    #[test]
    fn copies_keep_the_order_of_ids_and_share_none() {
        let ids = [1 << 40, (1 << 40) + 1, (1 << 40) + (1 << 22)];
        for copy in 1..1_000 {
            let moved: Vec<i64> = ids.iter().map(|id| shifted(*id, copy)).collect();
            assert!(moved.windows(2).all(|pair| pair[0] < pair[1]));
            assert_eq!((moved[0] >> 12) & 1023, copy);
        }
        assert!(id_shift(3) < id_shift(2));
    }
}
