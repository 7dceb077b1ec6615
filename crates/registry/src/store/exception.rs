//! Exceptions from what charters ask.

use diesel::prelude::*;
use jiff::civil::Date;
use kernel::{BodyId, PlaceId, PostId};
use platform::{Conn, StoreError};

use super::day;
use crate::rules::checking::About;
use crate::rules::excepting::Exception;
use crate::schema::check_exception;

const BODY: &str = "body";
const PLACE: &str = "place";

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = check_exception)]
struct ExceptionRow {
    id: i64,
    charter: String,
    rule: String,
    about_kind: String,
    about_id: i64,
    ground: String,
    from_on: String,
    until_on: String,
    post_id: i64,
}

impl ExceptionRow {
    fn new(new: &Exception) -> Self {
        let (about_kind, about_id) = match new.about {
            About::Body(BodyId(id)) => (BODY, id),
            About::Place(PlaceId(id)) => (PLACE, id),
        };
        Self {
            id: new.id,
            charter: new.charter.clone(),
            rule: new.rule.clone(),
            about_kind: about_kind.to_owned(),
            about_id,
            ground: new.ground.clone(),
            from_on: day::text(new.from),
            until_on: day::text(new.until),
            post_id: new.post.0,
        }
    }

    fn read(self) -> Result<Exception, StoreError> {
        let (table, id) = ("check_exception", self.id);
        let about = match self.about_kind.as_str() {
            BODY => About::Body(BodyId(self.about_id)),
            PLACE => About::Place(PlaceId(self.about_id)),
            other => return Err(StoreError::corrupt(table, "about_kind", id, other)),
        };
        Ok(Exception {
            id,
            about,
            from: day::read(table, "from_on", id, &self.from_on)?,
            until: day::read(table, "until_on", id, &self.until_on)?,
            charter: self.charter,
            rule: self.rule,
            ground: self.ground,
            post: PostId(self.post_id),
        })
    }
}

/// Writes an exception.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn insert(conn: &mut Conn, new: &Exception, recorded_at: i64) -> Result<(), StoreError> {
    diesel::insert_into(check_exception::table)
        .values((ExceptionRow::new(new), check_exception::recorded_at.eq(recorded_at)))
        .execute(conn)?;
    Ok(())
}

/// An exception that the caller holds by right: whether it lies within reach is the act's question.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn load(conn: &mut Conn, id: i64) -> Result<Option<Exception>, StoreError> {
    let row = check_exception::table
        .find(id)
        .filter(check_exception::retracted_at.is_null())
        .select(ExceptionRow::as_select())
        .first(conn)
        .optional()?;
    row.map(ExceptionRow::read).transpose()
}

/// The exceptions from one charter on a day, those that end first before the others. Whoever asks
/// keeps those about what they see.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn of_charter(conn: &mut Conn, charter: &str, on: Date) -> Result<Vec<Exception>, StoreError> {
    let on = day::text(on);
    let rows: Vec<ExceptionRow> = check_exception::table
        .filter(check_exception::charter.eq(charter))
        .filter(check_exception::from_on.le(&on))
        .filter(check_exception::until_on.ge(&on))
        .filter(check_exception::retracted_at.is_null())
        .order((check_exception::until_on, check_exception::id))
        .select(ExceptionRow::as_select())
        .load(conn)?;
    rows.into_iter().map(ExceptionRow::read).collect()
}

/// Sets the last day of an exception.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn set_until(conn: &mut Conn, id: i64, last: Date) -> Result<(), StoreError> {
    diesel::update(check_exception::table.find(id))
        .set(check_exception::until_on.eq(day::text(last)))
        .execute(conn)?;
    Ok(())
}

/// Takes an exception back: it never held.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn retract(conn: &mut Conn, id: i64, at: i64) -> Result<(), StoreError> {
    diesel::update(check_exception::table.find(id))
        .set(check_exception::retracted_at.eq(at))
        .execute(conn)?;
    Ok(())
}
