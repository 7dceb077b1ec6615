//! `/buildings/export`, `/enterprises/export`: the lists as workbooks, marked with who took them.
//! They go out only after the journal says so.

use std::sync::{Arc, LazyLock};

use axum::extract::{Query, State};
use jiff::civil::Date;
use kernel::{Keyset, Refusal};
use platform::ledger::{Export, Ledger, Value, write};
use platform::web::{FormState, PageError, PageResult, Site, Visitor, workbook};
use platform::{Actor, Conn, Outcome};

use super::{Asked, buildings, enterprises, square_metres};
use crate::acts::hand_out;
use crate::model::{Building, Enterprise};
use crate::permissions::{SEE, SEE_ENTERPRISES};

/// Rows read at a time.
const CHUNK: usize = 1_000;
/// Most rows of a workbook. Source: assumption (a district's enterprises, twice).
const MOST: usize = 60_000;

static BUILDINGS: LazyLock<Ledger> =
    LazyLock::new(|| sound(include_str!("../../../../data/ledgers/buildings.toml")));
static ENTERPRISES: LazyLock<Ledger> =
    LazyLock::new(|| sound(include_str!("../../../../data/ledgers/enterprises.toml")));

fn sound(definition: &str) -> Ledger {
    Ledger::from_toml(definition).expect("a definition that ships is sound")
}

type Row = Vec<Option<Value>>;

/// The ledger of buildings as the list was narrowed.
pub(super) async fn of_buildings(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Asked,
) -> PageResult {
    let (view, form) = (visitor.view(&site), FormState::from_pairs(asked));
    let (actor, today) = (Arc::clone(&visitor.actor), view.today());
    let wanted = buildings::Wanted::of(&form);
    let narrowed = wanted.clone();
    let rows = site.read(move |conn| building_rows(conn, &actor, &wanted, today)).await?;
    let (file, number) = (written(&BUILDINGS, &view.mark(), &rows)?, rows.len());
    let narrowed = narrowed.told(number);
    site.act(&visitor.actor, move |act| hand_out(act, "buildings", narrowed, number)).await?;
    Ok(workbook(&format!("buildings-{today}"), file))
}

/// The ledger of enterprises as the list was narrowed.
pub(super) async fn of_enterprises(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Asked,
) -> PageResult {
    let (view, form) = (visitor.view(&site), FormState::from_pairs(asked));
    let (actor, today) = (Arc::clone(&visitor.actor), view.today());
    let wanted = enterprises::Wanted::of(&form);
    let narrowed = wanted.clone();
    let rows = site.read(move |conn| enterprise_rows(conn, &actor, &wanted, today)).await?;
    let (file, number) = (written(&ENTERPRISES, &view.mark(), &rows)?, rows.len());
    let narrowed = narrowed.told(number);
    site.act(&visitor.actor, move |act| hand_out(act, "enterprises", narrowed, number)).await?;
    Ok(workbook(&format!("enterprises-{today}"), file))
}

fn building_rows(
    conn: &mut Conn,
    actor: &Actor,
    wanted: &buildings::Wanted,
    today: Date,
) -> Outcome<Vec<Row>> {
    actor.require(&SEE)?;
    let mut rows = Vec::new();
    let mut after: Option<Keyset> = None;
    loop {
        let loaded = buildings::load(conn, actor, wanted, today, after, CHUNK)?;
        rows.extend(loaded.page.rows.iter().map(|one| building_row(&loaded, one)));
        after = next(loaded.page.next, rows.len())?;
        if after.is_none() {
            return Ok(rows);
        }
    }
}

fn enterprise_rows(
    conn: &mut Conn,
    actor: &Actor,
    wanted: &enterprises::Wanted,
    today: Date,
) -> Outcome<Vec<Row>> {
    actor.require(&SEE_ENTERPRISES)?;
    let mut rows = Vec::new();
    let mut after: Option<Keyset> = None;
    loop {
        let loaded = enterprises::load(conn, actor, wanted, today, after, CHUNK)?;
        rows.extend(loaded.page.rows.iter().map(|one| enterprise_row(&loaded, one)));
        after = next(loaded.page.next, rows.len())?;
        if after.is_none() {
            return Ok(rows);
        }
    }
}

/// Where to read on; a workbook that would be cut short is refused instead.
fn next(next: Option<Keyset>, rows: usize) -> Result<Option<Keyset>, Refusal> {
    if next.is_some() && rows >= MOST {
        return Err(Refusal::new("registry-export-too-many").with("most", MOST));
    }
    Ok(next)
}

fn text(text: impl Into<String>) -> Option<Value> {
    Some(text.into()).filter(|text: &String| !text.is_empty()).map(Value::Text)
}

fn whole(number: impl Into<i64>) -> Option<Value> {
    Some(Value::Integer(number.into()))
}

fn yes(is: bool) -> Option<Value> {
    is.then(|| Value::Choice("yes".into()))
}

fn building_row(loaded: &buildings::Loaded, one: &Building) -> Row {
    let (place, details) = (&one.place, &one.details);
    let street = place.placement.street.and_then(|id| loaded.streets.get(&id).cloned());
    let occupancy = loaded.occupancy.get(&place.id).copied().unwrap_or_default();
    vec![
        text(&place.code),
        text(&place.name),
        text(&details.address),
        text(street.unwrap_or_default()),
        Some(Value::Choice(details.right_type.word().into())),
        text(&details.grade),
        whole(details.storeys_above),
        whole(details.storeys_below),
        details.floor_area.map(square_metres).and_then(whole),
        details.lettable_area.map(square_metres).and_then(whole),
        whole(square_metres(occupancy.let_area)),
        whole(occupancy.enterprises),
        yes(details.marks.key),
        yes(details.marks.landmark),
        yes(details.marks.difficult),
        details.verified_on.map(Value::Date),
    ]
}

fn enterprise_row(loaded: &enterprises::Loaded, one: &Enterprise) -> Row {
    let home = one.details.building.and_then(|id| loaded.buildings.get(&id).cloned());
    vec![
        text(&one.body.name),
        text(&one.details.credit_code),
        text(home.unwrap_or_default()),
        text(&one.details.industry),
        one.details.headcount.and_then(whole),
        yes(one.details.registered_here),
    ]
}

fn written(ledger: &Ledger, mark: &str, rows: &[Row]) -> Result<Vec<u8>, PageError> {
    let export = Export { ledger, title: None, reported_by: "", mark };
    write::workbook(&export, rows)
        .map_err(|error| PageError::Broken(format!("a workbook could not be written: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ledgers_that_ship_are_sound() {
        assert_eq!((BUILDINGS.columns.len(), ENTERPRISES.columns.len()), (16, 6));
    }

    #[test]
    fn a_workbook_that_would_be_cut_short_is_refused() {
        let more = Some(Keyset { at: 0, id: 1 });
        assert_eq!(next(more, MOST - 1), Ok(more));
        assert!(next(more, MOST).is_err());
        assert_eq!(next(None, MOST), Ok(None));
    }
}
