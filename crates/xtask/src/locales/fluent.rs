//! What the check needs to know of a Fluent file: keys, their variables, what they refer to.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::arch::Finding;

/// One message, or a term (its key then without the leading hyphen).
#[derive(Debug, Clone)]
pub struct Message {
    /// The file it stands in, relative to the root.
    pub file: PathBuf,
    /// The line of its key, from 1.
    pub line: usize,
    /// The key.
    pub key: String,
    /// The names after `$`.
    pub variables: BTreeSet<String>,
    /// Keys of other messages and terms inside it.
    pub references: BTreeSet<String>,
}

impl Message {
    /// A finding at the message's key.
    pub fn finding(&self, why: impl Into<String>) -> Finding {
        Finding::new(&self.file, self.line, why)
    }
}

/// The messages of a file, in order.
pub fn messages(file: &Path, text: &str) -> Vec<Message> {
    let mut found: Vec<Message> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        let value = match line.split_once('=') {
            Some((key, value))
                if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') =>
            {
                found.push(Message {
                    file: file.to_owned(),
                    line: at + 1,
                    key: key.trim().trim_start_matches('-').to_owned(),
                    variables: BTreeSet::new(),
                    references: BTreeSet::new(),
                });
                value
            }
            _ => line,
        };
        if let Some(message) = found.last_mut() {
            message.variables.extend(value.split('$').skip(1).map(leading_word));
            message.references.extend(value.split('{').skip(1).filter_map(reference));
        }
    }
    found
}

fn leading_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect()
}

/// The key in `{ key }` or `{ -term }`; `None` for a variable or a literal.
fn reference(placeable: &str) -> Option<String> {
    let word = leading_word(placeable.trim_start().trim_start_matches('-'));
    word.starts_with(|c: char| c.is_ascii_lowercase()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_variables_and_references_are_read() {
        let text = "# Comment = no\n-brand = Loushi\nplain = Text\n\
                    count =\n    { $n ->\n        [one] { $n } thing of { -brand }\n       \
                    *[other] { $n } things, { plain }\n    }\n";
        let found = messages(Path::new("a.ftl"), text);
        let keys: Vec<&str> = found.iter().map(|m| m.key.as_str()).collect();
        assert_eq!(keys, ["brand", "plain", "count"]);
        assert_eq!(found[2].line, 4);
        assert_eq!(found[2].variables, BTreeSet::from(["n".to_owned()]));
        assert_eq!(found[2].references, BTreeSet::from(["brand".to_owned(), "plain".to_owned()]));
    }
}
