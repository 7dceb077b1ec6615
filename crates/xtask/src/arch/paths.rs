//! Which paths a source names: in `use` trees and in the middle of code.

use super::source::Source;

/// A path named at a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Counted from 1.
    pub line: usize,
    /// `[crate, store, matter]`, or `[diesel, prelude]` when it starts in another crate.
    pub path: Vec<String>,
}

impl Use {
    /// Whether the path starts with a crate or word of this name.
    pub fn starts_with(&self, name: &str) -> bool {
        self.path.first().is_some_and(|first| first == name)
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Colons,
    Mark(char),
}

/// The paths a source names outside its tests; `module` is its own place below the crate.
pub fn uses(source: &Source, module: &[String]) -> Vec<Use> {
    let tokens = tokens(source);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (line, token) = &tokens[at];
        match token {
            Token::Word(word) if word == "use" => {
                at = tree(&tokens, at + 1, &[], &mut found);
            }
            Token::Word(_) => {
                let mut path = Vec::new();
                at = plain(&tokens, at, &mut path);
                if path.len() > 1 {
                    found.push(Use { line: *line, path });
                }
            }
            _ => at += 1,
        }
    }
    found.iter_mut().for_each(|used| resolve(&mut used.path, module));
    found
}

/// Reads `a::b::c` from `at`; gives where it ends.
fn plain(tokens: &[(usize, Token)], mut at: usize, path: &mut Vec<String>) -> usize {
    while let Some((_, Token::Word(word))) = tokens.get(at) {
        path.push(word.clone());
        at += 1;
        let goes_on = tokens.get(at).is_some_and(|(_, token)| *token == Token::Colons)
            && matches!(tokens.get(at + 1), Some((_, Token::Word(_))));
        if !goes_on {
            break;
        }
        at += 1;
    }
    at
}

/// Reads one branch of a `use` tree and adds a path for each of its leaves; gives where it ends.
fn tree(
    tokens: &[(usize, Token)],
    mut at: usize,
    before: &[String],
    found: &mut Vec<Use>,
) -> usize {
    let mut path = before.to_vec();
    let mut line = tokens.get(at).map_or(0, |(line, _)| *line);
    while let Some((here, token)) = tokens.get(at) {
        match token {
            Token::Word(word) if word == "as" => at += 2,
            Token::Word(word) => {
                line = *here;
                path.push(word.clone());
                at += 1;
            }
            Token::Mark('{') => {
                at += 1;
                while let Some((_, token)) = tokens.get(at) {
                    match token {
                        Token::Mark('}') => return at + 1,
                        Token::Mark(',') => at += 1,
                        _ => at = tree(tokens, at, &path, found),
                    }
                }
                return at;
            }
            Token::Mark('*') | Token::Colons => at += 1,
            Token::Mark(_) => break,
        }
    }
    found.push(Use { line, path });
    at
}

fn tokens(source: &Source) -> Vec<(usize, Token)> {
    let mut found = Vec::new();
    for (number, line) in source.code() {
        let mut chars = line.code.chars().peekable();
        while let Some(char) = chars.next() {
            if char.is_alphanumeric() || char == '_' {
                let mut word = String::from(char);
                while let Some(next) = chars.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    word.push(next);
                }
                found.push((number, Token::Word(word)));
            } else if char == ':' && chars.next_if_eq(&':').is_some() {
                found.push((number, Token::Colons));
            } else if !char.is_whitespace() {
                found.push((number, Token::Mark(char)));
            }
        }
    }
    found
}

/// Makes `self::` and `super::` start at `crate`, as seen from `module`.
fn resolve(path: &mut Vec<String>, module: &[String]) {
    let supers = path.iter().take_while(|part| *part == "super").count();
    let from = if supers > 0 {
        path.drain(..supers);
        &module[..module.len().saturating_sub(supers)]
    } else if path.first().is_some_and(|first| first == "self") {
        path.remove(0);
        module
    } else {
        return;
    };
    let start = std::iter::once("crate".to_owned()).chain(from.iter().cloned());
    path.splice(..0, start);
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn paths(text: &str) -> Vec<String> {
        let source = Source::parse(Path::new("crates/x/src/acts/close.rs"), text);
        let module = ["acts".to_owned(), "close".to_owned()];
        uses(&source, &module).iter().map(|used| used.path.join("::")).collect()
    }

    #[test]
    fn use_trees_and_paths_in_code_are_read() {
        let cases: [(&str, &[&str]); 7] = [
            ("use a::b;", &["a::b"]),
            ("use a::{b, c::{d, e as f}, self};", &["a::b", "a::c::d", "a::c::e", "a::self"]),
            ("pub use a::*;", &["a"]),
            ("use super::{model, super::store};", &["crate::acts::model", "crate::store"]),
            ("let x = super::super::store::find(1);", &["crate::store::find"]),
            ("fn f(x: diesel::Row) {}", &["diesel::Row"]),
            ("let x = y;", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(paths(text), expected, "{text}");
        }
    }

    #[test]
    fn the_line_is_that_of_the_leaf() {
        let source =
            Source::parse(Path::new("crates/x/src/a.rs"), "use b::{\n    c,\n    d,\n};\n");
        let lines: Vec<usize> = uses(&source, &["a".to_owned()]).iter().map(|u| u.line).collect();
        assert_eq!(lines, [2, 3]);
    }

    #[test]
    fn tests_name_what_they_like() {
        assert!(paths("#[cfg(test)]\nmod tests {\n    use diesel::prelude::*;\n}").is_empty());
    }
}
