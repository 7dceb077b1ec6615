//! Ratings: the three answers, given by the reporter or written down at a call-back.

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
            let answer = Answer {
                contacted,
                solved: word("rating", "solved", id, &solved, Solved::from_word)?,
                satisfaction: word(
                    "rating",
                    "satisfaction",
                    id,
                    &satisfaction,
                    Satisfaction::from_word,
                )?,
            };
            Ok(Rating {
                at: instant("rating", "at", id, at)?,
                voice: voice.map(VoiceId),
                caller: caller.map(PostId),
                answer,
            })
        })
        .collect()
}

pub(crate) fn insert(
    act: &mut Act<'_, '_>,
    matter: MatterId,
    voice: Option<VoiceId>,
    caller: Option<PostId>,
    answer: Answer,
) -> Result<(), StoreError> {
    let id: i64 = act.new_id();
    let at = act.now_us();
    diesel::insert_into(rating::table)
        .values((
            rating::id.eq(id),
            rating::matter_id.eq(i64::from(matter)),
            rating::voice_id.eq(voice.map(i64::from)),
            rating::post_id.eq(caller.map(i64::from)),
            rating::at.eq(at),
            rating::contacted.eq(answer.contacted),
            rating::solved.eq(answer.solved.word()),
            rating::satisfaction.eq(answer.satisfaction.word()),
        ))
        .execute(act.conn())?;
    Ok(())
}
