//! Reading and writing the rows of a notice as `date,kind,name`.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::civil::Date;

use super::{DayKind, DayRecord};

/// The first line of every file.
const HEADER: &str = "date,kind,name";

/// The years a row may lie in: the holidays of the Republic, and no slip of the key.
const YEARS: std::ops::RangeInclusive<i16> = 1949..=2199;

/// What is wrong with a file of calendar rows; lines are counted from 1, the header included.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CsvError {
    /// The file does not begin with the header.
    #[error("line 1: expected the heading {HEADER}, found {found:?}")]
    Header {
        /// The first line.
        found: String,
    },
    /// A row has fewer than three columns.
    #[error("line {line}: expected {HEADER}, found {found:?}")]
    Columns {
        /// The line at fault.
        line: usize,
        /// The whole line.
        found: String,
    },
    /// The first column is not a date.
    #[error(
        "line {line}: expected a date such as 2024-02-18 (years 1949 to 2199), found {found:?}"
    )]
    Date {
        /// The line at fault.
        line: usize,
        /// What stands in the column.
        found: String,
    },
    /// The second column is not a kind.
    #[error("line {line}: expected holiday or workday, found {found:?}")]
    Kind {
        /// The line at fault.
        line: usize,
        /// What stands in the column.
        found: String,
    },
    /// The third column is empty.
    #[error("line {line}: expected the name of the holiday, found nothing")]
    Name {
        /// The line at fault.
        line: usize,
    },
    /// A date is listed twice in one file.
    #[error("line {line}: {date} is listed on line {first} already; expected each date once")]
    Twice {
        /// The line at fault.
        line: usize,
        /// The date.
        date: Date,
        /// The line that lists it first.
        first: usize,
    },
}

/// The rows of `text`; a byte order mark, blank lines and spaces around values are ignored.
///
/// # Errors
/// [`CsvError`] for the first line at fault. A file without rows is a missing header or empty.
pub fn read_csv(text: &str) -> Result<Vec<DayRecord>, CsvError> {
    read_whole(text).map_err(|mut faults| faults.swap_remove(0))
}

/// [`read_csv`] for whoever is to mend the file: every line at fault, in order.
///
/// # Errors
/// One [`CsvError`] for each line at fault, at least one.
pub fn read_whole(text: &str) -> Result<Vec<DayRecord>, Vec<CsvError>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = (1..).zip(text.lines().map(str::trim));
    let header = lines.next().map_or("", |(_, header)| header);
    if header.replace(' ', "") != HEADER {
        return Err(vec![CsvError::Header { found: header.to_owned() }]);
    }
    let (mut records, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeMap::new());
    for (line, row) in lines.filter(|(_, row)| !row.is_empty()) {
        match read_row(line, row) {
            Ok(record) => match seen.insert(record.date, line) {
                Some(first) => {
                    faults.push(CsvError::Twice { line, date: record.date, first });
                }
                None => records.push(record),
            },
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(records) } else { Err(faults) }
}

fn read_row(line: usize, row: &str) -> Result<DayRecord, CsvError> {
    let mut columns = row.splitn(3, ',').map(str::trim);
    let (Some(date), Some(kind), Some(name)) = (columns.next(), columns.next(), columns.next())
    else {
        return Err(CsvError::Columns { line, found: row.to_owned() });
    };
    let kind: DayKind =
        kind.parse().map_err(|_| CsvError::Kind { line, found: kind.to_owned() })?;
    if name.is_empty() {
        return Err(CsvError::Name { line });
    }
    let date = read_date(date).ok_or_else(|| CsvError::Date { line, found: date.to_owned() })?;
    Ok(DayRecord { date, kind, name: name.to_owned() })
}

/// Reads `YYYY-MM-DD` and nothing else: the date library would accept a time of day as well.
fn read_date(text: &str) -> Option<Date> {
    let date = Date::strptime("%Y-%m-%d", text).ok()?;
    (text.len() == 10 && YEARS.contains(&date.year())).then_some(date)
}

/// `records` as a file that [`read_csv`] reads back.
pub fn write_csv(records: impl IntoIterator<Item = DayRecord>) -> String {
    let mut text = format!("{HEADER}\n");
    for DayRecord { date, kind, name } in records {
        writeln!(text, "{date},{kind},{name}").expect("writing to a string cannot fail");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_mistake_is_named_with_its_line_and_what_was_expected() {
        for (text, message) in [
            ("", r#"line 1: expected the heading date,kind,name, found """#),
            (
                "2024-01-01,holiday,元旦",
                r#"line 1: expected the heading date,kind,name, found "2024-01-01,holiday,元旦""#,
            ),
            (
                "date,kind,name\n2024-01-01,holiday",
                r#"line 2: expected date,kind,name, found "2024-01-01,holiday""#,
            ),
            (
                "date,kind,name\n\n2024-02-30,holiday,春节",
                r#"line 3: expected a date such as 2024-02-18 (years 1949 to 2199), found "2024-02-30""#,
            ),
            (
                "date,kind,name\n2024/2/3,holiday,春节",
                r#"line 2: expected a date such as 2024-02-18 (years 1949 to 2199), found "2024/2/3""#,
            ),
            (
                "date,kind,name\n9999-12-31,holiday,春节",
                r#"line 2: expected a date such as 2024-02-18 (years 1949 to 2199), found "9999-12-31""#,
            ),
            (
                "date,kind,name\n2024-01-01,off,元旦",
                r#"line 2: expected holiday or workday, found "off""#,
            ),
            (
                "date,kind,name\n2024-01-01,holiday, ",
                "line 2: expected the name of the holiday, found nothing",
            ),
            (
                "date,kind,name\n2024-01-01,holiday,元旦\n2024-01-01,workday,元旦",
                "line 3: 2024-01-01 is listed on line 2 already; expected each date once",
            ),
        ] {
            assert_eq!(read_csv(text).expect_err(text).to_string(), message);
        }
    }

    #[test]
    fn every_line_at_fault_is_named_for_whoever_mends_the_file() {
        let text =
            "date,kind,name\n2027-01-01,off,元旦\n2027-01-02,holiday,元旦\n2027-1-3,holiday,元旦";
        let faults = read_whole(text).expect_err("two rows are wrong");
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(lines[0].starts_with("line 2") && lines[1].starts_with("line 4"), "{lines:?}");
        assert_eq!(lines.len(), 2);
    }

    #[test]
    fn what_spreadsheets_add_does_no_harm() {
        let text = "\u{feff}date, kind, name\r\n2024-01-01, holiday, 元旦\r\n\r\n";
        let expected = [DayRecord {
            date: jiff::civil::date(2024, 1, 1),
            kind: DayKind::Holiday,
            name: "元旦".to_owned(),
        }];
        assert_eq!(read_csv(text).expect("a calendar"), expected);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let records: Vec<_> = super::super::shipped().records().collect();
        assert_eq!(read_csv(&write_csv(records.clone())), Ok(records));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(row in "\\PC{0,40}") {
            let _ = read_csv(&format!("date,kind,name\n{row}"));
            let _ = read_csv(&row);
        }
    }
}
