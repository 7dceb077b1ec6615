//! Why a file as a whole cannot be read.

use kernel::Refusal;

/// A file that cannot be read at all, before any cell is looked at.
///
/// Carries data; the sentence is the locale key's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No bytes, or no row with anything in it.
    #[error("the file is empty")]
    Empty,
    /// More bytes than accepted.
    #[error("the file has {found} bytes, more than {limit}")]
    FileTooLarge {
        /// Bytes of the file.
        found: usize,
        /// Bytes accepted.
        limit: usize,
    },
    /// The packed parts would fill more memory than accepted.
    #[error("the workbook unpacks to more than {limit} bytes")]
    UnpacksTooLarge {
        /// Bytes accepted.
        limit: usize,
    },
    /// More rows than accepted.
    #[error("more than {limit} rows")]
    TooManyRows {
        /// Rows accepted.
        limit: usize,
    },
    /// A value stands further right than accepted.
    #[error("row {row} has more than {limit} columns")]
    TooManyColumns {
        /// Row, from 1.
        row: u32,
        /// Columns accepted.
        limit: usize,
    },
    /// More sheets than a table of this kind has.
    #[error("more than {limit} sheets")]
    TooManySheets {
        /// Sheets accepted.
        limit: usize,
    },
    /// All texts together are longer than accepted.
    #[error("more than {limit} bytes of text")]
    TooMuchText {
        /// Bytes accepted.
        limit: usize,
    },
    /// Not a table of any kind known.
    #[error("not a workbook and not text")]
    UnknownFormat,
    /// A spreadsheet, but of a format that is not read: ods, xlsb.
    #[error("a spreadsheet of a format that is not read")]
    OtherSpreadsheet,
    /// A web page with the name of a workbook, as some systems export.
    #[error("a web page, not a workbook")]
    WebPage,
    /// A workbook of a version before 1997.
    #[error("a workbook of a version before 1997")]
    OldWorkbook,
    /// The workbook is locked with a password.
    #[error("the workbook is locked with a password")]
    Locked,
    /// The workbook is cut off or inconsistent.
    #[error("the workbook is damaged: {0}")]
    Damaged(String),
    /// Text that is neither UTF-8 nor GB18030.
    #[error("line {line} is neither UTF-8 nor GB18030")]
    Encoding {
        /// Line of the text, from 1.
        line: usize,
    },
    /// No row of the first twenty looks like headings.
    #[error("no header row within the first {limit} rows")]
    NoHeader {
        /// Rows looked at.
        limit: u32,
    },
    /// A mapping points at a column the ledger does not have.
    #[error("`{heading}` is mapped to `{key}`, which the ledger does not have")]
    UnknownTarget {
        /// The heading mapped.
        heading: String,
        /// The column named.
        key: String,
    },
}

impl ReadError {
    /// The locale key of the sentence that explains it.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty => "ledger-refusal-empty",
            Self::FileTooLarge { .. } => "ledger-refusal-file-too-large",
            Self::UnpacksTooLarge { .. } => "ledger-refusal-unpacks-too-large",
            Self::TooManyRows { .. } => "ledger-refusal-too-many-rows",
            Self::TooManyColumns { .. } => "ledger-refusal-too-many-columns",
            Self::TooManySheets { .. } => "ledger-refusal-too-many-sheets",
            Self::TooMuchText { .. } => "ledger-refusal-too-much-text",
            Self::UnknownFormat => "ledger-refusal-unknown-format",
            Self::OtherSpreadsheet => "ledger-refusal-other-spreadsheet",
            Self::WebPage => "ledger-refusal-web-page",
            Self::OldWorkbook => "ledger-refusal-old-workbook",
            Self::Locked => "ledger-refusal-locked",
            Self::Damaged(_) => "ledger-refusal-damaged",
            Self::Encoding { .. } => "ledger-refusal-encoding",
            Self::NoHeader { .. } => "ledger-refusal-no-header",
            Self::UnknownTarget { .. } => "ledger-refusal-unknown-target",
        }
    }

    /// True when the file was refused for its size alone: a page answers 413.
    #[must_use]
    pub const fn is_too_large(&self) -> bool {
        matches!(
            self,
            Self::FileTooLarge { .. }
                | Self::UnpacksTooLarge { .. }
                | Self::TooManyRows { .. }
                | Self::TooMuchText { .. }
        )
    }
}

/// Whether a refusal says that a file is too large: see [`ReadError::is_too_large`].
#[must_use]
pub fn is_for_size(refusal: &Refusal) -> bool {
    const KEYS: [&str; 4] = [
        "ledger-refusal-file-too-large",
        "ledger-refusal-unpacks-too-large",
        "ledger-refusal-too-many-rows",
        "ledger-refusal-too-much-text",
    ];
    KEYS.contains(&refusal.key.as_ref())
}

/// Bytes in whole mebibytes, for people.
fn mebibytes(bytes: usize) -> usize {
    bytes >> 20
}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        let refusal = Self::at("file", error.key());
        match error {
            ReadError::FileTooLarge { found, limit } => {
                refusal.with("found", mebibytes(found).max(1)).with("limit", mebibytes(limit))
            }
            ReadError::UnpacksTooLarge { limit } | ReadError::TooMuchText { limit } => {
                refusal.with("limit", mebibytes(limit))
            }
            ReadError::TooManyRows { limit } | ReadError::TooManySheets { limit } => {
                refusal.with("limit", limit)
            }
            ReadError::TooManyColumns { row, limit } => {
                refusal.with("row", i64::from(row)).with("limit", limit)
            }
            ReadError::Encoding { line } => refusal.with("line", line),
            ReadError::NoHeader { limit } => refusal.with("limit", i64::from(limit)),
            ReadError::UnknownTarget { heading, key } => {
                refusal.with("heading", heading).with("column", key)
            }
            // What exactly is damaged is for the log, not for the reader of the page.
            ReadError::Damaged(_)
            | ReadError::Empty
            | ReadError::UnknownFormat
            | ReadError::OtherSpreadsheet
            | ReadError::WebPage
            | ReadError::OldWorkbook
            | ReadError::Locked => refusal,
        }
    }
}
