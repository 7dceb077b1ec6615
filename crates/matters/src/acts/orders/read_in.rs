//! A file read as orders: sound rows as orders, the rest as findings.

use kernel::{PlaceId, Refusal};
use platform::ledger::finding::Problem;
use platform::ledger::{Fate, Finding, Mapping, Preview, Reading, Row, read_each};
use platform::{Outcome, World};

use super::display;
use crate::model::order::{Order, Setting, ShownRow, Verdict};
use crate::rules::orders::reading::{Placed, Reader};
use crate::rules::orders::{ledger, repeating};
use crate::store::orders::remembered;

/// Faulty rows kept for the page.
const SHOWN: usize = 100;

/// What a file holds.
pub(super) struct ReadIn {
    /// How it was read, with every finding.
    pub preview: Preview,
    /// One sound order for each number, by time and number.
    pub orders: Vec<Order>,
    /// The first faulty rows.
    pub faulty: Vec<ShownRow>,
    /// Rows with a fault.
    pub faulty_rows: usize,
}

/// Reads the file as the setting says; headings nobody mapped this time stand for what they stood
/// for the last time they came.
pub(super) fn read(
    world: &World,
    district: PlaceId,
    file: &[u8],
    setting: &Setting,
) -> Outcome<ReadIn> {
    let first = read_with(world, file, setting, setting.mapping.clone())?;
    if !setting.mapping.is_empty() {
        return Ok(first);
    }
    let fingerprint = first.preview.header.fingerprint.clone();
    let source = &setting.source;
    let before = world.db.read(|conn| remembered::mapping(conn, district, source, &fingerprint))?;
    match before {
        Some(mapping) => read_with(world, file, setting, mapping),
        None => Ok(first),
    }
}

fn read_with(world: &World, file: &[u8], setting: &Setting, mapping: Mapping) -> Outcome<ReadIn> {
    let reading = Reading { mapping, fixes: setting.fixes.clone(), ..Reading::default() };
    let reader = Reader {
        ledger: ledger(),
        zone: &world.zone,
        now: world.time.now(),
        ended_when_silent: setting.ended_when_silent,
    };
    let mut taken = Taken::default();
    let preview = read_each(file, ledger(), &reading, |row| taken.take(&reader, &row))
        .map_err(Refusal::from)?;
    Ok(taken.finish(preview))
}

#[derive(Default)]
struct Taken {
    orders: Vec<Order>,
    faulty: Vec<ShownRow>,
    faulty_rows: usize,
    problems: Vec<(u32, Placed)>,
}

impl Taken {
    fn take(&mut self, reader: &Reader<'_>, row: &Row) {
        let (order, problems) = reader.read(row);
        let faulty = row.is_faulty
            || problems.iter().any(|(_, one)| one.severity == platform::ledger::Severity::Error);
        self.problems.extend(problems.into_iter().map(|problem| (row.number, problem)));
        match order {
            Some(order) if !faulty => self.orders.push(order),
            _ => self.fault(display::of_row(reader.ledger, row)),
        }
    }

    fn fault(&mut self, row: ShownRow) {
        self.faulty_rows += 1;
        if self.faulty.len() < SHOWN {
            self.faulty.push(row);
        }
    }

    /// Merges what stands in several rows, and tells every problem at its cell.
    fn finish(mut self, mut preview: Preview) -> ReadIn {
        let (orders, contradicting) = repeating::merge(std::mem::take(&mut self.orders));
        for (order, first) in contradicting {
            let problem = Problem::error("order-cell-contradicts").with("first", i64::from(first));
            self.problems.push((order.row, ("number", problem)));
            self.fault(ShownRow { verdict: Verdict::Faulty, ..display::of_order(&order) });
        }
        for (row, problem) in self.problems {
            let found = self.faulty.iter().find(|shown| shown.row == row);
            let found = found.and_then(|shown| shown.cells.get(problem.0)).cloned();
            tell(&mut preview, row, problem, &found.unwrap_or_default());
        }
        preview.findings.kept.sort_by_key(|finding| (finding.row, finding.column));
        self.faulty.sort_by_key(|shown| shown.row);
        let Self { faulty, faulty_rows, .. } = self;
        ReadIn { preview, orders, faulty, faulty_rows }
    }
}

/// Adds a finding at the cell of the column with the problem's key.
fn tell(preview: &mut Preview, row: u32, (key, problem): Placed, found: &str) {
    let own = |fate: &Fate| matches!(fate, Fate::Column { key: column, .. } if column == key);
    let heading = preview.header.headings.iter().find(|heading| own(&heading.fate));
    let (column, text) = match heading {
        Some(heading) => (Some(heading.column), heading.text.clone()),
        None => (None, String::new()),
    };
    preview.findings.push(Finding {
        sheet: preview.sheet.clone(),
        row,
        column,
        heading: text,
        severity: problem.severity,
        key: problem.key,
        found: platform::ledger::finding::cut(found),
        args: problem.args,
    });
}
