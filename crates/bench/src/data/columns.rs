//! What becomes of each column when a matter is written again as of an earlier time.

use diesel::prelude::*;
use diesel::sql_types::Text;

/// A table with rows of matters.
pub struct Table {
    /// Its name.
    pub name: String,
    /// The column that names the matter.
    pub key: &'static str,
    /// Whether other subjects have rows here too.
    pub by_subject: bool,
    /// All its columns.
    pub columns: Vec<String>,
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Columns that name a row which is copied along.
const OWN_IDS: [&str; 8] =
    ["id", "matter_id", "voice_id", "entry_id", "subject_id", "whistle_id", "clock_id", "into_id"];

impl Table {
    /// Every table whose rows belong to a matter; what slices add later is found here by itself.
    pub fn all(conn: &mut SqliteConnection) -> QueryResult<Vec<Self>> {
        let names: Vec<Named> = diesel::sql_query(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'",
        )
        .load(conn)?;
        let mut found = Vec::new();
        for Named { name } in names {
            let columns = diesel::sql_query("SELECT name FROM pragma_table_info($1)");
            let columns: Vec<Named> = columns.bind::<Text, _>(&name).load(conn)?;
            let columns: Vec<String> = columns.into_iter().map(|column| column.name).collect();
            let has = |wanted: &str| columns.iter().any(|column| column == wanted);
            let (key, by_subject) = match name.as_str() {
                "matter" => ("id", false),
                _ if has("matter_id") => ("matter_id", false),
                _ if has("subject_kind") && has("subject_id") => ("subject_id", true),
                _ => continue,
            };
            found.push(Self { name, key, by_subject, columns });
        }
        Ok(found)
    }

    /// The value of a column in the copy, from row `t` of the template and row `c` of the chosen
    /// matters. `:ids`, `:span` and `:copy` stand for the shifts.
    pub fn value(&self, column: &str) -> String {
        let old = format!("t.\"{column}\"");
        match (self.name.as_str(), column) {
            ("matter", "number") => "c.number".to_owned(),
            // Its matter's number, and the how-manieth about it.
            ("whistle", "number") => format!("c.number || substr({old}, length(c.number) + 1)"),
            ("matter", "month") => {
                // Months are those of China, eight hours ahead.
                "CAST(strftime('%Y%m', (t.raised_at + :span) / 1000000 + 28800, 'unixepoch') \
                 AS INTEGER)"
                    .to_owned()
            }
            (_, "external_number") => format!("{old} || '.' || :copy"),
            ("voice" | "whistle_call", "code_hash") => {
                // A byte longer than any that was drawn, so that none is met again.
                format!(
                    "unhex(substr(hex({old}), 1, 16) || printf('%06X', :copy) || substr(hex({old}), 21))"
                )
            }
            ("journal_entry", "body") => format!("bench_body({old}, c.number, :copy)"),
            ("journal_entry", "digest") => self.digest(),
            _ if OWN_IDS.contains(&column) || column.ends_with("note_id") => {
                format!("({old} + :ids)")
            }
            // What has no date stands at the end of time and stays there.
            (_, "at") => format!("({old} + :span)"),
            _ if column.ends_with("_at") => {
                format!("iif({old} > 4000000000000000000, {old}, {old} + :span)")
            }
            _ => old,
        }
    }

    /// An entry's digest over its fields as they stand in the copy.
    fn digest(&self) -> String {
        let fields = self.columns.iter().filter(|column| *column != "digest");
        let values: Vec<String> = fields.map(|column| self.value(column)).collect();
        format!("bench_digest({})", values.join(", "))
    }
}
