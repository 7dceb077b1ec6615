//! What is being written and must not be seen yet: the matters of imports that are applying.
//!
//! An import writes in chunks, so that nobody waits for it long; all of its matters become
//! visible with the one row that says it is applied. Queries that show matters ask for the
//! imports under way first (there are hardly ever any) and leave their matters out.
//! Source: DESIGN §6 (stage, apply in chunks, make visible at once).

use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};
use platform::db::AnyBackend;
use platform::{Conn, StoreError};

use crate::model::order::ImportState;
use crate::store::schema::{matter, order_import};

/// The imports under way.
pub(crate) fn list(conn: &mut Conn) -> Result<Vec<i64>, StoreError> {
    Ok(order_import::table
        .filter(order_import::state.eq(ImportState::Applying.word()))
        .select(order_import::id)
        .load(conn)?)
}

/// Whether a matter came with one of the imports under way.
pub(crate) fn came_with(hidden: &[i64]) -> Condition {
    Box::new(matter::import_id.eq_any(hidden.to_vec()))
}

type Condition = Box<dyn BoxableExpression<matter::table, AnyBackend, SqlType = Nullable<Bool>>>;

/// Whether a matter came with none of the imports under way.
pub(crate) fn is_visible(hidden: &[i64]) -> Condition {
    if hidden.is_empty() {
        return Box::new(diesel::dsl::sql::<Nullable<Bool>>("1 = 1"));
    }
    Box::new(matter::import_id.is_null().or(matter::import_id.ne_all(hidden.to_vec())))
}
