//! The calls of whistles: one department each.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{BodyId, PersonId};
use platform::{Act, Conn, StoreError, insert_many};

use crate::model::{
    AssignmentRole, Call, CallId, CallState, MatterId, Presence, Refused, Sending, WhistleId,
};
use crate::store::schema::{whistle_call as calls, whistle_grade as grades};
use crate::store::{instant, word};

const TABLE: &str = "whistle_call";

/// A row of `whistle_call`, without the code.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = calls, treat_none_as_null = true)]
pub(super) struct Row {
    id: i64,
    whistle_id: i64,
    matter_id: i64,
    body_id: i64,
    role: String,
    state: String,
    sending: String,
    ask_note_id: i64,
    clock_id: i64,
    sent_at: Option<i64>,
    opened_at: Option<i64>,
    answered_at: Option<i64>,
    presence: Option<String>,
    who: Option<String>,
    answer_on: Option<String>,
    report_note_id: Option<i64>,
    reported_at: Option<i64>,
    done_note_id: Option<i64>,
    done_at: Option<i64>,
    ground: Option<String>,
    refusal_note_id: Option<i64>,
    refused_at: Option<i64>,
    refused_by: Option<i64>,
    ruling_clock_id: Option<i64>,
    ruling_note_id: Option<i64>,
    ruled_at: Option<i64>,
    rated_at: Option<i64>,
    verdict: Option<String>,
    judged_at: Option<i64>,
    code_until: Option<i64>,
}

impl Row {
    fn of(one: &Call) -> Self {
        let micros = |at: Option<Timestamp>| at.map(Timestamp::as_microsecond);
        let refused = one.refused.as_ref();
        Self {
            id: one.id.into(),
            whistle_id: one.whistle.into(),
            matter_id: one.matter.into(),
            body_id: one.body.into(),
            role: one.role.word().to_owned(),
            state: one.state.word().to_owned(),
            sending: one.sending.word().to_owned(),
            ask_note_id: one.ask,
            clock_id: one.clock.into(),
            sent_at: micros(one.sent_at),
            opened_at: micros(one.opened_at),
            answered_at: micros(one.answered_at),
            presence: one.presence.map(|presence| presence.word().to_owned()),
            who: one.who.clone(),
            answer_on: one.answer_on.map(|day| day.to_string()),
            report_note_id: one.report,
            reported_at: micros(one.reported_at),
            done_note_id: one.result,
            done_at: micros(one.done_at),
            ground: refused.map(|refused| refused.ground.clone()),
            refusal_note_id: refused.map(|refused| refused.note),
            refused_at: refused.map(|refused| refused.at.as_microsecond()),
            refused_by: refused.and_then(|refused| refused.by).map(i64::from),
            ruling_clock_id: refused.map(|refused| refused.clock.into()),
            ruling_note_id: refused.and_then(|refused| refused.ruling),
            ruled_at: micros(refused.and_then(|refused| refused.ruled_at)),
            rated_at: micros(one.rated_at),
            verdict: one.verdict.clone(),
            judged_at: micros(one.judged_at),
            code_until: micros(one.code_until),
        }
    }

    fn into_model(self) -> Result<Call, StoreError> {
        let id = self.id;
        let at = |column, stored| instant(TABLE, column, id, stored);
        let maybe =
            |column, stored: Option<i64>| stored.map(|micros| at(column, micros)).transpose();
        let presence = self.presence.as_deref();
        let answer_on = self.answer_on.as_deref();
        let refused = match (self.ground, self.refusal_note_id, self.refused_at) {
            (Some(ground), Some(note), Some(refused_at)) => Some(Refused {
                ground,
                note,
                at: at("refused_at", refused_at)?,
                by: self.refused_by.map(PersonId),
                clock: self.ruling_clock_id.unwrap_or_default().into(),
                ruling: self.ruling_note_id,
                ruled_at: maybe("ruled_at", self.ruled_at)?,
            }),
            _ => None,
        };
        Ok(Call {
            id: id.into(),
            whistle: self.whistle_id.into(),
            matter: self.matter_id.into(),
            body: self.body_id.into(),
            role: word(TABLE, "role", id, &self.role, AssignmentRole::from_word)?,
            state: word(TABLE, "state", id, &self.state, CallState::from_word)?,
            sending: word(TABLE, "sending", id, &self.sending, Sending::from_word)?,
            ask: self.ask_note_id,
            clock: self.clock_id.into(),
            sent_at: maybe("sent_at", self.sent_at)?,
            opened_at: maybe("opened_at", self.opened_at)?,
            answered_at: maybe("answered_at", self.answered_at)?,
            presence: presence
                .map(|stored| word(TABLE, "presence", id, stored, Presence::from_word))
                .transpose()?,
            who: self.who,
            answer_on: answer_on
                .map(|day| word(TABLE, "answer_on", id, day, |text| text.parse().ok()))
                .transpose()?,
            report: self.report_note_id,
            reported_at: maybe("reported_at", self.reported_at)?,
            result: self.done_note_id,
            done_at: maybe("done_at", self.done_at)?,
            refused,
            rated_at: maybe("rated_at", self.rated_at)?,
            verdict: self.verdict,
            judged_at: maybe("judged_at", self.judged_at)?,
            code_until: maybe("code_until", self.code_until)?,
        })
    }
}

/// The calls of these whistles, each whistle's lead first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(conn: &mut Conn, whistles: &[WhistleId]) -> Result<Vec<Call>, StoreError> {
    if whistles.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = whistles.iter().map(|id| i64::from(*id)).collect();
    let rows: Vec<Row> = calls::table
        .filter(calls::whistle_id.eq_any(ids))
        .order((calls::whistle_id, calls::id))
        .select(Row::as_select())
        .load(conn)?;
    let mut all: Vec<Call> = rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
    all.sort_by_key(|call| (call.whistle, call.role, call.id));
    Ok(all)
}

/// Whether a whistle calls any of `bodies`.
pub(super) fn calls_any(
    conn: &mut Conn,
    whistle: WhistleId,
    bodies: &[BodyId],
) -> Result<bool, StoreError> {
    if bodies.is_empty() {
        return Ok(false);
    }
    let bodies: Vec<i64> = bodies.iter().map(|body| i64::from(*body)).collect();
    let found: Option<i64> = calls::table
        .filter(calls::whistle_id.eq(i64::from(whistle)))
        .filter(calls::body_id.eq_any(bodies))
        .select(calls::id)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}

/// The call a code opens at `now`.
pub(crate) fn find_by_code(
    conn: &mut Conn,
    code_hash: &[u8],
    now: Timestamp,
) -> Result<Option<Call>, StoreError> {
    let row: Option<Row> = calls::table
        .filter(calls::code_hash.eq(code_hash))
        .filter(calls::code_until.gt(now.as_microsecond()))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::into_model).transpose()
}

pub(crate) fn insert(act: &mut Act<'_, '_>, new: &Call) -> Result<(), StoreError> {
    let now = act.now_us();
    diesel::insert_into(calls::table)
        .values((Row::of(new), calls::raised_at.eq(now)))
        .execute(act.conn())?;
    Ok(())
}

/// Writes a call back.
pub(crate) fn update(conn: &mut Conn, one: &Call) -> Result<(), StoreError> {
    diesel::update(calls::table.find(i64::from(one.id))).set(Row::of(one)).execute(conn)?;
    Ok(())
}

/// Keeps the keyed hash of a new code; an earlier one opens nothing any more.
pub(crate) fn set_code(conn: &mut Conn, id: CallId, code_hash: &[u8]) -> Result<(), StoreError> {
    diesel::update(calls::table.find(i64::from(id)))
        .set(calls::code_hash.eq(code_hash))
        .execute(conn)?;
    Ok(())
}

/// Writes how a department was rated.
pub(crate) fn rate(conn: &mut Conn, id: CallId, given: &[(String, i32)]) -> Result<(), StoreError> {
    let rows: Vec<_> = given
        .iter()
        .map(|(item, grade)| {
            (grades::call_id.eq(i64::from(id)), grades::item.eq(item), grades::grade.eq(*grade))
        })
        .collect();
    insert_many!(conn, grades::table, &rows)
}

/// How the departments of a whistle were rated: call, item, grade.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn grades(conn: &mut Conn, of: &[Call]) -> Result<Vec<(CallId, String, i32)>, StoreError> {
    let ids: Vec<i64> =
        of.iter().filter(|call| call.rated_at.is_some()).map(|call| call.id.into()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(i64, String, i32)> = grades::table
        .filter(grades::call_id.eq_any(ids))
        .order((grades::call_id, grades::item))
        .load(conn)?;
    Ok(rows.into_iter().map(|(call, item, grade)| (call.into(), item, grade)).collect())
}

/// The departments called about a matter, and by which clock each has to report in: who owes what
/// such a clock waits for.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn owing(
    conn: &mut Conn,
    matter: MatterId,
) -> Result<Vec<(crate::model::ClockId, BodyId)>, StoreError> {
    let rows: Vec<(i64, i64)> = calls::table
        .filter(calls::matter_id.eq(i64::from(matter)))
        .order(calls::id)
        .select((calls::clock_id, calls::body_id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(clock, body)| (clock.into(), BodyId(body))).collect())
}
