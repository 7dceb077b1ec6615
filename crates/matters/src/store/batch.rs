//! The matters of a batch, by the numbers that were ticked.

use diesel::prelude::*;
use platform::{Conn, StoreError};

use super::Sight;
use super::schema::matter;
use crate::model::{Matter, MatterId, MatterNumber};

/// Those of some numbers that `sight` reaches by place or by assignment, in no order.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list_numbered(
    conn: &mut Conn,
    sight: &Sight,
    numbers: &[MatterNumber],
) -> Result<Vec<Matter>, StoreError> {
    let numbers: Vec<String> = numbers.iter().map(MatterNumber::to_string).collect();
    let ids: Vec<i64> =
        matter::table.filter(matter::number.eq_any(numbers)).select(matter::id).load(conn)?;
    let ids: Vec<MatterId> = ids.into_iter().map(MatterId).collect();
    super::matter::list_seen(conn, sight, &ids)
}
