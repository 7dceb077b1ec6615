//! Counting the rows of a query in the database, limit included.

use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::BigInt;

use super::{AnyBackend, Conn, StoreError};

/// `SELECT COUNT(*)` over another query.
#[derive(Debug, Clone, Copy, QueryId)]
struct Counted<Q>(Q);

impl<Q: Query> Query for Counted<Q> {
    type SqlType = BigInt;
}

impl<Q> RunQueryDsl<Conn> for Counted<Q> {}

impl<Q: QueryFragment<AnyBackend>> QueryFragment<AnyBackend> for Counted<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, AnyBackend>) -> QueryResult<()> {
        out.push_sql("SELECT COUNT(*) FROM (");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") AS counted");
        Ok(())
    }
}

/// How many rows `query` gives. Where it has a limit the database stops there, and no row is
/// handed over only to be counted.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn count_rows<Q>(conn: &mut Conn, query: Q) -> Result<i64, StoreError>
where
    Q: Query + QueryFragment<AnyBackend> + QueryId,
{
    Ok(Counted(query).get_result(conn)?)
}
