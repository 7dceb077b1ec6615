//! `id IN (…)` whose statement stays prepared.
//!
//! Diesel's `eq_any` makes a statement for every number of ids and keeps none of them; SQLite then
//! parses and plans it anew each time, which costs more than running it. Here the list is filled up
//! to a power of two with its last id, so that there are few statements, and they are kept.

use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Bool};

use super::AnyBackend;

/// Whether `column` is one of `ids`; of no ids it is none.
pub fn among<C>(column: C, ids: &[i64]) -> Among<C>
where
    C: Expression<SqlType = BigInt>,
{
    let mut filled = ids.to_vec();
    if let Some(last) = ids.last() {
        filled.resize(ids.len().next_power_of_two(), *last);
    }
    Among { column, ids: filled }
}

/// What [`among`] makes.
#[derive(Debug, Clone)]
pub struct Among<C> {
    column: C,
    ids: Vec<i64>,
}

impl<C: Expression> Expression for Among<C> {
    type SqlType = Bool;
}

impl<C: AppearsOnTable<T>, T> AppearsOnTable<T> for Among<C> {}

impl<C: SelectableExpression<T>, T> SelectableExpression<T> for Among<C> {}

impl<C: ValidGrouping<G>, G> ValidGrouping<G> for Among<C> {
    type IsAggregate = C::IsAggregate;
}

impl<C> QueryId for Among<C> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C: QueryFragment<AnyBackend>> QueryFragment<AnyBackend> for Among<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, AnyBackend>) -> QueryResult<()> {
        let Some((first, rest)) = self.ids.split_first() else {
            out.push_sql("1 = 0");
            return Ok(());
        };
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (");
        out.push_bind_param::<BigInt, i64>(first)?;
        for id in rest {
            out.push_sql(", ");
            out.push_bind_param::<BigInt, i64>(id)?;
        }
        out.push_sql(")");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use diesel::prelude::*;

    use super::*;
    use crate::db::{Db, Location, Migration, Sizes, StoreError};

    diesel::table! {
        number (id) {
            id -> BigInt,
        }
    }

    const NUMBERS: Migration = Migration {
        name: "tests/0001_number",
        sql: "CREATE TABLE number (id {pk});\nINSERT INTO number VALUES (1), (2), (3), (4), (5), (6), (7);\n",
    };

    #[test]
    fn a_list_of_any_length_finds_what_stands_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = Location::Sqlite(folder.path().join("numbers.db"));
        let db = Db::open(file, Sizes::default(), &[NUMBERS]).unwrap();
        for length in 0..=6 {
            let wanted: Vec<i64> = (2..2 + length).collect();
            let found = db.read(|conn| -> Result<Vec<i64>, StoreError> {
                let query = number::table.filter(among(number::id, &wanted));
                Ok(query.order(number::id).select(number::id).load(conn)?)
            });
            let existing: Vec<i64> = wanted.iter().copied().filter(|id| *id <= 7).collect();
            assert_eq!(found.unwrap(), existing);
        }
    }
}
