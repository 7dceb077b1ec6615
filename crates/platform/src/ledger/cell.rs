//! A cell as the file holds it, and the calendar of spreadsheets.

use jiff::civil::{self, Date, DateTime};
use jiff::{SignedDuration, Span};

use super::normal;

/// What one cell holds, tidied but not yet read as anything.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing, or only blanks.
    #[default]
    Empty,
    /// Text without blanks around it.
    Text(String),
    /// A number; dates that carry no date format arrive here as serial numbers.
    Number(f64),
    /// A logical value.
    Bool(bool),
    /// A number with a date format, to the second.
    DateTime(DateTime),
    /// A formula that failed, as the spreadsheet writes it: `#REF!`, `#N/A` …
    Error(String),
}

impl Cell {
    /// Text without blanks around it; [`Cell::Empty`] when nothing is left.
    #[must_use]
    pub fn text(text: &str) -> Self {
        match normal::tidy(text) {
            "" => Self::Empty,
            tidied => Self::Text(tidied.to_owned()),
        }
    }

    /// A date from a serial number; a plain number when no calendar day belongs to it.
    #[must_use]
    pub fn date(serial: f64, epoch: Epoch) -> Self {
        epoch.date_time(serial).map_or(Self::Number(serial), Self::DateTime)
    }

    /// True when the cell holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// What a person sees in the cell, near enough to recognise it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
            Self::DateTime(at) => show_date_time(*at),
        }
    }
}

/// `2024-01-02 15:30:00`; without the time when it is midnight.
#[must_use]
pub fn show_date_time(at: DateTime) -> String {
    if at.time() == civil::Time::midnight() {
        at.date().to_string()
    } else {
        format!("{} {}", at.date(), at.strftime("%H:%M:%S"))
    }
}

/// Where a workbook's serial numbers count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Epoch {
    /// Day 1 is 1900-01-01, and day 60 the 29 February that never was.
    #[default]
    From1900,
    /// Day 0 is 1904-01-01.
    From1904,
}

/// Day 0 of the 1900 calendar for days after the false leap day.
const ZERO_1900: Date = civil::date(1899, 12, 30);
/// Day 0 of the 1904 calendar.
const ZERO_1904: Date = civil::date(1904, 1, 1);
/// The last serial number a spreadsheet accepts: 9999-12-31.
const LAST_SERIAL: f64 = 2_958_465.999_99;
const SECONDS_A_DAY: f64 = 86_400.0;

impl Epoch {
    /// The moment of a serial number, to the nearest second; `None` outside 1900 … 9999 and on the
    /// false 29 February 1900.
    #[must_use]
    pub fn date_time(self, serial: f64) -> Option<DateTime> {
        if !(0.0..=LAST_SERIAL).contains(&serial) {
            return None;
        }
        let zero = match self {
            Self::From1904 => ZERO_1904,
            Self::From1900 if (60.0..61.0).contains(&serial) => return None,
            Self::From1900 if serial < 60.0 => civil::date(1899, 12, 31),
            Self::From1900 => ZERO_1900,
        };
        #[expect(clippy::cast_possible_truncation, reason = "bounded by the range check above")]
        let seconds = (serial * SECONDS_A_DAY).round() as i64;
        zero.at(0, 0, 0, 0).checked_add(SignedDuration::from_secs(seconds)).ok()
    }
}

/// The serial number of a moment in the 1900 calendar, as exports write it.
#[must_use]
pub fn serial(at: DateTime) -> f64 {
    let zero =
        if at.date() < civil::date(1900, 3, 1) { civil::date(1899, 12, 31) } else { ZERO_1900 };
    let days = zero.until((jiff::Unit::Day, at.date())).as_ref().map_or(0, Span::get_days);
    let time = at.time();
    let seconds =
        i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second());
    f64::from(days) + f64::from(seconds) / SECONDS_A_DAY
}

/// The name of a cell as spreadsheets write it: column 2, row 7 is `C7`.
///
/// `column` counts from 0, `row` from 1.
#[must_use]
pub fn cell_name(column: usize, row: u32) -> String {
    format!("{}{row}", column_name(column))
}

/// The letters of a column counted from 0: `A`, `Z`, `AA` …
#[must_use]
pub fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).expect("a remainder of 26 fits a byte");
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// True when a number format shows a date or a time of day.
///
/// Text in quotes, escapes and square brackets does not count. Spans of time (`[h]:mm`) are
/// numbers.
#[must_use]
pub fn is_date_format(format: &str) -> bool {
    if format.to_ascii_lowercase().contains("general") {
        return false;
    }
    let mut chars = format.chars();
    let mut found = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if inside.chars().all(|c| matches!(c, 'h' | 'H' | 'm' | 'M' | 's' | 'S')) {
                    return false;
                }
            }
            // The first section is for positive numbers, which dates are.
            ';' => break,
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => found = true,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime {
        text.parse().expect("a civil date-time")
    }

    #[test]
    fn serial_numbers_are_days_of_the_right_calendar() {
        for (serial, epoch, expected) in [
            (45292.0, Epoch::From1900, Some("2024-01-01T00:00:00")),
            (45_293.645_833_333_336, Epoch::From1900, Some("2024-01-02T15:30:00")),
            (61.0, Epoch::From1900, Some("1900-03-01T00:00:00")),
            (59.0, Epoch::From1900, Some("1900-02-28T00:00:00")),
            (60.5, Epoch::From1900, None),
            (43830.0, Epoch::From1904, Some("2024-01-01T00:00:00")),
            (-1.0, Epoch::From1900, None),
            (3.0e6, Epoch::From1900, None),
            (f64::NAN, Epoch::From1900, None),
            // The last half second of a day belongs to the next.
            (45_292.999_999_9, Epoch::From1900, Some("2024-01-02T00:00:00")),
        ] {
            assert_eq!(epoch.date_time(serial), expected.map(at), "{serial}");
        }
    }

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        for (column, name) in
            [(0, "A1"), (2, "C1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (702, "AAA1")]
        {
            assert_eq!(cell_name(column, 1), name);
        }
    }

    #[test]
    fn formats_that_show_dates_are_told_from_those_that_do_not() {
        for date in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\"",
            "h:mm AM/PM",
            "[$-F800]dddd, mmmm dd, yyyy",
            "m/d/yy;@",
        ] {
            assert!(is_date_format(date), "{date}");
        }
        for number in [
            "General",
            "0.00",
            "#,##0.00\"元\"",
            "[Red]0;-0",
            "@",
            "[h]:mm:ss",
            "0.00E+00",
            "\"day\"0",
            "G/通用格式",
        ] {
            assert!(!is_date_format(number), "{number}");
        }
    }

    proptest! {
        #[test]
        fn a_moment_survives_becoming_a_serial_number(days in 0_i64..200 * 365, second in 0_i64..86_400) {
            let moment = at("1900-03-01T00:00:00") + SignedDuration::from_secs(days * 86_400 + second);
            prop_assert_eq!(Epoch::From1900.date_time(serial(moment)), Some(moment));
        }
    }
}
