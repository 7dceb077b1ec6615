//! Where templates and Rust ask for a sentence by its key.

use std::path::{Path, PathBuf};

use crate::arch::{Source, without_comments};

/// A sentence asked for by a key that stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Relative to the root.
    pub file: PathBuf,
    /// Counted from 1.
    pub line: usize,
    /// The key.
    pub key: String,
    /// Asked for without any variable.
    pub bare: bool,
}

/// Openings after which the first literal is a key.
const OPENINGS: [&str; 6] = [".t(", ".ta(", ".t1(", ".t2(", ".t3(", ".t_args("];
/// The same in Rust; a refusal gets its variables later, by `with`.
const REFUSAL: &str = "Refusal::new(";
/// After this the second literal is a key, the first a form field.
const REFUSAL_AT: &str = "Refusal::at(";

/// Calls in a template.
pub fn calls_in_template(path: &Path, text: &str) -> Vec<Call> {
    let text = without_comments(text);
    let mut found = Vec::new();
    for opening in OPENINGS {
        found.extend(after(path, &text, opening, 0, opening == ".t("));
    }
    found
}

/// Calls in a Rust source outside its tests.
pub fn calls_in_rust(source: &Source) -> Vec<Call> {
    let text = written(source);
    let mut found = Vec::new();
    for opening in OPENINGS {
        found.extend(after(&source.path, &text, opening, 0, opening == ".t("));
    }
    found.extend(after(&source.path, &text, REFUSAL, 0, false));
    found.extend(after(&source.path, &text, REFUSAL_AT, 1, false));
    found
}

/// The code outside tests, its lines where they were.
fn written(source: &Source) -> String {
    let lines = source.lines.iter().map(|line| if line.test { "" } else { &line.written });
    lines.collect::<Vec<&str>>().join("\n")
}

/// The literal that is the argument number `nth` (from 0) after each `opening`, if it is one.
fn after(path: &Path, text: &str, opening: &str, nth: usize, bare: bool) -> Vec<Call> {
    let places = text.match_indices(opening);
    places
        .filter_map(|(at, _)| {
            let mut rest = text[at + opening.len()..].trim_start();
            for _ in 0..nth {
                rest = literal(rest)?.1.trim_start().strip_prefix(',')?.trim_start();
            }
            let (key, _) = literal(rest)?;
            let line = text[..at].matches('\n').count() + 1;
            Some(Call { file: path.to_owned(), line, key: key.to_owned(), bare })
        })
        .collect()
}

/// The literal a text begins with, and what follows it.
fn literal(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('"')?.split_once('"')
}

/// Everything in quotes that could be a key.
pub fn words_in_rust(source: &Source) -> Vec<String> {
    source.code().flat_map(|(_, line)| words(&line.quoted)).collect()
}

/// Everything in a template that could be a key.
pub fn words_in_template(text: &str) -> Vec<String> {
    words(text)
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(calls: &[Call]) -> Vec<(&str, usize, bool)> {
        calls.iter().map(|call| (call.key.as_str(), call.line, call.bare)).collect()
    }

    #[test]
    fn templates_ask_by_literal_keys() {
        let text = "<h1>{{ v.t(\"a-title\") }}</h1>\n{# .t(\"c\") #}{{ v.t1(\"a-count\", \"n\", n) }}{{ v.t(x) }}";
        let found = calls_in_template(Path::new("a.html"), text);
        assert_eq!(keys(&found), [("a-title", 1, true), ("a-count", 2, false)]);
    }

    #[test]
    fn rust_refuses_by_literal_keys_over_several_lines() {
        let text = "Refusal::new(\"one\");\nRefusal::at(\n    \"field\",\n    \"two\",\n);\n\
                    // Refusal::new(\"three\")\n#[cfg(test)]\nmod tests { fn f() { a.t(\"four\"); } }";
        let found = calls_in_rust(&Source::parse(Path::new("crates/x/src/a.rs"), text));
        assert_eq!(keys(&found), [("one", 1, false), ("two", 2, false)]);
    }
}
