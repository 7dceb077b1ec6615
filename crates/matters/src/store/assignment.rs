//! Assignments: which body has which part in a matter.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{BodyId, PostId};
use platform::{Act, Conn, StoreError};

use super::schema::assignment;
use super::{instant, searching, word};
use crate::model::{AssignmentId, AssignmentRole, AssignmentState, Matter, MatterId};
use crate::rules::dispatching::Assignee;

/// A body's part in a matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Its id.
    pub id: AssignmentId,
    /// The body.
    pub body: BodyId,
    /// The post whose it is, if it went to one post of the body.
    pub post: Option<PostId>,
    /// Lead or assist.
    pub role: AssignmentRole,
    /// How far the body has come.
    pub state: AssignmentState,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// When it was signed for.
    pub signed_at: Option<Timestamp>,
    /// When the body's part was done.
    pub done_at: Option<Timestamp>,
}

type Stored = (i64, i64, Option<i64>, String, String, i64, Option<i64>, Option<i64>);

fn into_model(row: Stored) -> Result<Assignment, StoreError> {
    let (id, body, post, role, state, sent_at, signed_at, done_at) = row;
    let at = |column, stored| instant("assignment", column, id, stored);
    Ok(Assignment {
        id: id.into(),
        body: body.into(),
        post: post.map(PostId),
        role: word("assignment", "role", id, &role, AssignmentRole::from_word)?,
        state: word("assignment", "state", id, &state, AssignmentState::from_word)?,
        sent_at: at("sent_at", sent_at)?,
        signed_at: signed_at.map(|stored| at("signed_at", stored)).transpose()?,
        done_at: done_at.map(|stored| at("done_at", stored)).transpose()?,
    })
}

/// The parts of a matter, the lead first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(conn: &mut Conn, matter: MatterId) -> Result<Vec<Assignment>, StoreError> {
    let rows: Vec<Stored> = assignment::table
        .filter(assignment::matter_id.eq(i64::from(matter)))
        .order(assignment::id)
        .select((
            assignment::id,
            assignment::body_id,
            assignment::post_id,
            assignment::role,
            assignment::state,
            assignment::sent_at,
            assignment::signed_at,
            assignment::done_at,
        ))
        .load(conn)?;
    let mut parts: Vec<Assignment> = rows.into_iter().map(into_model).collect::<Result<_, _>>()?;
    parts.sort_by_key(|part| (part.role, part.id));
    Ok(parts)
}

pub(crate) fn insert(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    to: Assignee,
    role: AssignmentRole,
) -> Result<AssignmentId, StoreError> {
    let id: AssignmentId = act.new_id();
    let now = act.now_us();
    diesel::insert_into(assignment::table)
        .values((
            assignment::id.eq(i64::from(id)),
            assignment::matter_id.eq(i64::from(matter.id)),
            assignment::body_id.eq(i64::from(to.body)),
            assignment::post_id.eq(to.post.map(i64::from)),
            assignment::role.eq(role.word()),
            assignment::state.eq(AssignmentState::Sent.word()),
            assignment::sent_at.eq(now),
            assignment::raised_at.eq(matter.raised_at.as_microsecond()),
        ))
        .execute(act.conn())?;
    searching::put_title(act, matter)?;
    Ok(id)
}

/// Writes back how far a part has come.
pub(crate) fn update(conn: &mut Conn, part: &Assignment) -> Result<(), StoreError> {
    let micros = |at: Option<Timestamp>| at.map(Timestamp::as_microsecond);
    diesel::update(assignment::table.find(i64::from(part.id)))
        .set((
            assignment::state.eq(part.state.word()),
            assignment::signed_at.eq(micros(part.signed_at)),
            assignment::done_at.eq(micros(part.done_at)),
        ))
        .execute(conn)?;
    Ok(())
}
