//! Hands: who has handled a matter, so that somebody else calls back.

use diesel::prelude::*;
use kernel::{BodyId, PersonId};
use platform::{Act, Conn, StoreError};

use super::schema::matter_hand;
use crate::model::MatterId;
use crate::rules::callback::Hand;

/// Remembers that the acting person has had a hand in the matter; once is enough.
pub(crate) fn note(
    act: &mut Act<'_, '_>,
    matter: MatterId,
    body: BodyId,
) -> Result<(), StoreError> {
    let Some(person) = act.actor().person else { return Ok(()) };
    if list(act.conn(), matter)?.contains(&Hand { person, body }) {
        return Ok(());
    }
    diesel::insert_into(matter_hand::table)
        .values((
            matter_hand::matter_id.eq(i64::from(matter)),
            matter_hand::person_id.eq(i64::from(person)),
            matter_hand::body_id.eq(i64::from(body)),
        ))
        .execute(act.conn())?;
    Ok(())
}

/// Who has handled the matter.
pub(crate) fn list(conn: &mut Conn, matter: MatterId) -> Result<Vec<Hand>, StoreError> {
    let hands: Vec<(i64, i64)> = matter_hand::table
        .filter(matter_hand::matter_id.eq(i64::from(matter)))
        .select((matter_hand::person_id, matter_hand::body_id))
        .load(conn)?;
    Ok(hands
        .into_iter()
        .map(|(person, body)| Hand { person: PersonId(person), body: BodyId(body) })
        .collect())
}
