//! The month rota of the rotating chief.

use diesel::prelude::*;
use jiff::civil::Date;
use kernel::{BodyId, PostId};
use platform::{Conn, StoreError};

use super::day;
use crate::model::Turn;
use crate::schema::rota;

/// The month of a day as stored: `2024-02`.
pub(super) fn month(on: Date) -> String {
    day::text(on).split_at(7).0.to_owned()
}

/// Gives the month in which `turn.month` lies to a post; an earlier choice for it is replaced.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn set(conn: &mut Conn, turn: &Turn, recorded_at: i64) -> Result<(), StoreError> {
    let month = month(turn.month);
    let changed = diesel::update(rota::table.find((turn.body.0, &month)))
        .set((rota::post_id.eq(turn.post.0), rota::recorded_at.eq(recorded_at)))
        .execute(conn)?;
    if changed == 0 {
        let row = (
            rota::body_id.eq(turn.body.0),
            rota::month.eq(month),
            rota::post_id.eq(turn.post.0),
            rota::recorded_at.eq(recorded_at),
        );
        diesel::insert_into(rota::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// The turns of a body from the month of `from` on, in order.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn of_body(conn: &mut Conn, id: BodyId, from: Date) -> Result<Vec<Turn>, StoreError> {
    let rows: Vec<(String, i64)> = rota::table
        .filter(rota::body_id.eq(id.0))
        .filter(rota::month.ge(month(from)))
        .order(rota::month)
        .select((rota::month, rota::post_id))
        .load(conn)?;
    rows.into_iter().map(|(month, post)| turn(id, &month, post)).collect()
}

/// Whose turn it is in each of the bodies on a day; a body without a turn is missing.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn on(conn: &mut Conn, ids: &[BodyId], on: Date) -> Result<Vec<Turn>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, String, i64)> = rota::table
        .filter(rota::body_id.eq_any(ids))
        .filter(rota::month.eq(month(on)))
        .order(rota::body_id)
        .select((rota::body_id, rota::month, rota::post_id))
        .load(conn)?;
    rows.into_iter().map(|(body, month, post)| turn(BodyId(body), &month, post)).collect()
}

fn turn(body: BodyId, month: &str, post: i64) -> Result<Turn, StoreError> {
    let first = format!("{month}-01");
    Ok(Turn { body, month: day::read("rota", "month", body.0, &first)?, post: PostId(post) })
}
