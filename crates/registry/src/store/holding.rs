//! Who holds which post, as pages of accounts show it.

use std::collections::HashMap;

use diesel::prelude::*;
use jiff::civil::Date;
use kernel::{BodyId, PersonId, PlaceId};
use platform::charter::Words;
use platform::permission::HeldPost;
use platform::{Conn, Role, StoreError};

use super::post::{PostRow, holders};
use super::seats::Seats;
use super::{body, day, place};
use crate::model::{Body, Holder, Seating, kind};
use crate::rules::naming;
use crate::schema::{body as bodies, post};

/// The posts of these persons on a day.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn of_persons(
    conn: &mut Conn,
    seating: &dyn Seating,
    persons: &[PersonId],
    on: Date,
) -> Result<Vec<HeldPost>, StoreError> {
    let ids: Vec<i64> = persons.iter().map(|person| person.0).collect();
    let day = day::text(on);
    let rows: Vec<(PostRow, String, String)> = post::table
        .inner_join(bodies::table.on(bodies::id.eq(post::body_id)))
        .filter(post::person_id.eq_any(ids))
        .filter(post::from_on.le(day.clone()))
        .filter(post::until_on.ge(day))
        .filter(post::retracted_at.is_null())
        .order(post::id)
        .select((PostRow::as_select(), bodies::kind, bodies::name))
        .load(conn)?;
    let held = holders(conn, rows)?;
    shown(conn, seating, held, on)
}

/// Posts on a day whose body or public name contains `words`, at most `most`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find(
    conn: &mut Conn,
    seating: &dyn Seating,
    words: &str,
    on: Date,
    most: usize,
) -> Result<Vec<HeldPost>, StoreError> {
    let key = naming::key(words);
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let day = day::text(on);
    let of_body = bodies::name_key.like(format!("%{key}%"));
    let of_person = post::public_name.like(format!("%{key}%"));
    let rows: Vec<(PostRow, String, String)> = post::table
        .inner_join(bodies::table.on(bodies::id.eq(post::body_id)))
        .filter(of_body.or(of_person))
        .filter(post::from_on.le(day.clone()))
        .filter(post::until_on.ge(day))
        .filter(post::retracted_at.is_null())
        .order(post::id)
        .limit(i64::try_from(most).unwrap_or(i64::MAX))
        .select((PostRow::as_select(), bodies::kind, bodies::name))
        .load(conn)?;
    let held = holders(conn, rows)?;
    shown(conn, seating, held, on)
}

/// Who keeps the installation on a day, each with the role of their seat.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn keepers(conn: &mut Conn, on: Date) -> Result<Vec<(PersonId, Role)>, StoreError> {
    let day = day::text(on);
    let rows: Vec<(i64, String)> = post::table
        .inner_join(bodies::table.on(bodies::id.eq(post::body_id)))
        .filter(bodies::district_id.is_null())
        .filter(bodies::kind.eq(kind::ADMINISTRATION))
        .filter(post::from_on.le(day.clone()))
        .filter(post::until_on.ge(day))
        .filter(post::retracted_at.is_null())
        .order(post::id)
        .select((post::person_id, post::seat))
        .load(conn)?;
    let role = |(person, seat): (i64, String)| {
        let role = Role::from_word(&seat).filter(|role| role.is_keeper())?;
        Some((PersonId(person), role))
    };
    Ok(rows.into_iter().filter_map(role).collect())
}

/// Adds the charter's words for seats and the names of places.
fn shown(
    conn: &mut Conn,
    seating: &dyn Seating,
    held: Vec<Holder>,
    on: Date,
) -> Result<Vec<HeldPost>, StoreError> {
    let places: Vec<PlaceId> = held.iter().filter_map(|holder| holder.post.place).collect();
    let places = place::names(conn, &places)?;
    let ids: Vec<BodyId> = held.iter().map(|holder| holder.post.body).collect();
    let homes: HashMap<BodyId, Body> =
        body::list_of(conn, &ids)?.into_iter().map(|body| (body.id, body)).collect();
    let mut seats = Seats::on(seating, on);
    let mut posts = Vec::with_capacity(held.len());
    for holder in held {
        let seat = match homes.get(&holder.post.body) {
            Some(of) => seats.words(conn, of, &holder.post.seat)?,
            None => None,
        };
        let key = || Words { zh: holder.post.seat.clone(), en: None };
        posts.push(HeldPost {
            person: holder.post.person,
            seat: seat.unwrap_or_else(key),
            place: holder.post.place.and_then(|id| places.get(&id).cloned()).unwrap_or_default(),
            until: holder.post.term.until,
            body: holder.body_name,
        });
    }
    Ok(posts)
}
