//! Reading a notice typed or uploaded, and what is wrong with it in the reader's words.

use kernel::Arg;
use kernel::calendar::{CsvError, DayRecord, read_whole};

/// The days of a notice as `date,kind,name`, in UTF-8 or GB18030.
///
/// # Errors
/// Every row at fault.
pub fn read(bytes: &[u8]) -> Result<Vec<DayRecord>, Vec<CsvError>> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::GB18030.decode(bytes).0,
    };
    read_whole(&text)
}

/// The locale key of a fault, and its arguments.
#[must_use]
pub fn fault_words(fault: &CsvError) -> (&'static str, Vec<(&'static str, Arg)>) {
    let line = |line: usize| ("line", Arg::Text(line.to_string()));
    let found = |found: &str| ("found", Arg::Text(found.to_owned()));
    match fault {
        CsvError::Header { found: at } => ("calendar-fault-header", vec![found(at)]),
        CsvError::Columns { line: n, found: at } => {
            ("calendar-fault-columns", vec![line(*n), found(at)])
        }
        CsvError::Date { line: n, found: at } => ("calendar-fault-date", vec![line(*n), found(at)]),
        CsvError::Kind { line: n, found: at } => ("calendar-fault-kind", vec![line(*n), found(at)]),
        CsvError::Name { line: n } => ("calendar-fault-name", vec![line(*n)]),
        CsvError::Twice { line: n, date, first } => (
            "calendar-fault-twice",
            vec![
                line(*n),
                ("date", Arg::Text(date.to_string())),
                ("first", Arg::Text(first.to_string())),
            ],
        ),
    }
}
