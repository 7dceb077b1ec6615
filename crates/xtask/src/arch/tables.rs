//! A slice reads and writes only its own tables; foreign keys point downward.

use std::collections::BTreeMap;

use super::Finding;
use super::crates::layer;
use super::tree::{Crate, Tree};

/// SQL words after which a table is named.
const BEFORE_A_TABLE: [&str; 4] = ["FROM", "JOIN", "INTO", "UPDATE"];

/// Uses of another slice's tables.
pub fn findings(tree: &Tree) -> Vec<Finding> {
    let owners = owners(tree);
    let mut found = Vec::new();
    for krate in &tree.crates {
        found.extend(foreign_schemas(tree, krate));
        found.extend(foreign_declarations(krate, &owners));
        found.extend(foreign_names_in_sql(krate, &owners));
        found.extend(upward_keys(krate, &owners));
    }
    found
}

/// Which crate creates each table.
fn owners(tree: &Tree) -> BTreeMap<String, String> {
    let mut owners = BTreeMap::new();
    for krate in &tree.crates {
        for (_, text) in &krate.migrations {
            for words in text.lines().map(sql_words) {
                for name in after(&words, "TABLE") {
                    owners.insert(name, krate.name.clone());
                }
            }
        }
    }
    owners
}

fn foreign_schemas(tree: &Tree, krate: &Crate) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in &krate.sources {
        for used in krate.uses(source) {
            let [other, module, ..] = &used.path[..] else { continue };
            let is_other = *other != krate.name && tree.crates.iter().any(|k| k.name == *other);
            if is_other && module == "schema" {
                let why =
                    format!("`{other}::schema` is not ours: call a query `{other}` publishes");
                found.push(Finding::new(&source.path, used.line, why));
            }
        }
    }
    found
}

/// `table!` of a table that another crate's migrations create.
fn foreign_declarations(krate: &Crate, owners: &BTreeMap<String, String>) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in &krate.sources {
        let mut opened = false;
        for (line, text) in source.code() {
            opened |= text.code.contains("table! {");
            let declared = text.code.trim().split([' ', '(']).next().unwrap_or_default();
            if !opened || !text.code.contains('(') || declared.starts_with('#') {
                continue;
            }
            opened = false;
            if let Some(owner) = owners.get(declared).filter(|owner| **owner != krate.name) {
                let why = format!("table `{declared}` belongs to `{owner}`");
                found.push(Finding::new(&source.path, line, why));
            }
        }
    }
    found
}

fn foreign_names_in_sql(krate: &Crate, owners: &BTreeMap<String, String>) -> Vec<Finding> {
    // Test support sets stages across slices, and the benchmark copies rows of all of them.
    if ["testkit", "bench"].contains(&krate.name.as_str()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for source in &krate.sources {
        for (line, text) in source.code() {
            let words = sql_words(&text.quoted);
            for table in BEFORE_A_TABLE.iter().flat_map(|word| after(&words, word)) {
                if let Some(owner) = owners.get(&table).filter(|owner| **owner != krate.name) {
                    let why =
                        format!("table `{table}` belongs to `{owner}`: call what it publishes");
                    found.push(Finding::new(&source.path, line, why));
                }
            }
        }
    }
    found
}

fn upward_keys(krate: &Crate, owners: &BTreeMap<String, String>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in &krate.migrations {
        for (at, line) in text.lines().enumerate() {
            for table in after(&sql_words(line), "REFERENCES") {
                let Some(owner) = owners.get(&table) else { continue };
                if *owner != krate.name && layer(owner) >= layer(&krate.name) {
                    let why =
                        format!("foreign key into `{table}` of `{owner}`: keys point downward");
                    found.push(Finding::new(path, at + 1, why));
                }
            }
        }
    }
    found
}

/// Words of a line of SQL, comments left out.
fn sql_words(text: &str) -> Vec<&str> {
    let code = text.split("--").next().unwrap_or_default();
    code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect()
}

/// The names after each `keyword`, `IF NOT EXISTS` skipped.
fn after(words: &[&str], keyword: &str) -> Vec<String> {
    let places = words.iter().enumerate().filter(|(_, word)| **word == keyword);
    places
        .filter_map(|(at, _)| {
            let rest = words[at + 1..].iter();
            rest.copied().find(|word| !["IF", "NOT", "EXISTS", "ONLY", "OR"].contains(word))
        })
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::findings;

    const MATTERS: (&str, &str) =
        ("crates/matters/migrations/1/up.sql", "CREATE TABLE matter (\n  id BIGINT\n);\n");

    #[test]
    fn a_table_of_another_slice_is_out_of_reach() {
        let cases = [
            ("crates/lists/src/store.rs", "use matters::schema::matter;", "not ours"),
            ("crates/lists/src/store.rs", "diesel::table! {\n    matter (id) {\n", "belongs to"),
            (
                "crates/lists/src/store.rs",
                "const Q: &str = \"SELECT 1 FROM matter\";",
                "belongs to",
            ),
            (
                "crates/app/src/tool.rs",
                "const Q: &str = \"UPDATE matter SET a = 1\";",
                "belongs to",
            ),
            (
                "crates/registry/migrations/1/up.sql",
                "CREATE TABLE place (\n  matter_id BIGINT REFERENCES matter (id)\n);",
                "keys point downward",
            ),
            (
                "crates/lists/migrations/1/up.sql",
                "CREATE TABLE need (m BIGINT REFERENCES matter(id));",
                "keys point downward",
            ),
        ];
        for (path, text, why) in cases {
            let found = found(findings, &[MATTERS, (path, text)]);
            assert_eq!(found.len(), 1, "{path}: {text}: {found:?}");
            assert!(found[0].contains(why), "{found:?}");
        }
    }

    #[test]
    fn own_tables_and_keys_downward_pass() {
        let place =
            ("crates/registry/migrations/1/up.sql", "CREATE TABLE IF NOT EXISTS place (id);");
        let cases = [
            ("crates/matters/src/store.rs", "const Q: &str = \"SELECT 1 FROM matter\";"),
            ("crates/matters/src/schema.rs", "diesel::table! {\n    matter (id) {\n"),
            (
                "crates/matters/migrations/2/up.sql",
                "ALTER TABLE matter ADD p REFERENCES place (id);",
            ),
            ("crates/lists/tests/it/main.rs", "const Q: &str = \"SELECT 1 FROM matter\";"),
        ];
        for (path, text) in cases {
            let found = found(findings, &[MATTERS, place, (path, text)]);
            assert!(found.is_empty(), "{path}: {text}: {found:?}");
        }
    }
}
