//! Ratings: the three answers, given by the reporter or written down at a call-back.

use std::collections::HashMap;

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::PostId;
use platform::{Act, Conn, StoreError};

use super::schema::rating;
use super::{instant, word};
use crate::model::{Answer, MatterId, Satisfaction, Solved, VoiceId};

/// Three answers about one completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// When.
    pub at: Timestamp,
    /// Who answered, if it was by query code.
    pub voice: Option<VoiceId>,
    /// The post that called back, if it was a call-back.
    pub caller: Option<PostId>,
    /// The answers.
    pub answer: Answer,
}

type Stored = (i64, i64, Option<i64>, Option<i64>, i64, bool, String, String);

/// The ratings of a matter, oldest first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(conn: &mut Conn, matter: MatterId) -> Result<Vec<Rating>, StoreError> {
    let rows: Vec<Stored> = rating::table
        .filter(rating::matter_id.eq(i64::from(matter)))
        .order(rating::id)
        .load(conn)?;
    rows.into_iter()
        .map(|(id, _, voice, caller, at, contacted, solved, satisfaction)| {
            Ok(Rating {
                at: instant("rating", "at", id, at)?,
                voice: voice.map(VoiceId),
                caller: caller.map(PostId),
                answer: answer((id, contacted, solved, satisfaction))?,
            })
        })
        .collect()
}

/// What was answered about several matters since their completion at `since`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list_since(
    conn: &mut Conn,
    matters: &[MatterId],
    since: Timestamp,
) -> Result<Vec<Answer>, StoreError> {
    let ids: Vec<i64> = matters.iter().map(|matter| i64::from(*matter)).collect();
    let rows: Vec<(i64, bool, String, String)> = rating::table
        .filter(rating::matter_id.eq_any(ids))
        .filter(rating::at.ge(since.as_microsecond()))
        .order(rating::id)
        .select((rating::id, rating::contacted, rating::solved, rating::satisfaction))
        .load(conn)?;
    rows.into_iter().map(answer).collect()
}

/// The three answers as they are stored.
fn answer(
    (id, contacted, solved, satisfaction): (i64, bool, String, String),
) -> Result<Answer, StoreError> {
    let satisfied = Satisfaction::from_word;
    Ok(Answer {
        contacted,
        solved: word("rating", "solved", id, &solved, Solved::from_word)?,
        satisfaction: word("rating", "satisfaction", id, &satisfaction, satisfied)?,
    })
}

pub(crate) fn insert(
    act: &mut Act<'_, '_>,
    matter: MatterId,
    voice: Option<VoiceId>,
    caller: Option<PostId>,
    answer: Answer,
) -> Result<(), StoreError> {
    let now = act.now();
    insert_at(act, matter, now, (voice, caller), answer)
}

/// Stores answers that were given at another time than that of the act.
pub(crate) fn insert_at(
    act: &mut Act<'_, '_>,
    matter: MatterId,
    at: Timestamp,
    (voice, caller): (Option<VoiceId>, Option<PostId>),
    answer: Answer,
) -> Result<(), StoreError> {
    let id: i64 = act.new_id();
    diesel::insert_into(rating::table)
        .values((
            rating::id.eq(id),
            rating::matter_id.eq(i64::from(matter)),
            rating::voice_id.eq(voice.map(i64::from)),
            rating::post_id.eq(caller.map(i64::from)),
            rating::at.eq(at.as_microsecond()),
            rating::contacted.eq(answer.contacted),
            rating::solved.eq(answer.solved.word()),
            rating::satisfaction.eq(answer.satisfaction.word()),
        ))
        .execute(act.conn())?;
    Ok(())
}

/// The latest answers about each of several matters.
pub(crate) fn list_latest(
    conn: &mut Conn,
    matters: &[MatterId],
) -> Result<HashMap<MatterId, Answer>, StoreError> {
    let ids: Vec<i64> = matters.iter().map(|matter| i64::from(*matter)).collect();
    let rows: Vec<(i64, i64, bool, String, String)> = rating::table
        .filter(rating::matter_id.eq_any(ids))
        .order(rating::id)
        .select((
            rating::id,
            rating::matter_id,
            rating::contacted,
            rating::solved,
            rating::satisfaction,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, matter, contacted, solved, satisfied)| {
            Ok((matter.into(), answer((id, contacted, solved, satisfied))?))
        })
        .collect()
}
