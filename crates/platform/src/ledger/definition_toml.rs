//! Ledger definitions as files: one TOML file a ledger, errors with the line they stand on.

use toml_span::de_helpers::TableHelper;
use toml_span::{DeserError, Deserialize, ErrorKind, Span, Value};

use super::definition::{Choice, Choices, Column, Kind, Ledger};

/// Most characters of a text whose column sets no limit of its own: what a spreadsheet cell holds.
const CELL_CHARACTERS: usize = 32_767;

/// A definition that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct DefinitionError {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong there, in English: definitions are written by programmers.
    pub what: String,
}

impl Ledger {
    /// Reads a definition; `data/ledgers/orders.toml` shows every key.
    ///
    /// # Errors
    /// [`DefinitionError`] names the first line that is not understood: not TOML, a key missing or
    /// unknown, a kind unknown, a choice without choices, a name given to two columns.
    pub fn from_toml(source: &str) -> Result<Self, DefinitionError> {
        let located = |span: Span, what: String| {
            let before = source.get(..span.start).unwrap_or(source);
            DefinitionError { line: before.matches('\n').count() + 1, what }
        };
        let mut value =
            toml_span::parse(source).map_err(|error| located(error.span, error.to_string()))?;
        let raw = RawLedger::deserialize(&mut value).map_err(|errors| {
            let first = errors.errors.first().expect("a failure lists at least one error");
            match &first.kind {
                ErrorKind::UnexpectedKeys { keys, expected } => {
                    let (key, span) = keys.first().expect("at least one key is unexpected");
                    let what = format!("`{key}` is no key; the keys are {}", expected.join(", "));
                    located(*span, what)
                }
                _ => located(first.span, first.to_string()),
            }
        })?;
        let columns: Vec<Column> = raw.columns.iter().map(|(column, _)| column.clone()).collect();
        Self::new(raw.key, raw.title, raw.index, columns).map_err(|taken| {
            let at = raw.columns.iter().rev().find(|(column, _)| column.key == taken.second);
            located(at.map_or(Span::new(0, 0), |(_, span)| *span), taken.to_string())
        })
    }
}

struct RawLedger {
    key: String,
    title: String,
    index: Option<String>,
    columns: Vec<(Column, Span)>,
}

impl<'de> Deserialize<'de> for RawLedger {
    fn deserialize(value: &mut Value<'de>) -> Result<Self, DeserError> {
        let mut table = TableHelper::new(value)?;
        let key = table.required("key");
        let title = table.required("title");
        let index = table.optional("index");
        let columns = table.required::<Vec<RawColumn>>("column");
        table.finalize(None)?;
        let columns = columns?.into_iter().map(|raw| (raw.column, raw.span)).collect();
        Ok(Self { key: key?, title: title?, index, columns })
    }
}

struct RawColumn {
    column: Column,
    span: Span,
}

impl<'de> Deserialize<'de> for RawColumn {
    fn deserialize(value: &mut Value<'de>) -> Result<Self, DeserError> {
        let span = value.span;
        let mut table = TableHelper::new(value)?;
        let key = table.required("key");
        let heading = table.required("heading");
        let synonyms: Vec<String> = table.optional("synonyms").unwrap_or_default();
        let kind = table.required_s::<String>("kind");
        let choices: Option<Vec<RawChoice>> = table.optional("choices");
        let flag = |table: &mut TableHelper<'de>, name| table.optional(name).unwrap_or(false);
        let required = flag(&mut table, "required");
        let unique = flag(&mut table, "unique");
        let lenient = flag(&mut table, "lenient");
        let max = table.optional::<u32>("max").map_or(CELL_CHARACTERS, |max| max as usize);
        let unit = table.optional("unit");
        table.finalize(None)?;
        let kind = kind?;
        let kind = read_kind(&kind.value, kind.span, choices)?;
        let column = Column {
            key: key?,
            heading: heading?,
            synonyms,
            kind,
            required,
            unique,
            lenient,
            max,
            unit,
        };
        Ok(Self { column, span })
    }
}

fn read_kind(
    word: &str,
    span: Span,
    choices: Option<Vec<RawChoice>>,
) -> Result<Kind, toml_span::Error> {
    const KINDS: &[&str] =
        &["text", "code", "date", "date-time", "choice", "yes-no", "integer", "decimal"];
    let wrong = |kind: ErrorKind| toml_span::Error { kind, span, line_info: None };
    let mut choices = choices.map(|raw| raw.into_iter().map(|choice| choice.0).collect::<Vec<_>>());
    let kind = match word {
        "text" => Kind::Text,
        "code" => Kind::Code,
        "date" => Kind::Date,
        "date-time" => Kind::DateTime,
        "integer" => Kind::Integer,
        "decimal" => Kind::Decimal,
        "yes-no" => Kind::Choice(Choices::yes_no()),
        "choice" => {
            let values = choices.take().filter(|values| !values.is_empty());
            let values = values.ok_or_else(|| wrong(ErrorKind::MissingField("choices")))?;
            Kind::Choice(Choices::new(values))
        }
        other => {
            let what = format!("`{other}` is no kind; the kinds are {}", KINDS.join(", "));
            return Err(wrong(ErrorKind::Custom(what.into())));
        }
    };
    match choices {
        Some(_) => Err(wrong(ErrorKind::Custom("only a choice has choices".into()))),
        None => Ok(kind),
    }
}

struct RawChoice((Choice, Vec<String>));

impl<'de> Deserialize<'de> for RawChoice {
    fn deserialize(value: &mut Value<'de>) -> Result<Self, DeserError> {
        let mut table = TableHelper::new(value)?;
        let key = table.required::<String>("key");
        let label = table.required("label");
        let synonyms = table.optional("synonyms").unwrap_or_default();
        table.finalize(None)?;
        Ok(Self((Choice { key: key?.into(), label: label? }, synonyms)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_ledger_of_orders_loads() {
        let source = include_str!("../../../../data/ledgers/orders.toml");
        let orders = Ledger::from_toml(source).expect("the shipped definition is sound");
        assert_eq!(orders.key, "orders");
        let number = &orders.columns[orders.position("number").expect("a number")];
        assert!(number.required && number.unique && number.kind == Kind::Code);
        assert_eq!(orders.columns.last().map(|column| column.key.as_str()), Some("remark"));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let column = "[[column]]\nkey = \"a\"\nheading = \"A\"\n";
        let head = "key = \"x\"\ntitle = \"X\"\n";
        for (body, line, what) in [
            ("[[column]\n".to_owned(), 3, ""),
            (format!("{column}kind = \"textual\"\n"), 6, "textual"),
            (format!("{column}kind = \"choice\"\n"), 6, "choices"),
            (format!("{column}kind = \"text\"\nneeded = true\n"), 7, "needed"),
            (format!("{column}kind = \"text\"\nmax = \"many\"\n"), 7, "u32"),
            (format!("{column}kind = \"text\"\nchoices = []\n"), 6, "only a choice"),
            (
                format!(
                    "{column}kind = \"text\"\n[[column]]\nkey = \"b\"\nheading = \"ａ\"\nkind = \"text\"\n"
                ),
                7,
                "names both",
            ),
        ] {
            let error = Ledger::from_toml(&format!("{head}{body}")).expect_err(&body);
            assert_eq!(error.line, line, "{body}: {error}");
            assert!(error.what.contains(what), "{body}: {error}");
        }
    }
}
