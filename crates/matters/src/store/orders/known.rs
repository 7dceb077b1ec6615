//! Orders that became matters before, and what their source last said of them.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;
use kernel::Whereabouts;
use platform::{Act, Conn, StoreError};

use crate::model::order::{Answers, ImportId, Order, SourceState, Stage};
use crate::model::{MatterId, MatterNumber, Satisfaction, Solved, State};
use crate::rules::orders::changing::Standing;
use crate::store::schema::{matter, matter_order};
use crate::store::{instant, rating, word};

/// A known order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// The matter it became.
    pub matter: MatterId,
    /// The import it came with, if it came with one.
    pub import: Option<ImportId>,
    /// Where it is.
    pub at: Whereabouts,
    /// Where both sides stand.
    pub standing: Standing,
}

/// A matter as a number finds it.
#[derive(Queryable)]
struct Found {
    number: Option<String>,
    id: i64,
    import: Option<i64>,
    state: String,
    district: i64,
    street: Option<i64>,
    building: Option<i64>,
}

impl Found {
    fn known(&self, said: Option<SourceState>, answers: Answers) -> Result<Known, StoreError> {
        Ok(Known {
            matter: MatterId(self.id),
            import: self.import.map(ImportId),
            at: Whereabouts {
                district: self.district.into(),
                street: self.street.map(Into::into),
                building: self.building.map(Into::into),
            },
            standing: Standing {
                state: word("matter", "state", self.id, &self.state, State::from_word)?,
                said,
                answers,
            },
        })
    }
}

type Stored = (String, Option<i64>, Option<bool>, Option<String>, Option<String>);

fn said(matter: i64, row: Stored) -> Result<SourceState, StoreError> {
    let (stage, closed_at, contacted, solved, satisfaction) = row;
    let table = "matter_order";
    let closed_at = closed_at.map(|at| instant(table, "closed_at", matter, at)).transpose()?;
    let solved = solved.map(|text| word(table, "solved", matter, &text, Solved::from_word));
    let satisfaction = satisfaction
        .map(|text| word(table, "satisfaction", matter, &text, Satisfaction::from_word));
    Ok(SourceState {
        stage: word(table, "stage", matter, &stage, Stage::from_word)?,
        closed_at,
        answers: Answers {
            contacted,
            solved: solved.transpose()?,
            satisfaction: satisfaction.transpose()?,
        },
    })
}

/// What a source said of an order that came as a matter without a ledger.
const UNSAID: SourceState = SourceState {
    stage: Stage::Open,
    closed_at: None,
    answers: Answers { contacted: None, solved: None, satisfaction: None },
};

/// The orders of `source` among `numbers` that are known, by number; matters raised here are
/// known by their own numbers. Whether somebody may do anything about them is not asked here.
pub(crate) fn find(
    conn: &mut Conn,
    source: &str,
    numbers: &[String],
) -> Result<HashMap<String, Known>, StoreError> {
    let place = (matter::district_id, matter::street_id, matter::building_id);
    let rows: Vec<Found> = matter::table
        .filter(matter::source.eq(source))
        .filter(matter::external_number.eq_any(numbers))
        .select((
            matter::external_number,
            matter::id,
            matter::import_id,
            matter::state,
            place.0,
            place.1,
            place.2,
        ))
        .load(conn)?;
    let own: Vec<&String> =
        numbers.iter().filter(|number| number.parse::<MatterNumber>().is_ok()).collect();
    let own: Vec<Found> = if own.is_empty() {
        Vec::new()
    } else {
        matter::table
            .filter(matter::number.eq_any(own))
            .select((
                matter::number.nullable(),
                matter::id,
                matter::import_id,
                matter::state,
                place.0,
                place.1,
                place.2,
            ))
            .load(conn)?
    };
    let ids: Vec<MatterId> = rows.iter().map(|row| row.id.into()).collect();
    let mut said = said_of(conn, &ids)?;
    let ratings = rating::list_latest(conn, &ids)?;
    let mut known = HashMap::new();
    for row in rows {
        let matter = MatterId(row.id);
        let said = said.remove(&matter).map_or(UNSAID, |(said, _)| said);
        let rated = ratings.get(&matter).map(|answer| Answers {
            contacted: Some(answer.contacted),
            solved: Some(answer.solved),
            satisfaction: Some(answer.satisfaction),
        });
        let one = row.known(Some(said), rated.unwrap_or(said.answers))?;
        known.insert(row.number.unwrap_or_default(), one);
    }
    for row in own {
        let one = row.known(None, Answers::default())?;
        known.insert(row.number.unwrap_or_default(), one);
    }
    Ok(known)
}

/// What their sources last said of these matters, with the further columns of their rows.
pub(crate) fn said_of(
    conn: &mut Conn,
    matters: &[MatterId],
) -> Result<HashMap<MatterId, (SourceState, BTreeMap<String, String>)>, StoreError> {
    let ids: Vec<i64> = matters.iter().map(|matter| i64::from(*matter)).collect();
    let rows: Vec<(i64, Stored, String)> = matter_order::table
        .filter(matter_order::matter_id.eq_any(ids))
        .select((
            matter_order::matter_id,
            (
                matter_order::stage,
                matter_order::closed_at,
                matter_order::contacted,
                matter_order::solved,
                matter_order::satisfaction,
            ),
            matter_order::details,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, stored, details)| {
            let details = serde_json::from_str(&details).map_err(|error| {
                StoreError::corrupt("matter_order", "details", id, error.to_string())
            })?;
            Ok((MatterId(id), (said(id, stored)?, details)))
        })
        .collect()
}

/// Keeps what the source says of an order now, in place of what it said before.
pub(crate) fn put(
    act: &mut Act<'_, '_>,
    matter: MatterId,
    import: ImportId,
    order: &Order,
    is_new: bool,
) -> Result<(), StoreError> {
    let said = &order.said;
    let details = serde_json::to_string(&order.details).expect("texts become text");
    let values = (
        matter_order::import_id.eq(i64::from(import)),
        matter_order::stage.eq(said.stage.word()),
        matter_order::closed_at.eq(said.closed_at.map(jiff::Timestamp::as_microsecond)),
        matter_order::contacted.eq(said.answers.contacted),
        matter_order::solved.eq(said.answers.solved.map(Solved::word)),
        matter_order::satisfaction.eq(said.answers.satisfaction.map(Satisfaction::word)),
        matter_order::details.eq(details),
    );
    if !is_new {
        let updated = diesel::update(matter_order::table.find(i64::from(matter)))
            .set(values.clone())
            .execute(act.conn())?;
        if updated > 0 {
            return Ok(());
        }
    }
    diesel::insert_into(matter_order::table)
        .values((matter_order::matter_id.eq(i64::from(matter)), values))
        .execute(act.conn())?;
    Ok(())
}
