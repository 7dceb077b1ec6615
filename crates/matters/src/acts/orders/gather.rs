//! The rest of the report: how the file was read, and what may be the same as something known.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use kernel::PlaceId;
use platform::ledger::{Fate, Preview};
use platform::{Conn, Outcome};

use super::Authority;
use super::plan::{Fresh, Planner};
use crate::model::Matter;
use crate::model::order::{Likely, Report, Stage, Told};
use crate::rules::duplicates::{self, Likened};
use crate::rules::shielding;
use crate::store::{self, Sight};

/// How far back a matter may lie that is still the same thing.
const LOOKED_BACK: SignedDuration = SignedDuration::from_hours(90 * 24);
/// Buildings compared at most: hints must not cost more than the import.
const BUILDINGS: usize = 50;
/// Matters of one building compared at most.
const COMPARED: usize = 200;
/// Hints shown at most.
const SHOWN: usize = 50;

/// How the file was read.
pub(super) fn reading(preview: &Preview) -> Report {
    let headings = preview.header.headings.iter().map(|heading| {
        let key = match &heading.fate {
            Fate::Column { key, .. } => Some(key.clone()),
            _ => None,
        };
        (heading.text.clone(), key, heading.samples.clone())
    });
    Report {
        format: preview.format.ending().to_owned(),
        encoding: preview.encoding.map(str::to_owned),
        sheet: preview.sheet.to_string(),
        header_row: preview.header.row,
        headings: headings.collect(),
        fingerprint: preview.header.fingerprint.clone(),
        missing: preview.missing_required().map(str::to_owned).collect(),
        skipped: preview.skipped_count,
        findings: preview.findings.kept.iter().map(Told::from).collect(),
        warnings: preview.findings.warnings,
        ..Report::default()
    }
}

/// Matters raised before that may be the same as a new order that is still open: hints only, by
/// what others see of both.
pub(super) fn likely(
    conn: &mut Conn,
    authority: &Authority,
    planner: &Planner<'_>,
) -> Outcome<Vec<Likely>> {
    let newest = planner.fresh.iter().map(|fresh| fresh.order.raised_at).max();
    let Some(newest) = newest else { return Ok(Vec::new()) };
    let since = newest.saturating_sub(LOOKED_BACK).unwrap_or(Timestamp::MIN);
    let mut by_building: HashMap<PlaceId, Vec<&Fresh>> = HashMap::new();
    for fresh in &planner.fresh {
        let building = planner.gazetteer.place(fresh.place).at.building;
        let is_current = fresh.order.said.stage == Stage::Open && fresh.order.raised_at >= since;
        if let (Some(building), true) = (building, is_current) {
            by_building.entry(building).or_default().push(fresh);
        }
    }
    let mut buildings: Vec<PlaceId> = by_building.keys().copied().collect();
    buildings.sort_unstable();
    let sight = Sight::within(authority.scope.clone(), &authority.actor);
    let mut likely = Vec::new();
    for building in buildings.into_iter().take(BUILDINGS) {
        let filter = store::list::Filter { building: Some(building), ..Default::default() };
        let known = store::list::list(conn, &sight, &filter, None, COMPARED)?.rows;
        for fresh in &by_building[&building] {
            likely.extend(alike(building, fresh, &known));
        }
    }
    likely.sort_by_key(|one: &Likely| one.row);
    likely.truncate(SHOWN);
    Ok(likely)
}

fn alike(building: PlaceId, fresh: &Fresh, known: &[Matter]) -> Option<Likely> {
    let order = &fresh.order;
    let title = title(&order.title, &order.content);
    let asked = likened(&title, building, order.raised_at);
    let earlier = known.iter().filter(|one| one.raised_at <= order.raised_at);
    let others = earlier.map(|one| (one, one.state, likened(&one.title, building, one.raised_at)));
    let found = duplicates::suggest(&asked, others, 1);
    let (matter, _) = found.first()?;
    Some(Likely { row: order.row, number: matter.number.to_string(), title: matter.title.clone() })
}

fn likened(text: &str, building: PlaceId, raised_at: Timestamp) -> Likened<'_> {
    Likened { text, category: None, building, spot: None, raised_at }
}

/// The title others see of an order: its own or its first words, without personal data.
pub(super) fn title(title: &str, content: &str) -> String {
    let own = shielding::title(title);
    if own.is_empty() { shielding::title(content) } else { own }
}
