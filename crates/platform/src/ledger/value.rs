//! One cell read as what its column holds.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use super::cell::{Cell, show_date_time};
use super::definition::{Choices, Column, Kind};
use super::finding::Problem;
use super::vocabulary::VOCABULARY;
use super::{date, normal, number};

/// A value of a ledger.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Of a column of kind text or code.
    Text(String),
    /// A whole number, in the column's unit.
    Integer(i64),
    /// A number, in the column's unit; percentages as parts of one.
    Decimal(f64),
    /// A calendar day.
    Date(Date),
    /// A day and a time of day, to the second, as clocks on the wall show it.
    DateTime(DateTime),
    /// Key of the choice.
    Choice(Arc<str>),
}

impl Value {
    /// The text, of text, code and choice (its key).
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Choice(key) => Some(key),
            _ => None,
        }
    }

    /// The moment, of dates (midnight) and date-times.
    #[must_use]
    pub fn as_date_time(&self) -> Option<DateTime> {
        match self {
            Self::DateTime(at) => Some(*at),
            Self::Date(day) => Some(day.to_datetime(jiff::civil::Time::midnight())),
            _ => None,
        }
    }

    /// The whole number.
    #[must_use]
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The number, whole or not.
    #[must_use]
    pub fn as_decimal(&self) -> Option<f64> {
        match self {
            Self::Decimal(number) => Some(*number),
            #[expect(clippy::cast_precision_loss, reason = "ledgers count far below 2^53")]
            Self::Integer(number) => Some(*number as f64),
            _ => None,
        }
    }

    /// The value as an export writes it into text.
    #[must_use]
    pub fn shown(&self, column: &Column) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Integer(number) => number.to_string(),
            Self::Decimal(number) => number.to_string(),
            Self::Date(day) => day.to_string(),
            Self::DateTime(at) => show_date_time(*at),
            Self::Choice(key) => match &column.kind {
                Kind::Choice(choices) => choices.label(key).unwrap_or(key).to_owned(),
                _ => key.as_ref().to_owned(),
            },
        }
    }
}

/// Reads a cell as its column's kind; `None` when it says nothing.
///
/// # Errors
/// The problem, with what was expected. A lenient column's problems are never more than warnings,
/// except that a required value is still missing.
pub fn read(column: &Column, cell: &Cell) -> Result<Option<Value>, Problem> {
    read_strictly(column, cell).map_err(|problem| {
        if column.lenient && !column.required { problem.softened() } else { problem }
    })
}

fn read_strictly(column: &Column, cell: &Cell) -> Result<Option<Value>, Problem> {
    if let Cell::Error(code) = cell {
        return Err(Problem::error("ledger-cell-formula-error").with("code", code.as_str()));
    }
    if cell.is_empty() {
        return Ok(None);
    }
    match &column.kind {
        Kind::Text => text(column, cell).map(Some),
        Kind::Code => code(column, cell).map(Some),
        Kind::Choice(choices) => choice(choices, cell),
        _ if says_nothing(cell) => Ok(None),
        Kind::Date => Ok(Some(Value::Date(moment(cell)?.date()))),
        Kind::DateTime => Ok(Some(Value::DateTime(moment(cell)?))),
        Kind::Integer => integer(column, cell).map(|number| Some(Value::Integer(number))),
        Kind::Decimal => decimal(column, cell).map(|number| Some(Value::Decimal(number))),
    }
}

/// True for the dashes and words people put where there is nothing to say.
fn says_nothing(cell: &Cell) -> bool {
    const LONGEST: usize = 12;
    matches!(cell, Cell::Text(text)
        if text.len() <= LONGEST && VOCABULARY.nothing.contains(&normal::word(text)))
}

/// Whole numbers from here on have lost digits in a spreadsheet, which keeps fifteen.
const FIFTEEN_DIGITS: f64 = 1.0e15;

fn number_as_text(number: f64) -> Result<String, Problem> {
    if number.abs() >= FIFTEEN_DIGITS {
        return Err(Problem::error("ledger-cell-digits-lost"));
    }
    Ok(number.to_string())
}

fn text(column: &Column, cell: &Cell) -> Result<Value, Problem> {
    let text = match cell {
        Cell::Number(number) => number_as_text(*number)?,
        other => other.shown(),
    };
    fitting(column, text)
}

fn code(column: &Column, cell: &Cell) -> Result<Value, Problem> {
    let text = match cell {
        Cell::Number(number) => number_as_text(*number)?,
        Cell::Text(text) if is_scientific(text) => {
            return Err(Problem::error("ledger-cell-digits-lost"));
        }
        Cell::Text(text) => {
            normal::half_width(text).chars().filter(|c| !c.is_whitespace()).collect()
        }
        other => other.shown(),
    };
    fitting(column, text)
}

/// `1.23457E+17`: what becomes of a long number when a csv has been through a spreadsheet.
fn is_scientific(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    power.starts_with('+')
        && power[1..].parse::<u16>().is_ok()
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.parse::<f64>().is_ok()
}

fn fitting(column: &Column, text: String) -> Result<Value, Problem> {
    let characters = text.chars().count();
    if characters > column.max {
        return Err(Problem::error("ledger-cell-too-long")
            .with("limit", column.max)
            .with("length", characters));
    }
    Ok(Value::Text(text))
}

fn choice(choices: &Choices, cell: &Cell) -> Result<Option<Value>, Problem> {
    let text = cell.shown();
    match choices.find(&text) {
        Some(choice) => Ok(Some(Value::Choice(choice.key.clone()))),
        None if says_nothing(cell) => Ok(None),
        None => Err(Problem::error("ledger-cell-choice").with("choices", choices.labels())),
    }
}

fn moment(cell: &Cell) -> Result<DateTime, Problem> {
    let at = match cell {
        Cell::DateTime(at) => Ok(*at),
        Cell::Number(number) => date::from_number(*number),
        other => date::from_text(&other.shown()),
    }?;
    date::check_year(at)
}

fn integer(column: &Column, cell: &Cell) -> Result<i64, Problem> {
    match cell {
        Cell::Number(number) => number::integer_from(*number),
        Cell::DateTime(_) => Err(Problem::error("ledger-cell-number-is-date")),
        other => number::integer(column, &other.shown()),
    }
}

fn decimal(column: &Column, cell: &Cell) -> Result<f64, Problem> {
    match cell {
        Cell::Number(number) => Ok(*number),
        Cell::DateTime(_) => Err(Problem::error("ledger-cell-number-is-date")),
        other => number::decimal(column, &other.shown()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::definition::Ledger;
    use kernel::Arg;

    fn orders() -> Ledger {
        Ledger::from_toml(include_str!("../../../../data/ledgers/orders.toml")).expect("sound")
    }

    fn read_as(key: &str, cell: &Cell) -> Result<Option<Value>, Problem> {
        let ledger = orders();
        read(&ledger.columns[ledger.position(key).expect("a column")], cell)
    }

    #[test]
    fn numbers_of_orders_keep_all_their_digits_or_are_refused() {
        let text = |text: &str| Ok(Some(Value::Text(text.to_owned())));
        assert_eq!(read_as("number", &Cell::text(" ＢＪ ２０２４-1 ")), text("BJ2024-1"));
        assert_eq!(read_as("number", &Cell::Number(20_240_102_001.0)), text("20240102001"));
        for lost in [Cell::Number(2.024_010_212_345_678e16), Cell::text("2.02401E+16")] {
            let problem = read_as("number", &lost).expect_err("digits are lost");
            assert_eq!(problem.key, "ledger-cell-digits-lost");
        }
    }

    #[test]
    fn choices_are_known_by_their_synonyms_and_others_are_named() {
        let key = |key: &str| Ok(Some(Value::Choice(key.into())));
        assert_eq!(read_as("solved", &Cell::text("已解决")), key("solved"));
        assert_eq!(read_as("solved", &Cell::text("部分 解决")), key("partly"));
        assert_eq!(read_as("confidential", &Cell::Bool(true)), key("yes"));
        assert_eq!(read_as("solved", &Cell::text("—")), Ok(None));
        let problem = read_as("satisfied", &Cell::text("一般")).expect_err("not listed");
        assert_eq!(problem.severity, crate::ledger::Severity::Warning);
        assert!(matches!(&problem.args[0].1, Arg::Text(labels) if labels.contains("基本满意")));
    }

    #[test]
    fn a_formula_that_failed_and_a_story_too_long_are_named() {
        let problem = read_as("title", &Cell::Error("#REF!".to_owned())).expect_err("failed");
        assert_eq!(problem.key, "ledger-cell-formula-error");
        let problem = read_as("title", &Cell::text(&"长".repeat(501))).expect_err("too long");
        assert_eq!(problem.args, [("limit", Arg::Number(500)), ("length", Arg::Number(501))]);
    }
}
