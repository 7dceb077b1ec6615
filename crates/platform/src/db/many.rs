//! Many rows at once: the one place where the two databases want different statements.

/// Most rows in one statement on PostgreSQL: it takes 65,535 values, and a table has 32 columns.
#[doc(hidden)]
pub const ROWS_IN_A_STATEMENT: usize = 1_000;

/// Inserts every row of a slice into a table, as fast as the database can: a prepared statement
/// for each row on SQLite, statements of a thousand rows on PostgreSQL.
///
/// A macro, since the type of the statement differs between the databases while the rows are the
/// caller's. Gives `Result<(), StoreError>`.
#[macro_export]
macro_rules! insert_many {
    ($conn:expr, $table:expr, $rows:expr) => {{
        let rows: &[_] = $rows;
        let mut insert = || -> Result<(), $crate::StoreError> {
            match $conn {
                $crate::Conn::Sqlite(conn) => {
                    for row in rows {
                        diesel::insert_into($table).values(row).execute(conn)?;
                    }
                }
                $crate::Conn::Postgres(conn) => {
                    for rows in rows.chunks($crate::db::ROWS_IN_A_STATEMENT) {
                        diesel::insert_into($table).values(rows).execute(conn)?;
                    }
                }
            }
            Ok(())
        };
        insert()
    }};
}
