//! Numbers as people write them: separators of thousands, full-width digits, a unit behind.

use super::definition::Column;
use super::finding::Problem;
use super::normal;
use super::vocabulary::VOCABULARY;

/// Whole numbers up to here are exact in double precision, 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Reads a whole number.
pub(super) fn integer(column: &Column, text: &str) -> Result<i64, Problem> {
    let plain = plain(column, text);
    match plain.parse() {
        Ok(number) => Ok(number),
        Err(_) => whole(plain.parse().ok()).ok_or_else(|| {
            suggest("ledger-cell-integer", "ledger-cell-integer-suggest", text, |found| {
                found.split('.').next().unwrap_or_default().to_owned()
            })
        }),
    }
}

/// Reads a whole number from a cell that holds a number.
pub(super) fn integer_from(number: f64) -> Result<i64, Problem> {
    whole(Some(number)).ok_or_else(|| {
        if number.is_finite() && number.abs() < EXACT {
            Problem::error("ledger-cell-integer-suggest").with("suggestion", format!("{number:.0}"))
        } else {
            Problem::error("ledger-cell-integer")
        }
    })
}

/// Reads a number that may have a fraction.
pub(super) fn decimal(column: &Column, text: &str) -> Result<f64, Problem> {
    let plain = plain(column, text);
    let percent = plain.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
    let number = percent.map(|number| number / 100.0).or_else(|| plain.parse().ok());
    number.filter(|number| number.is_finite()).ok_or_else(|| {
        suggest("ledger-cell-decimal", "ledger-cell-decimal-suggest", text, str::to_owned)
    })
}

fn whole(number: Option<f64>) -> Option<i64> {
    let number = number.filter(|number| number.fract() == 0.0 && number.abs() < EXACT)?;
    #[expect(clippy::cast_possible_truncation, reason = "whole and within 2^53")]
    Some(number as i64)
}

/// The number without what may stand around and inside it: blanks, separators of thousands where
/// they belong, the column's own unit.
fn plain(column: &Column, text: &str) -> String {
    let word = normal::word(text);
    let without_unit = column.unit.as_ref().and_then(|unit| {
        let digits = word.rfind(|c: char| c.is_ascii_digit())? + 1;
        let behind = &word[digits..];
        (!behind.is_empty() && VOCABULARY.same_unit(behind, unit))
            .then(|| word[..digits].to_owned())
    });
    let number = without_unit.unwrap_or(word);
    let number = number.strip_prefix('+').unwrap_or(&number);
    if is_grouped(number) { number.replace(',', "") } else { number.to_owned() }
}

/// True when commas divide thousands: `1,234,567.8`; `1,5` is something else.
fn is_grouped(number: &str) -> bool {
    let whole = number.split('.').next().unwrap_or_default();
    let mut groups = whole.trim_start_matches('-').split(',');
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let mut later = 0;
    let sound = groups.all(|group| {
        later += 1;
        group.len() == 3 && digits(group)
    });
    sound && later > 0 && (1..=3).contains(&first.len()) && digits(first)
}

/// A problem that names the only number in the text, when there is just one to name.
fn suggest(
    plain: &'static str,
    with_suggestion: &'static str,
    text: &str,
    shorten: impl Fn(&str) -> String,
) -> Problem {
    let word = normal::word(text);
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-');
    let mut parts = word.split(|c: char| !number(c)).filter(|part| !part.is_empty());
    let (Some(only), None) = (parts.next(), parts.next()) else {
        return Problem::error(plain);
    };
    let only = if is_grouped(only) { only.replace(',', "") } else { only.to_owned() };
    match only.parse::<f64>() {
        Ok(_) if shorten(&only) != word => {
            Problem::error(with_suggestion).with("suggestion", shorten(&only))
        }
        _ => Problem::error(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::definition::Kind;

    fn column(unit: Option<&str>) -> Column {
        Column {
            key: "staff".to_owned(),
            heading: "从业人数".to_owned(),
            synonyms: Vec::new(),
            kind: Kind::Integer,
            required: false,
            unique: false,
            lenient: false,
            max: 100,
            unit: unit.map(str::to_owned),
        }
    }

    #[test]
    fn whole_numbers_are_read_as_written() {
        for (text, number) in [
            ("50", 50),
            ("１，２３４", 1234),
            ("1,234,567", 1_234_567),
            (" 12 000 ", 12_000),
            ("-3", -3),
            ("+7", 7),
            ("50.0", 50),
            ("50人", 50),
            ("50 名", 50),
        ] {
            assert_eq!(integer(&column(Some("人")), text).ok(), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_no_whole_number_comes_with_what_to_write_instead() {
        for (text, suggestion) in [
            ("约50人", Some("50")),
            ("50.5", Some("50")),
            ("50余", Some("50")),
            ("50-60", None),
            ("1,5", None),
            ("约1,234户", Some("1234")),
            ("五十", None),
            ("99999999999999999999", None),
        ] {
            let problem = integer(&column(None), text).expect_err(text);
            let found = problem.args.first().map(|(_, arg)| arg.clone());
            assert_eq!(found, suggestion.map(kernel::Arg::from), "{text}");
        }
    }

    #[test]
    fn fractions_percentages_and_units_are_read() {
        for (text, number) in [
            ("3.75", 3.75),
            ("85%", 0.85),
            ("1,234.5", 1234.5),
            ("１２．５㎡", 12.5),
            ("1e3", 1000.0),
        ] {
            assert_eq!(decimal(&column(Some("平方米")), text).ok(), Some(number), "{text}");
        }
        for text in ["12.5万㎡", "inf", "NaN", "1,5", "十二"] {
            assert!(decimal(&column(Some("平方米")), text).is_err(), "{text}");
        }
    }
}
