//! The table: what each photo belongs to, and who may see it.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{Refusal, Subject, SubjectKind};

use super::schema::{attachment, attachment_removed, attachment_waiting};
use super::taking_in::Stored;
use crate::act::{Act, Outcome};
use crate::db::{Conn, StoreError};
use crate::insert_many;
use crate::journal::Salted;
use crate::journal::salted::fresh_salt;

/// A photo that belongs to something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its random key, 32 hexadecimal digits: what addresses show, since it tells nothing.
    pub key: String,
    /// What it belongs to: whoever may see that, may see it, with the exception that follows.
    pub subject: Subject,
    /// Bytes of the full picture.
    pub bytes: i64,
    /// Width of the full picture in pixels.
    pub width: i32,
    /// Height of the full picture in pixels.
    pub height: i32,
    /// Whether shielded roles may not see it: it came from a reporter, and nobody has looked yet
    /// whether it shows who that is, or somebody has and withholds it.
    pub shielded: bool,
    /// On which ground somebody withholds it, as a word of the slice whose photo it is; `None`
    /// where nobody does. Withheld photos are shielded.
    pub withheld: Option<String>,
    /// When it was attached.
    pub created_at: Timestamp,
}

/// Attaches a photo to `subject`; the salted hash of the picture, for the journal entry of the
/// act that does it.
///
/// # Errors
/// Refused at `photos` if it does not wait to be attached: it was attached before, or nobody sent
/// it within a day and it is gone. [`StoreError`] if the database fails.
pub fn attach(
    act: &mut Act<'_, '_>,
    subject: Subject,
    photo: &Stored,
    shielded: bool,
) -> Outcome<Salted> {
    let waiting = attachment_waiting::table.find(&photo.key);
    if diesel::delete(waiting).execute(act.conn())? == 0 {
        return Err(gone().into());
    }
    let salt = fresh_salt(act.randomness());
    let digest = Salted::of(&photo.digest, &salt);
    let (id, now) = (act.new_id::<i64>(), act.now_us());
    diesel::insert_into(attachment::table)
        .values((
            attachment::id.eq(id),
            attachment::subject_kind.eq(subject.kind.word()),
            attachment::subject_id.eq(subject.id),
            attachment::key.eq(&photo.key),
            attachment::bytes.eq(i64::try_from(photo.bytes).unwrap_or(i64::MAX)),
            attachment::width.eq(i32::try_from(photo.width).unwrap_or(i32::MAX)),
            attachment::height.eq(i32::try_from(photo.height).unwrap_or(i32::MAX)),
            attachment::digest.eq(digest.as_str()),
            attachment::salt.eq(salt),
            attachment::shielded.eq(shielded),
            attachment::created_at.eq(now),
        ))
        .execute(act.conn())?;
    Ok(digest)
}

/// A photo that does not wait to be attached (any more).
#[must_use]
pub fn gone() -> Refusal {
    Refusal::at("photos", "attachment-refusal-gone")
}

/// Lets shielded roles see a photo: somebody who may has looked that it shows nobody. The
/// caller's act journals it.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn release(act: &mut Act<'_, '_>, key: &str) -> Outcome<()> {
    set_shielded(act, key, false, None)
}

/// Keeps a photo from shielded roles on a ground, whether or not they could see it before. The
/// caller's act journals it.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn withhold(act: &mut Act<'_, '_>, key: &str, ground: &str) -> Outcome<()> {
    set_shielded(act, key, true, Some(ground))
}

fn set_shielded(
    act: &mut Act<'_, '_>,
    key: &str,
    shielded: bool,
    withheld: Option<&str>,
) -> Outcome<()> {
    let photo = attachment::table.filter(attachment::key.eq(key));
    let set = (attachment::shielded.eq(shielded), attachment::withheld.eq(withheld));
    diesel::update(photo).set(set).execute(act.conn())?;
    Ok(())
}

/// Removes every photo of the things `ids` of one kind, and with the rows the salts of the journal's
/// hashes; how many. Nobody sees them from the commit on; the files go with [`super::sweep`].
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn remove_all(act: &mut Act<'_, '_>, kind: SubjectKind, ids: &[i64]) -> Outcome<usize> {
    let of_subjects = attachment::table
        .filter(attachment::subject_kind.eq(kind.word()))
        .filter(attachment::subject_id.eq_any(ids));
    let keys: Vec<String> = of_subjects.clone().select(attachment::key).load(act.conn())?;
    remove_files(act.conn(), &keys)?;
    Ok(diesel::delete(of_subjects).execute(act.conn())?)
}

/// Notes that the files of these photos are to be deleted.
fn remove_files(conn: &mut Conn, keys: &[String]) -> Result<(), StoreError> {
    let rows: Vec<_> = keys.iter().map(|key| attachment_removed::key.eq(key)).collect();
    insert_many!(conn, attachment_removed::table, &rows)?;
    Ok(())
}

/// Notes that a photo is about to be stored and waits for an act to attach it.
pub(super) fn insert_waiting(conn: &mut Conn, key: &str, now: Timestamp) -> Result<(), StoreError> {
    diesel::insert_into(attachment_waiting::table)
        .values((
            attachment_waiting::key.eq(key),
            attachment_waiting::since.eq(now.as_microsecond()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Which of these photos still wait to be attached.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn waiting(conn: &mut Conn, photos: &[Stored]) -> Result<Vec<bool>, StoreError> {
    let keys: Vec<&str> = photos.iter().map(|photo| photo.key.as_str()).collect();
    let known: Vec<String> = attachment_waiting::table
        .filter(attachment_waiting::key.eq_any(&keys))
        .select(attachment_waiting::key)
        .load(conn)?;
    Ok(keys.iter().map(|key| known.iter().any(|one| one == key)).collect())
}

/// Photos that have waited since before `before`, at most `most`, the oldest first.
pub(super) fn list_waiting(
    conn: &mut Conn,
    before: Timestamp,
    most: i64,
) -> Result<Vec<String>, StoreError> {
    let stale = attachment_waiting::since.lt(before.as_microsecond());
    let waiting = attachment_waiting::table.filter(stale).select(attachment_waiting::key);
    Ok(waiting.order(attachment_waiting::since).limit(most).load(conn)?)
}

/// Gives up those of these photos that still wait; how many. Their files are deleted by the sweep.
pub(super) fn give_up(conn: &mut Conn, keys: &[String]) -> Result<usize, StoreError> {
    // Only what this statement struck was not attached meanwhile.
    let given_up: Vec<String> =
        diesel::delete(attachment_waiting::table.filter(attachment_waiting::key.eq_any(keys)))
            .returning(attachment_waiting::key)
            .get_results(conn)?;
    remove_files(conn, &given_up)?;
    Ok(given_up.len())
}

/// Photos whose files are still to be deleted, at most `most`.
pub(super) fn list_removed(conn: &mut Conn, most: i64) -> Result<Vec<String>, StoreError> {
    let removed = attachment_removed::table.select(attachment_removed::key);
    Ok(removed.order(attachment_removed::key).limit(most).load(conn)?)
}

/// Forgets photos whose files are gone.
pub(super) fn forget_removed(conn: &mut Conn, keys: &[String]) -> Result<(), StoreError> {
    diesel::delete(attachment_removed::table.filter(attachment_removed::key.eq_any(keys)))
        .execute(conn)?;
    Ok(())
}

type Row = (i64, String, i64, String, i64, i32, i32, bool, Option<String>, i64);

const COLUMNS: (
    attachment::id,
    attachment::subject_kind,
    attachment::subject_id,
    attachment::key,
    attachment::bytes,
    attachment::width,
    attachment::height,
    attachment::shielded,
    attachment::withheld,
    attachment::created_at,
) = (
    attachment::id,
    attachment::subject_kind,
    attachment::subject_id,
    attachment::key,
    attachment::bytes,
    attachment::width,
    attachment::height,
    attachment::shielded,
    attachment::withheld,
    attachment::created_at,
);

fn into_model(row: Row) -> Result<Attachment, StoreError> {
    let (id, kind, subject_id, key, bytes, width, height, shielded, withheld, created_at) = row;
    let kind = SubjectKind::from_word(&kind)
        .ok_or_else(|| StoreError::corrupt("attachment", "subject_kind", id, kind))?;
    let created_at = Timestamp::from_microsecond(created_at)
        .map_err(|_| StoreError::corrupt("attachment", "created_at", id, created_at.to_string()))?;
    let subject = Subject::new(kind, subject_id);
    Ok(Attachment { key, subject, bytes, width, height, shielded, withheld, created_at })
}

/// The photo with this key. The caller then looks whether the actor may see its subject, and not
/// shown if it is shielded and the actor is too.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn find(conn: &mut Conn, key: &str) -> Result<Option<Attachment>, StoreError> {
    let row: Option<Row> =
        attachment::table.filter(attachment::key.eq(key)).select(COLUMNS).first(conn).optional()?;
    row.map(into_model).transpose()
}

/// The photos of `subject`, in the order in which they were attached. The caller has loaded the
/// subject within its scope.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn list(conn: &mut Conn, subject: Subject) -> Result<Vec<Attachment>, StoreError> {
    let rows: Vec<Row> = attachment::table
        .filter(attachment::subject_kind.eq(subject.kind.word()))
        .filter(attachment::subject_id.eq(subject.id))
        .order(attachment::id)
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(into_model).collect()
}

/// A page of all photos: key and what each belongs to, by id after `after`, at most `most`.
pub(super) fn list_all(
    conn: &mut Conn,
    after: i64,
    most: i64,
) -> Result<Vec<(i64, String, String, i64)>, StoreError> {
    Ok(attachment::table
        .filter(attachment::id.gt(after))
        .order(attachment::id)
        .limit(most)
        .select((attachment::id, attachment::key, attachment::subject_kind, attachment::subject_id))
        .load(conn)?)
}
