//! Voices: the reporter, and everyone who met the same.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{PersonId, PlaceId};
use platform::{Act, Conn, StoreError};

use super::schema::voice;
use super::{instant, word};
use crate::model::{MatterId, VoiceId, VoiceKind};

/// Somebody who waits for a matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// Its id.
    pub id: VoiceId,
    /// The matter.
    pub matter: MatterId,
    /// Whether they raised it or joined.
    pub kind: VoiceKind,
    /// The person in the vault, if they left a name or a number.
    pub person: Option<PersonId>,
    /// Since when.
    pub at: Timestamp,
}

type Stored = (i64, i64, String, Option<i64>, i64);

const COLUMNS: (voice::id, voice::matter_id, voice::kind, voice::person_id, voice::at) =
    (voice::id, voice::matter_id, voice::kind, voice::person_id, voice::at);

fn into_model((id, matter, kind, person, at): Stored) -> Result<Voice, StoreError> {
    Ok(Voice {
        id: id.into(),
        matter: matter.into(),
        kind: word("voice", "kind", id, &kind, VoiceKind::from_word)?,
        person: person.map(PersonId),
        at: instant("voice", "at", id, at)?,
    })
}

/// A voice to be stored.
pub(crate) struct NewVoice<'a> {
    pub matter: MatterId,
    pub kind: VoiceKind,
    pub code_hash: &'a [u8],
    /// Keyed hash of what tells one device from another, so that nobody counts twice.
    pub device_hash: Option<&'a [u8]>,
    pub person: Option<PersonId>,
}

pub(crate) fn insert(act: &mut Act<'_, '_>, new: &NewVoice<'_>) -> Result<VoiceId, StoreError> {
    let now = act.now();
    insert_at(act, now, new)
}

/// Stores a voice that has waited since another time than that of the act.
pub(crate) fn insert_at(
    act: &mut Act<'_, '_>,
    at: Timestamp,
    new: &NewVoice<'_>,
) -> Result<VoiceId, StoreError> {
    let id: VoiceId = act.new_id();
    diesel::insert_into(voice::table)
        .values((
            voice::id.eq(i64::from(id)),
            voice::matter_id.eq(i64::from(new.matter)),
            voice::kind.eq(new.kind.word()),
            voice::code_hash.eq(new.code_hash),
            voice::device_hash.eq(new.device_hash),
            voice::person_id.eq(new.person.map(i64::from)),
            voice::at.eq(at.as_microsecond()),
        ))
        .execute(act.conn())?;
    Ok(id)
}

pub(super) fn find_by_code(conn: &mut Conn, code_hash: &[u8]) -> Result<Option<Voice>, StoreError> {
    let row: Option<Stored> = voice::table
        .filter(voice::code_hash.eq(code_hash))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    row.map(into_model).transpose()
}

/// Whether this device counts for the matter already.
pub(crate) fn has_joined(
    conn: &mut Conn,
    matter: MatterId,
    device_hash: &[u8],
) -> Result<bool, StoreError> {
    let known: Option<i64> = voice::table
        .filter(voice::matter_id.eq(i64::from(matter)))
        .filter(voice::device_hash.eq(device_hash))
        .select(voice::id)
        .first(conn)
        .optional()?;
    Ok(known.is_some())
}

/// Who raised the matter.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find_reporter(conn: &mut Conn, matter: MatterId) -> Result<Option<Voice>, StoreError> {
    let row: Option<Stored> = voice::table
        .filter(voice::matter_id.eq(i64::from(matter)))
        .filter(voice::kind.eq(VoiceKind::Reporter.word()))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    row.map(into_model).transpose()
}

/// The matters somebody raised, with their districts.
pub(crate) fn list_raised_by(
    conn: &mut Conn,
    person: PersonId,
) -> Result<Vec<(MatterId, PlaceId)>, StoreError> {
    use super::schema::matter;
    let rows: Vec<(i64, i64)> = voice::table
        .inner_join(matter::table)
        .filter(voice::person_id.eq(person.0))
        .filter(voice::kind.eq(VoiceKind::Reporter.word()))
        .order(matter::id)
        .select((matter::id, matter::district_id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, district)| (id.into(), PlaceId(district))).collect())
}

/// Remembers who somebody is of whom only what they said was known.
pub(crate) fn set_person(conn: &mut Conn, id: VoiceId, person: PersonId) -> Result<(), StoreError> {
    diesel::update(voice::table.find(i64::from(id)))
        .set(voice::person_id.eq(person.0))
        .execute(conn)?;
    Ok(())
}

/// Forgets from which devices somebody raised and joined.
pub(crate) fn forget_devices(conn: &mut Conn, person: PersonId) -> Result<(), StoreError> {
    diesel::update(voice::table.filter(voice::person_id.eq(person.0)))
        .set(voice::device_hash.eq(None::<Vec<u8>>))
        .execute(conn)?;
    Ok(())
}

/// How many voices each matter really has, where that differs from the count it carries: what
/// `verify` recounts.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list_miscounted(conn: &mut Conn) -> Result<Vec<(MatterId, i64, i64)>, StoreError> {
    use super::schema::matter;
    let counted: Vec<(i64, i64)> = voice::table
        .group_by(voice::matter_id)
        .select((voice::matter_id, diesel::dsl::count(voice::id)))
        .load(conn)?;
    let carried: Vec<(i64, i32)> = matter::table.select((matter::id, matter::voices)).load(conn)?;
    let counted: std::collections::HashMap<i64, i64> = counted.into_iter().collect();
    Ok(carried
        .into_iter()
        .map(|(id, carried)| (id, i64::from(carried), counted.get(&id).copied().unwrap_or(0)))
        .filter(|(_, carried, counted)| carried != counted)
        .map(|(id, carried, counted)| (id.into(), carried, counted))
        .collect())
}
