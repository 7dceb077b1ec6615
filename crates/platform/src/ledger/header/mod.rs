//! Finds the row of headings and says what each heading stands for.

use super::cell::Cell;
use super::date;
use super::definition::{Column, Kind, Ledger};
use super::finding::{cut, cut_to};
use super::mapping::{Mapping, Target, fingerprint};
use super::normal::{self, HeadingForm};
use super::read::RawRow;
use super::vocabulary::VOCABULARY;

/// The header stands within this many rows from the top. Source: DOMAIN 1.4.
pub const HEADER_WITHIN: u32 = 20;
/// Longer headings are cut: whatever they are, they are no names.
const HEADING_CHARACTERS: usize = 200;
/// Most sample values kept for each heading.
const SAMPLES: usize = 3;

/// What was found in the header row.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Header {
    /// The row of headings, from 1.
    pub row: u32,
    /// The headings, from left to right.
    pub headings: Vec<Heading>,
    /// Keys of the ledger's columns that no heading stands for.
    pub missing: Vec<String>,
    /// Under which a mapping for these headings is remembered; see [`fingerprint`].
    pub fingerprint: String,
    /// What stood in the rows above: titles, notes, who fills the table in.
    pub above: Vec<String>,
}

/// One heading of the file.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Heading {
    /// Column of the file, from 0.
    pub column: usize,
    /// The heading as written.
    pub text: String,
    /// What it stands for.
    pub fate: Fate,
    /// The first values below it, so that a person can tell what they are.
    pub samples: Vec<String>,
}

/// What a heading stands for.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// A column of the ledger.
    Column {
        /// Key of the column.
        key: String,
        /// How that is known.
        by: By,
    },
    /// Left out because the mapping says so.
    Ignored,
    /// The counting column, which carries nothing.
    Index,
    /// A name of a column that another heading stands for better; left out.
    Shadowed {
        /// Key of the column.
        key: String,
    },
    /// Not known; left out until somebody says what it is.
    Unknown {
        /// Columns it may stand for, likeliest first.
        proposals: Vec<Proposal>,
    },
}

/// How a heading was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// It is the ledger's own heading.
    Name,
    /// It is one of the synonyms, or a heading with something in brackets.
    Synonym,
    /// The mapping says so.
    Mapping,
}

/// A column that an unknown heading may stand for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Proposal {
    /// Key of the column.
    pub key: String,
    /// How alike, in percent.
    pub likeness: u32,
}

impl Header {
    /// The mapping that reads a table with these headings the same way again.
    #[must_use]
    pub fn mapping(&self) -> Mapping {
        let used = self.headings.iter().filter_map(|heading| {
            let target = match &heading.fate {
                Fate::Column { key, .. } => Target::Column(key.clone()),
                Fate::Ignored | Fate::Shadowed { .. } => Target::Ignore,
                Fate::Index | Fate::Unknown { .. } => return None,
            };
            Some((heading.text.as_str(), target))
        });
        used.collect()
    }

    /// How many headings stand for a column.
    #[must_use]
    pub fn matched(&self) -> usize {
        self.headings.iter().filter(|heading| matches!(heading.fate, Fate::Column { .. })).count()
    }

    /// The headings nothing is known about.
    pub fn unknown(&self) -> impl Iterator<Item = &Heading> {
        self.headings.iter().filter(|heading| matches!(heading.fate, Fate::Unknown { .. }))
    }

    /// For each column of the file that is read, the column of the ledger it goes to.
    pub(super) fn routes(&self, ledger: &Ledger) -> Vec<(usize, usize)> {
        let routes = self.headings.iter().filter_map(|heading| match &heading.fate {
            Fate::Column { key, .. } => Some((heading.column, ledger.position(key)?)),
            _ => None,
        });
        routes.collect()
    }
}

/// Finds the header among the first rows of a sheet.
///
/// The row in which most headings are known wins. Where no two are known (one, in a ledger of one
/// column), the first row that looks like headings is taken, so that a person can map it.
pub(super) fn find(ledger: &Ledger, mapping: &Mapping, rows: &[RawRow]) -> Option<Header> {
    let within = || rows.iter().filter(|row| row.number <= HEADER_WITHIN);
    let known = |row: &&RawRow| known_headings(ledger, mapping, row);
    let enough = ledger.columns.len().min(2);
    // `max_by_key` prefers the last of equals; the header is the first.
    let best = within().rev().max_by_key(known).filter(|row| known(row) >= enough);
    let row = best.or_else(|| within().find(|row| looks_like_headings(row, rows)))?;
    let above = rows.iter().take_while(|above| above.number < row.number).map(shown_row).collect();
    let below = rows.iter().filter(|below| below.number > row.number);
    Some(Header { above, ..read(ledger, mapping, row, &below) })
}

fn shown_row(row: &RawRow) -> String {
    let cells: Vec<String> = row.filled().map(|(_, cell)| cut(&cell.shown())).collect();
    cells.join(" ")
}

fn known_headings(ledger: &Ledger, mapping: &Mapping, row: &RawRow) -> usize {
    let mut seen = vec![false; ledger.columns.len()];
    for (_, cell) in row.filled() {
        let Cell::Text(text) = cell else { continue };
        let position = match mapping.target(text) {
            Some(Target::Column(key)) => ledger.position(key),
            Some(Target::Ignore) => None,
            None => ledger.named(&normal::heading(text)).map(|(position, _)| position),
        };
        if let Some(position) = position {
            seen[position] = true;
        }
    }
    seen.into_iter().filter(|seen| *seen).count()
}

/// Headings are texts, all different, about as many as the rows below are wide; a title or a note
/// is narrower, a row of values holds numbers or repeats itself.
fn looks_like_headings(row: &RawRow, rows: &[RawRow]) -> bool {
    let mut texts: Vec<String> = Vec::new();
    for (_, cell) in row.filled() {
        match cell {
            Cell::Text(text) if text.chars().count() <= 40 => texts.push(normal::word(text)),
            _ => return false,
        }
    }
    let count = texts.len();
    texts.sort_unstable();
    texts.dedup();
    let below = rows.iter().filter(|other| other.number > row.number);
    let widest = below.map(|other| other.filled().count()).max().unwrap_or(0);
    count >= 2 && texts.len() == count && count * 2 > widest
}

/// Says what each heading of a row stands for.
fn read<'r>(
    ledger: &Ledger,
    mapping: &Mapping,
    row: &RawRow,
    below: &(impl Iterator<Item = &'r RawRow> + Clone),
) -> Header {
    let texts: Vec<(usize, String)> =
        row.filled().map(|(at, cell)| (at, cut_to(&cell.shown(), HEADING_CHARACTERS))).collect();
    let claims: Vec<Claim> = texts.iter().map(|(_, text)| claim(ledger, mapping, text)).collect();
    // For each column of the ledger, the heading that stands for it best: the leftmost of equals.
    let best = |position: usize| {
        let rank = |at: &usize| match claims[*at] {
            Claim::Column { position: claimed, rank, .. } if claimed == position => Some(rank),
            _ => None,
        };
        (0..claims.len()).filter(|at| rank(at).is_some()).min_by_key(rank)
    };
    let winners: Vec<Option<usize>> = (0..ledger.columns.len()).map(best).collect();
    let missing: Vec<usize> = (0..winners.len()).filter(|at| winners[*at].is_none()).collect();
    let headings = texts.iter().zip(&claims).enumerate().map(|(at, ((column, text), claim))| {
        let samples = below.clone().map(|row| row.cell(*column)).filter(|cell| !cell.is_empty());
        let samples: Vec<&Cell> = samples.take(SAMPLES).collect();
        let fate = match claim {
            Claim::Column { position, by, .. } => {
                let key = ledger.columns[*position].key.clone();
                let wins = winners[*position] == Some(at);
                if wins { Fate::Column { key, by: *by } } else { Fate::Shadowed { key } }
            }
            Claim::Ignore => Fate::Ignored,
            Claim::Index => Fate::Index,
            Claim::None => Fate::Unknown { proposals: proposals(ledger, &missing, text, &samples) },
        };
        let samples = samples.iter().map(|cell| cut(&cell.shown())).collect();
        Heading { column: *column, text: text.clone(), fate, samples }
    });
    Header {
        row: row.number,
        headings: headings.collect(),
        missing: missing.iter().map(|at| ledger.columns[*at].key.clone()).collect(),
        fingerprint: fingerprint(texts.iter().map(|(_, text)| text.as_str())),
        above: Vec::new(),
    }
}

/// What a heading claims to be, before headings that claim the same are weighed.
enum Claim {
    Column { position: usize, rank: u16, by: By },
    Ignore,
    Index,
    None,
}

fn claim(ledger: &Ledger, mapping: &Mapping, text: &str) -> Claim {
    let form = normal::heading(text);
    match mapping.target(text) {
        Some(Target::Ignore) => return Claim::Ignore,
        Some(Target::Column(key)) => {
            if let Some(position) = ledger.position(key) {
                return Claim::Column { position, rank: 0, by: By::Mapping };
            }
        }
        None => {}
    }
    match ledger.named(&form) {
        // What a mapping says goes before what a name says.
        Some((position, 0)) => Claim::Column { position, rank: 1, by: By::Name },
        Some((position, rank)) => Claim::Column { position, rank: rank + 1, by: By::Synonym },
        None if ledger.is_index(&form) => Claim::Index,
        None => Claim::None,
    }
}

/// The columns still without a heading that a text resembles, as far as the values below it fit.
fn proposals(ledger: &Ledger, missing: &[usize], text: &str, samples: &[&Cell]) -> Vec<Proposal> {
    const LIKE_ENOUGH: u32 = 40;
    const MOST: usize = 3;
    let form = normal::heading(text);
    let dates = holds_dates(samples);
    let likeness_of = |column: &Column| {
        let names = column.names().map(normal::heading);
        let names = names.map(|name| likeness(&form, &name)).max().unwrap_or(0);
        let key = likeness(&form, &normal::heading(&column.key.replace('_', "")));
        let wants_dates = matches!(column.kind, Kind::Date | Kind::DateTime);
        match (wants_dates, dates) {
            // Of dates in a column without a likely name, every date may be meant.
            (true, Some(true)) => names.max(key).max(LIKE_ENOUGH),
            (true, Some(false)) => 0,
            _ => names.max(key),
        }
    };
    let mut proposals: Vec<Proposal> = missing
        .iter()
        .map(|position| &ledger.columns[*position])
        .map(|column| Proposal { key: column.key.clone(), likeness: likeness_of(column) })
        .filter(|proposal| proposal.likeness >= LIKE_ENOUGH)
        .collect();
    proposals.sort_by_key(|proposal| std::cmp::Reverse(proposal.likeness));
    proposals.truncate(MOST);
    proposals
}

/// Whether all samples are written as dates; `None` without samples. Bare numbers are not dates
/// here: too many things are numbers.
fn holds_dates(samples: &[&Cell]) -> Option<bool> {
    let is_date = |cell: &&Cell| match cell {
        Cell::DateTime(_) => true,
        Cell::Text(text) => text.parse::<f64>().is_err() && date::from_text(text).is_ok(),
        _ => false,
    };
    (!samples.is_empty()).then(|| samples.iter().all(is_date))
}

/// How alike two headings are, in percent: shared pairs of neighbouring characters (Dice), raised
/// when one contains the other.
fn likeness(one: &HeadingForm, other: &HeadingForm) -> u32 {
    let pairs =
        |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (a, mut b) = (pairs(&one.bare), pairs(&other.bare));
    let total = a.len() + b.len();
    if total == 0 {
        return 0;
    }
    let shared = a.iter().filter(|pair| {
        let at = b.iter().position(|other| other == *pair);
        at.map(|at| b.swap_remove(at)).is_some()
    });
    let dice = shared.count() * 200 / total;
    let contained = one.bare.contains(&other.bare) || other.bare.contains(&one.bare);
    let floor = if contained { 60 } else { 0 };
    u32::try_from(dice.max(floor)).unwrap_or(100).min(100)
}

/// The unit a heading names in brackets, when it differs from the column's own.
pub(super) fn other_unit(ledger: &Ledger, position: usize, heading: &str) -> Option<String> {
    let column = &ledger.columns[position];
    let unit =
        column.unit.as_ref().filter(|_| matches!(column.kind, Kind::Integer | Kind::Decimal))?;
    let named = normal::heading(heading).bracketed?;
    (VOCABULARY.is_unit(&named) && !VOCABULARY.same_unit(&named, unit)).then_some(named)
}

#[cfg(test)]
mod tests;
