//! Posts by body, by person and by day.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use jiff::civil::Date;
use kernel::{BodyId, PersonId, PlaceId, PostId, Scope};
use platform::{Conn, StoreError, insert_many};

use super::day;
use crate::model::{Holder, Post};
use crate::schema::{body, post};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = post, treat_none_as_default_value = false)]
pub(super) struct PostRow {
    id: i64,
    person_id: i64,
    body_id: i64,
    seat: String,
    represents_body_id: Option<i64>,
    place_id: Option<i64>,
    topics: String,
    from_on: String,
    until_on: String,
    appointed_how: String,
    public_name: String,
}

impl PostRow {
    fn new(new: &Post) -> Self {
        Self {
            id: new.id.0,
            person_id: new.person.0,
            body_id: new.body.0,
            seat: new.seat.clone(),
            represents_body_id: new.represents.map(i64::from),
            place_id: new.place.map(i64::from),
            topics: new.topics.join(" "),
            from_on: day::text(new.term.from),
            until_on: day::end(new.term.until),
            appointed_how: new.appointed_how.clone(),
            public_name: new.public_name.clone(),
        }
    }

    pub(super) fn read(self) -> Result<Post, StoreError> {
        Ok(Post {
            term: day::term("post", self.id, &self.from_on, &self.until_on)?,
            id: PostId(self.id),
            person: PersonId(self.person_id),
            body: BodyId(self.body_id),
            seat: self.seat,
            represents: self.represents_body_id.map(BodyId),
            place: self.place_id.map(PlaceId),
            topics: self.topics.split_whitespace().map(str::to_owned).collect(),
            appointed_how: self.appointed_how,
            public_name: self.public_name,
        })
    }
}

/// Posts on a day with kind and name of their bodies.
macro_rules! on_day {
    ($on:expr) => {{
        let day = day::text($on);
        post::table
            .inner_join(body::table.on(body::id.eq(post::body_id)))
            .filter(post::from_on.le(day.clone()))
            .filter(post::until_on.ge(day))
            .filter(post::retracted_at.is_null())
            .select((PostRow::as_select(), body::kind, body::name))
    }};
}
/// Writes a post. Whether the seat is free is the act's question.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn insert(conn: &mut Conn, new: &Post, recorded_at: i64) -> Result<(), StoreError> {
    insert_many(conn, std::slice::from_ref(new), recorded_at)
}

/// Writes many posts, as fast as the database can.
///
/// # Errors
/// As [`insert`].
pub fn insert_many(conn: &mut Conn, new: &[Post], recorded_at: i64) -> Result<(), StoreError> {
    let rows: Vec<_> =
        new.iter().map(|new| (PostRow::new(new), post::recorded_at.eq(recorded_at))).collect();
    insert_many!(conn, post::table, &rows)
}

/// A post whose body lies within scope.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find(conn: &mut Conn, scope: &Scope, id: PostId) -> Result<Option<Post>, StoreError> {
    let Some(found) = load(conn, id)? else { return Ok(None) };
    Ok(super::body::find(conn, scope, found.body)?.map(|_| found))
}

/// A post that the caller holds by right: its own, or one of a row within scope.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn load(conn: &mut Conn, id: PostId) -> Result<Option<Post>, StoreError> {
    let row = post::table
        .find(id.0)
        .filter(post::retracted_at.is_null())
        .select(PostRow::as_select())
        .first(conn)
        .optional()?;
    row.map(PostRow::read).transpose()
}

/// Every post there ever was in a seat of a body, the earliest first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn of_seat(conn: &mut Conn, id: BodyId, seat: &str) -> Result<Vec<Post>, StoreError> {
    let rows: Vec<PostRow> = post::table
        .filter(post::body_id.eq(id.0))
        .filter(post::seat.eq(seat))
        .filter(post::retracted_at.is_null())
        .order((post::from_on, post::id))
        .select(PostRow::as_select())
        .load(conn)?;
    rows.into_iter().map(PostRow::read).collect()
}

/// The posts of a body on a day, in the order of appointment.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn of_body(conn: &mut Conn, id: BodyId, on: Date) -> Result<Vec<Holder>, StoreError> {
    of_bodies(conn, &[id], on)
}

/// The posts of several bodies on a day, by body, then in the order of appointment.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn of_bodies(conn: &mut Conn, ids: &[BodyId], on: Date) -> Result<Vec<Holder>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = on_day!(on)
        .filter(post::body_id.eq_any(ids))
        .order((post::body_id, post::from_on, post::id))
        .load(conn)?;
    holders(conn, rows)
}

/// The posts of several bodies on a day as [`of_bodies`] orders them, for who needs no names.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn bare_of_bodies(conn: &mut Conn, ids: &[BodyId], on: Date) -> Result<Vec<Post>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let day = day::text(on);
    let rows: Vec<PostRow> = post::table
        .filter(post::body_id.eq_any(ids))
        .filter(post::from_on.le(&day))
        .filter(post::until_on.ge(&day))
        .filter(post::retracted_at.is_null())
        .order((post::body_id, post::from_on, post::id))
        .select(PostRow::as_select())
        .load(conn)?;
    rows.into_iter().map(PostRow::read).collect()
}

/// Those of these bodies in which anybody holds a post on a day.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn staffed(conn: &mut Conn, ids: &[BodyId], on: Date) -> Result<HashSet<BodyId>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let day = day::text(on);
    let rows: Vec<i64> = post::table
        .filter(post::body_id.eq_any(ids))
        .filter(post::from_on.le(&day))
        .filter(post::until_on.ge(&day))
        .filter(post::retracted_at.is_null())
        .select(post::body_id)
        .distinct()
        .load(conn)?;
    Ok(rows.into_iter().map(BodyId).collect())
}

/// The posts a person holds on a day, by id.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn of_person(conn: &mut Conn, id: PersonId, on: Date) -> Result<Vec<Holder>, StoreError> {
    let rows = on_day!(on).filter(post::person_id.eq(id.0)).order(post::id).load(conn)?;
    holders(conn, rows)
}

/// The posts bound to one of these places on a day: floor leaders by floor, grid staff by grid.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn at_places(conn: &mut Conn, ids: &[PlaceId], on: Date) -> Result<Vec<Holder>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = on_day!(on)
        .filter(post::place_id.eq_any(ids))
        .order((post::place_id, post::from_on, post::id))
        .load(conn)?;
    holders(conn, rows)
}

/// The posts of those who sit anywhere for a body on a day, by id.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn representing(conn: &mut Conn, id: BodyId, on: Date) -> Result<Vec<Holder>, StoreError> {
    let rows = on_day!(on).filter(post::represents_body_id.eq(id.0)).order(post::id).load(conn)?;
    holders(conn, rows)
}

/// Adds the names of the bodies represented.
pub(super) fn holders(
    conn: &mut Conn,
    rows: Vec<(PostRow, String, String)>,
) -> Result<Vec<Holder>, StoreError> {
    let represented = rows.iter().filter_map(|(row, ..)| row.represents_body_id.map(BodyId));
    let names = super::name::of_bodies(conn, &represented.collect::<Vec<_>>())?;
    rows.into_iter().map(|(row, kind, name)| holder(row, kind, name, &names)).collect()
}

fn holder(
    row: PostRow,
    body_kind: String,
    body_name: String,
    names: &HashMap<BodyId, String>,
) -> Result<Holder, StoreError> {
    let post = row.read()?;
    let represents_name =
        post.represents.and_then(|body| names.get(&body).cloned()).unwrap_or_default();
    Ok(Holder { post, body_kind, body_name, represents_name })
}

/// Sets the last day of a post: it became different.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn set_until(conn: &mut Conn, id: PostId, last: Date) -> Result<(), StoreError> {
    diesel::update(post::table.find(id.0)).set(post::until_on.eq(day::text(last))).execute(conn)?;
    Ok(())
}

/// Takes the name from every post a person held.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn forget_names(conn: &mut Conn, person: PersonId) -> Result<(), StoreError> {
    diesel::update(post::table.filter(post::person_id.eq(person.0)))
        .set(post::public_name.eq(""))
        .execute(conn)?;
    Ok(())
}

/// Takes a post back: it was wrong from the beginning.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn retract(conn: &mut Conn, id: PostId, at: i64) -> Result<(), StoreError> {
    diesel::update(post::table.find(id.0)).set(post::retracted_at.eq(at)).execute(conn)?;
    Ok(())
}

/// Who holds a post, in words: the public name and the body (`周敏（鲁谷工作站）` is the page's to
/// make). A post without a public name goes by its body alone. For posts of rows within scope.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn labels(conn: &mut Conn, ids: &[PostId]) -> Result<HashMap<PostId, String>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, String, String)> = post::table
        .inner_join(body::table.on(body::id.eq(post::body_id)))
        .filter(post::id.eq_any(ids))
        .select((post::id, post::public_name, body::name))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, name, body)| {
            let label = if name.is_empty() { body } else { format!("{body} {name}") };
            (PostId(id), label)
        })
        .collect())
}

/// The bodies in which posts are, with their kinds. For posts of rows within scope.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn homes(conn: &mut Conn, ids: &[PostId]) -> Result<Vec<(PostId, BodyId, String)>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, i64, String)> = post::table
        .inner_join(body::table.on(body::id.eq(post::body_id)))
        .filter(post::id.eq_any(ids))
        .select((post::id, post::body_id, body::kind))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, body, kind)| (PostId(id), BodyId(body), kind)).collect())
}
