//! Requests: what bodies asked for, and how it was ruled.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{BodyId, PersonId};
use platform::{Act, Conn, StoreError};

use super::schema::matter_request as requests;
use super::{instant, word};
use crate::model::{MatterId, Request, RequestKind, RequestState};

#[derive(Queryable)]
struct Row {
    id: i64,
    matter_id: i64,
    assignment_id: i64,
    body_id: i64,
    person_id: Option<i64>,
    kind: String,
    ground: String,
    review_on: Option<String>,
    state: String,
    asked_at: i64,
    note_id: i64,
    decided_at: Option<i64>,
    decided_body_id: Option<i64>,
}

const TABLE: &str = "matter_request";

impl Row {
    fn into_model(self) -> Result<Request, StoreError> {
        let id = self.id;
        let at = |column, stored| instant(TABLE, column, id, stored);
        let review_on = self.review_on.as_deref();
        Ok(Request {
            id: id.into(),
            matter: self.matter_id.into(),
            part: self.assignment_id.into(),
            body: self.body_id.into(),
            asked_by: self.person_id.map(PersonId),
            kind: word(TABLE, "kind", id, &self.kind, RequestKind::from_word)?,
            ground: self.ground,
            review_on: review_on
                .map(|day| word(TABLE, "review_on", id, day, |text| text.parse().ok()))
                .transpose()?,
            state: word(TABLE, "state", id, &self.state, RequestState::from_word)?,
            asked_at: at("asked_at", self.asked_at)?,
            note: self.note_id,
            decided_at: self.decided_at.map(|stored| at("decided_at", stored)).transpose()?,
            decided_by: self.decided_body_id.map(BodyId),
        })
    }
}

/// The requests in a matter, oldest first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(conn: &mut Conn, matter: MatterId) -> Result<Vec<Request>, StoreError> {
    let rows: Vec<Row> = requests::table
        .filter(requests::matter_id.eq(i64::from(matter)))
        .order(requests::id)
        .load(conn)?;
    rows.into_iter().map(Row::into_model).collect()
}

pub(crate) fn insert(conn: &mut Conn, new: &Request) -> Result<(), StoreError> {
    diesel::insert_into(requests::table)
        .values((
            requests::id.eq(i64::from(new.id)),
            requests::matter_id.eq(i64::from(new.matter)),
            requests::assignment_id.eq(i64::from(new.part)),
            requests::body_id.eq(i64::from(new.body)),
            requests::person_id.eq(new.asked_by.map(i64::from)),
            requests::kind.eq(new.kind.word()),
            requests::ground.eq(&new.ground),
            requests::review_on.eq(new.review_on.map(|day| day.to_string())),
            requests::state.eq(new.state.word()),
            requests::asked_at.eq(new.asked_at.as_microsecond()),
            requests::note_id.eq(new.note),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes how a request was ruled.
pub(crate) fn update(conn: &mut Conn, request: &Request) -> Result<(), StoreError> {
    diesel::update(requests::table.find(i64::from(request.id)))
        .set((
            requests::state.eq(request.state.word()),
            requests::decided_at.eq(request.decided_at.map(Timestamp::as_microsecond)),
            requests::decided_body_id.eq(request.decided_by.map(i64::from)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends the open requests of a matter that went on without a ruling.
pub(crate) fn lapse(act: &mut Act<'_, '_>, matter: MatterId) -> Result<(), StoreError> {
    let now = act.now_us();
    diesel::update(
        requests::table
            .filter(requests::matter_id.eq(i64::from(matter)))
            .filter(requests::state.eq(RequestState::Open.word())),
    )
    .set((requests::state.eq(RequestState::Lapsed.word()), requests::decided_at.eq(now)))
    .execute(act.conn())?;
    Ok(())
}
