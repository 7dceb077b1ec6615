//! Keeping the search documents of matters, within the act that writes what they hold.

use std::collections::HashMap;

use diesel::prelude::*;
use kernel::{BodyId, Level, PlaceId, Whereabouts};
use platform::search::{self, Mark, Text};
use platform::{Act, Conn, StoreError, Tx};

use super::{of_body, of_place};
use crate::model::{AssignmentState, Matter, MatterId};
use crate::store::matter::Row;
use crate::store::schema::{assignment, matter, matter_note};

/// Matters whose documents are made anew in one go.
const AT_ONCE: i64 = 1_000;

/// The title of a matter that was just raised, in which no body has a part yet; `place` is the name
/// of where it is.
pub(crate) fn put_new(act: &mut Act<'_, '_>, matter: &Matter, place: &str) {
    put_line(act.tx(), matter, place, &of_whereabouts(&matter.at));
}

/// The title of a matter, its numbers and where it is: what its list row shows.
pub(crate) fn put_title(act: &mut Act<'_, '_>, matter: &Matter) -> Result<(), StoreError> {
    let place = registry::store::place::name(act.conn(), matter.place)?.unwrap_or_default();
    let marks = marks(act.conn(), &[matter.id.into()])?;
    put_line(act.tx(), matter, &place, of(&marks, matter.id.into()));
    Ok(())
}

/// A note of those who handle a matter.
pub(crate) fn put_note(
    act: &mut Act<'_, '_>,
    matter: MatterId,
    id: i64,
    words: &str,
    outward: bool,
) -> Result<(), StoreError> {
    let marks = marks(act.conn(), &[matter.into()])?;
    put(act.tx(), of(&marks, matter.into()), id, words, outward);
    Ok(())
}

/// Makes the documents of the next thousand matters after an id anew; the last id, or `None` when
/// there was none left. The caller empties the index first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn rebuild(tx: &mut Tx<'_>, after: i64) -> Result<Option<i64>, StoreError> {
    let rows: Vec<Row> = matter::table
        .filter(matter::id.gt(after))
        .order(matter::id)
        .limit(AT_ONCE)
        .select(Row::as_select())
        .load(tx.conn)?;
    let matters: Vec<Matter> = rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
    let Some(last) = matters.last() else { return Ok(None) };
    let last = i64::from(last.id);
    let ids: Vec<i64> = matters.iter().map(|matter| matter.id.into()).collect();
    let places: Vec<PlaceId> = matters.iter().map(|matter| matter.place).collect();
    let places = registry::store::place::names(tx.conn, &places)?;
    let marks = marks(tx.conn, &ids)?;
    for matter in &matters {
        let place = places.get(&matter.place).map_or("", String::as_str);
        put_line(tx, matter, place, of(&marks, matter.id.into()));
    }
    let notes: Vec<(i64, i64, String, bool)> = matter_note::table
        .filter(matter_note::matter_id.eq_any(&ids))
        .select((matter_note::matter_id, matter_note::id, matter_note::words, matter_note::outward))
        .load(tx.conn)?;
    for (matter, id, words, outward) in notes {
        put(tx, of(&marks, matter), id, &words, outward);
    }
    Ok(Some(last))
}

type Marks = HashMap<i64, Vec<Mark>>;

/// The marks of one matter.
fn of(marks: &Marks, matter: i64) -> &[Mark] {
    marks.get(&matter).map_or(&[], Vec::as_slice)
}

fn put_line(tx: &mut Tx<'_>, matter: &Matter, place: &str, marks: &[Mark]) {
    let open = [
        matter.title.as_str(),
        matter.number.as_str(),
        matter.external_number.as_deref().unwrap_or_default(),
        matter.spot.as_deref().unwrap_or_default(),
        place,
    ]
    .join("\n");
    put(tx, marks, matter.id.into(), &open, true);
}

fn put(tx: &mut Tx<'_>, marks: &[Mark], id: i64, words: &str, open: bool) {
    let (open, inner) = if open { (words, "") } else { ("", words) };
    search::put(tx, &Text { id, open, inner, marks });
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
