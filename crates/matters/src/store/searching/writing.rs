//! Keeping the search documents of matters, within the act that writes what they hold.

use std::collections::HashMap;

use diesel::prelude::*;
use kernel::{BodyId, Level, PlaceId, Whereabouts};
use platform::search::{self, Mark, Text};
use platform::{Conn, StoreError};

use super::{of_body, of_place};
use crate::model::{AssignmentState, Matter, MatterId};
use crate::store::matter::Row;
use crate::store::schema::{assignment, matter, matter_note};

/// Matters whose documents are made anew in one go.
const AT_ONCE: i64 = 1_000;

/// The title of a matter that was just raised, in which no body has a part yet.
pub(crate) fn put_new(conn: &mut Conn, matter: &Matter) -> Result<(), StoreError> {
    let places = registry::store::place::names(conn, &[matter.place])?;
    let marks = Marks::from([(matter.id.into(), of_whereabouts(&matter.at))]);
    put_titles(conn, std::slice::from_ref(matter), &places, &marks)
}

/// The title of a matter, its numbers and where it is: what its list row shows.
pub(crate) fn put_title(conn: &mut Conn, matter: &Matter) -> Result<(), StoreError> {
    let places = registry::store::place::names(conn, &[matter.place])?;
    let marks = marks(conn, &[matter.id.into()])?;
    put_titles(conn, std::slice::from_ref(matter), &places, &marks)
}

/// A note of those who handle a matter.
pub(crate) fn put_note(
    conn: &mut Conn,
    matter: MatterId,
    id: i64,
    words: &str,
    outward: bool,
) -> Result<(), StoreError> {
    let marks = marks(conn, &[matter.into()])?;
    put(conn, &marks, matter.into(), id, words, outward)
}

/// Makes the documents of the next thousand matters after an id anew; the last id, or `None` when
/// there was none left. The caller empties the index first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn rebuild(conn: &mut Conn, after: i64) -> Result<Option<i64>, StoreError> {
    let rows: Vec<Row> = matter::table
        .filter(matter::id.gt(after))
        .order(matter::id)
        .limit(AT_ONCE)
        .select(Row::as_select())
        .load(conn)?;
    let matters: Vec<Matter> = rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
    let Some(last) = matters.last() else { return Ok(None) };
    let last = i64::from(last.id);
    let ids: Vec<i64> = matters.iter().map(|matter| matter.id.into()).collect();
    let places: Vec<PlaceId> = matters.iter().map(|matter| matter.place).collect();
    let places = registry::store::place::names(conn, &places)?;
    let marks = marks(conn, &ids)?;
    put_titles(conn, &matters, &places, &marks)?;
    let notes: Vec<(i64, i64, String, bool)> = matter_note::table
        .filter(matter_note::matter_id.eq_any(&ids))
        .select((matter_note::matter_id, matter_note::id, matter_note::words, matter_note::outward))
        .load(conn)?;
    for (matter, id, words, outward) in notes {
        put(conn, &marks, matter, id, &words, outward)?;
    }
    Ok(Some(last))
}

type Marks = HashMap<i64, Vec<Mark>>;

fn put_titles(
    conn: &mut Conn,
    matters: &[Matter],
    places: &HashMap<PlaceId, String>,
    marks: &Marks,
) -> Result<(), StoreError> {
    for matter in matters {
        let place = places.get(&matter.place).map_or("", String::as_str);
        let open = [
            matter.title.as_str(),
            matter.number.as_str(),
            matter.external_number.as_deref().unwrap_or_default(),
            matter.spot.as_deref().unwrap_or_default(),
            place,
        ]
        .join("\n");
        put(conn, marks, matter.id.into(), matter.id.into(), &open, true)?;
    }
    Ok(())
}

fn put(
    conn: &mut Conn,
    marks: &Marks,
    matter: i64,
    id: i64,
    words: &str,
    open: bool,
) -> Result<(), StoreError> {
    let marks = marks.get(&matter).map_or(&[][..], Vec::as_slice);
    let (open, inner) = if open { (words, "") } else { ("", words) };
    search::put(conn, &Text { id, open, inner, marks })
}

/// Where matters lie and who has a part in them.
fn marks(conn: &mut Conn, matters: &[i64]) -> Result<Marks, StoreError> {
    let lying: Vec<(i64, i64, Option<i64>, Option<i64>)> = matter::table
        .filter(matter::id.eq_any(matters))
        .select((matter::id, matter::district_id, matter::street_id, matter::building_id))
        .load(conn)?;
    let parts: Vec<(i64, i64)> = assignment::table
        .filter(assignment::matter_id.eq_any(matters))
        .filter(assignment::state.ne(AssignmentState::Recalled.word()))
        .select((assignment::matter_id, assignment::body_id))
        .load(conn)?;
    let mut marks = Marks::new();
    for (id, district, street, building) in lying {
        let at = Whereabouts {
            district: PlaceId(district),
            street: street.map(PlaceId),
            building: building.map(PlaceId),
        };
        marks.insert(id, of_whereabouts(&at));
    }
    for (id, body) in parts {
        marks.entry(id).or_default().push(of_body(BodyId(body)));
    }
    Ok(marks)
}

/// The marks of the places something lies in.
fn of_whereabouts(at: &Whereabouts) -> Vec<Mark> {
    let places = [
        (Level::District, Some(at.district)),
        (Level::Street, at.street),
        (Level::Building, at.building),
    ];
    places.into_iter().filter_map(|(level, place)| Some(of_place(level, place?))).collect()
}
