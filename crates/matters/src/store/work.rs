//! What waits at a body: its open parts, and who has had a hand in each.

use std::collections::HashMap;

use diesel::prelude::*;
use kernel::{BodyId, PersonId, PostId};
use platform::{Conn, StoreError};

use super::instant;
use super::list::COUNT_CAP;
use super::schema::{assignment, matter, matter_hand};
use crate::model::{AssignmentState, MatterId, State};
use crate::rules::sharing::Piece;

/// The open parts of `body`, newest first; at most [`COUNT_CAP`].
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn of_body(conn: &mut Conn, body: BodyId) -> Result<Vec<Piece>, StoreError> {
    let waiting = [AssignmentState::Sent.word(), AssignmentState::Signed.word()];
    let open = State::ALL.iter().filter(|state| state.is_open()).map(|state| state.word());
    let rows: Vec<(i64, String, Option<i64>, Option<i64>)> = assignment::table
        .inner_join(matter::table)
        .filter(assignment::body_id.eq(i64::from(body)))
        .filter(assignment::state.eq_any(waiting))
        .filter(matter::state.eq_any(open.collect::<Vec<_>>()))
        .order((assignment::raised_at.desc(), assignment::matter_id.desc()))
        .limit(COUNT_CAP)
        .select((assignment::matter_id, assignment::state, assignment::post_id, matter::due_at))
        .load(conn)?;
    let ids: Vec<i64> = rows.iter().map(|(id, ..)| *id).collect();
    let mut hands = hands(conn, body, &ids)?;
    let piece = |(id, state, post, due_at): (i64, String, Option<i64>, Option<i64>)| {
        Ok(Piece {
            matter: MatterId(id),
            due_at: due_at.map(|due| instant("matter", "due_at", id, due)).transpose()?,
            is_signed: state == AssignmentState::Signed.word(),
            post: post.map(PostId),
            hands: hands.remove(&id).unwrap_or_default(),
        })
    };
    rows.into_iter().map(piece).collect()
}

/// Who has had a hand in these matters for a body.
fn hands(
    conn: &mut Conn,
    body: BodyId,
    matters: &[i64],
) -> Result<HashMap<i64, Vec<PersonId>>, StoreError> {
    let rows: Vec<(i64, i64)> = matter_hand::table
        .filter(matter_hand::matter_id.eq_any(matters))
        .filter(matter_hand::body_id.eq(i64::from(body)))
        .select((matter_hand::matter_id, matter_hand::person_id))
        .load(conn)?;
    let mut hands: HashMap<i64, Vec<PersonId>> = HashMap::new();
    for (matter, person) in rows {
        hands.entry(matter).or_default().push(PersonId(person));
    }
    Ok(hands)
}
