//! Half an act is none: what belongs together is counted against each other.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use platform::{Conn, Db, StoreError};

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    one: i64,
    #[diesel(sql_type = BigInt)]
    other: i64,
}

/// Rows that one act writes together, and how to count each.
const TOGETHER: [(&str, &str, &str); 8] = [
    (
        "matters and their first entry",
        "FROM matter",
        "FROM journal_entry WHERE kind = 'matter.raised'",
    ),
    ("matters and their reporter", "FROM matter", "FROM voice WHERE kind = 'reporter'"),
    (
        "words and what they came with",
        "FROM matter_raw",
        "FROM journal_entry WHERE kind IN ('matter.raised', 'matter.supplemented')",
    ),
    (
        "those who joined and their entry",
        "FROM voice WHERE kind = 'joined'",
        "FROM journal_entry WHERE kind = 'matter.joined'",
    ),
    (
        "leads and their dispatch",
        "FROM assignment WHERE role = 'lead'",
        "FROM journal_entry WHERE kind = 'matter.dispatched'",
    ),
    (
        "parts signed for and their signature",
        "FROM assignment WHERE signed_at IS NOT NULL",
        "FROM journal_entry WHERE kind = 'matter.signed'",
    ),
    (
        "notes and the acts that left one",
        "FROM matter_note",
        "FROM journal_entry WHERE kind IN ('matter.dispatched', 'matter.progressed', 'matter.completed')",
    ),
    (
        "entries and their seals",
        "FROM journal_entry",
        "FROM (SELECT entry_id FROM journal_seal UNION ALL SELECT entry_id FROM journal_pending) AS kept",
    ),
];

/// Asserts that no act stands half.
pub fn assert_whole(db: &Db, seed: u64) {
    let read = |conn: &mut Conn| -> Result<(), StoreError> {
        for (what, one, other) in TOGETHER {
            let asked = format!(
                "SELECT (SELECT count(*) {one}) AS one, (SELECT count(*) {other}) AS other"
            );
            let counted: Counted = diesel::sql_query(asked).get_result(conn)?;
            assert_eq!(counted.one, counted.other, "seed {seed}: {what}");
        }
        let miscounted = matters::store::voice::list_miscounted(conn)?;
        assert!(miscounted.is_empty(), "seed {seed}: {miscounted:?}");
        Ok(())
    };
    db.read(read).unwrap();
}
