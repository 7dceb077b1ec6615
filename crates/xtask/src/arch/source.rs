//! A Rust source as text: code, words in quotes and comments told apart, tests marked.
//!
//! Not a parser: enough of the lexer to know what is code, and no more.

use std::path::{Path, PathBuf};

/// One line, split into its parts.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// The code; comments gone, the insides of string literals gone.
    pub code: String,
    /// The code with its string literals whole; comments gone.
    pub written: String,
    /// The insides of the line's string and character literals, one space between two.
    pub quoted: String,
    /// The line's comments, doc comments included.
    pub comment: String,
    /// Inside `#[cfg(test)]`, or in a file of tests.
    pub test: bool,
}

/// A file of Rust.
#[derive(Debug)]
pub struct Source {
    /// Relative to the workspace root.
    pub path: PathBuf,
    /// Its lines, from the first.
    pub lines: Vec<Line>,
}

impl Source {
    /// Splits a text into lines and their parts.
    pub fn parse(path: &Path, text: &str) -> Self {
        let mut lines = Lexer::default().run(text);
        mark_tests(&mut lines);
        let mut source = Self { path: path.to_owned(), lines };
        if is_test_file(path) {
            source.become_test();
        }
        source
    }

    /// The modules declared in tests that have files of their own: `#[cfg(test)] mod samples;`.
    pub fn test_modules(&self) -> Vec<String> {
        let declared = self.lines.iter().filter(|line| line.test);
        declared
            .filter_map(|line| line.code.trim().strip_suffix(';')?.rsplit_once("mod "))
            .map(|(_, name)| name.trim().to_owned())
            .collect()
    }

    /// Makes a test of every line.
    pub fn become_test(&mut self) {
        self.lines.iter_mut().for_each(|line| line.test = true);
    }

    /// Line numbers (from 1) and lines that are not tests.
    pub fn code(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !line.test)
            .map(|(at, line)| (at + 1, line))
    }
}

/// Integration tests, benches, and modules whose name says that they are tests.
fn is_test_file(path: &Path) -> bool {
    let folders = ["tests", "benches", "examples"];
    path.components().any(|part| folders.iter().any(|name| part.as_os_str() == *name))
        || path.file_name().is_some_and(|name| name == "tests.rs" || name == "testing.rs")
}

/// What the lexer stands in.
#[derive(Clone, Copy, PartialEq, Default)]
enum Inside {
    #[default]
    Code,
    LineComment,
    /// Nested this deep.
    BlockComment(u32),
    /// `Some(hashes)` for a raw string.
    Text(Option<usize>),
}

#[derive(Default)]
struct Lexer {
    lines: Vec<Line>,
    line: Line,
    inside: Inside,
}

impl Lexer {
    fn run(mut self, text: &str) -> Vec<Line> {
        let chars: Vec<char> = text.chars().collect();
        let mut at = 0;
        while at < chars.len() {
            if chars[at] == '\n' {
                self.end_line();
                at += 1;
                continue;
            }
            at += match self.inside {
                Inside::Code => self.code(&chars, at),
                Inside::LineComment => self.comment(&chars, at),
                Inside::BlockComment(depth) => self.block_comment(&chars, at, depth),
                Inside::Text(raw) => self.text(&chars, at, raw),
            };
        }
        self.end_line();
        self.lines
    }

    fn end_line(&mut self) {
        if self.inside == Inside::LineComment {
            self.inside = Inside::Code;
        }
        self.lines.push(std::mem::take(&mut self.line));
    }

    /// Each of these reads what stands at `at` and gives how many characters it was.
    fn code(&mut self, chars: &[char], at: usize) -> usize {
        let next = chars.get(at + 1);
        match chars[at] {
            '/' if next == Some(&'/') => {
                self.inside = Inside::LineComment;
                0
            }
            '/' if next == Some(&'*') => {
                self.inside = Inside::BlockComment(1);
                2
            }
            '"' => self.open_text(None, 1),
            'r' if !self.in_word() => match raw_hashes(chars, at + 1) {
                Some(hashes) => self.open_text(Some(hashes), hashes + 2),
                None => self.keep('r'),
            },
            '\'' => self.quote(chars, at),
            other => self.keep(other),
        }
    }

    fn keep(&mut self, char: char) -> usize {
        self.line.code.push(char);
        self.line.written.push(char);
        1
    }

    fn in_word(&self) -> bool {
        // `br"…"` and `cr"…"` open a raw string too.
        let before = self.line.code.chars().next_back();
        before.is_some_and(|c| (c.is_alphanumeric() || c == '_') && c != 'b' && c != 'c')
    }

    fn open_text(&mut self, raw: Option<usize>, length: usize) -> usize {
        self.line.code.push('"');
        self.line.written.push('"');
        self.inside = Inside::Text(raw);
        length
    }

    /// A character literal, or the tick of a lifetime.
    fn quote(&mut self, chars: &[char], at: usize) -> usize {
        let close = if chars.get(at + 1) == Some(&'\\') {
            chars[at + 2..].iter().skip(1).position(|c| *c == '\'').map(|n| at + 3 + n)
        } else {
            (chars.get(at + 2) == Some(&'\'')).then_some(at + 2)
        };
        let Some(close) = close else { return self.keep('\'') };
        self.line.quoted.extend(&chars[at + 1..close]);
        self.line.quoted.push(' ');
        self.line.code.push_str("' '");
        self.line.written.push_str("' '");
        close + 1 - at
    }

    fn comment(&mut self, chars: &[char], at: usize) -> usize {
        self.line.comment.push(chars[at]);
        1
    }

    fn block_comment(&mut self, chars: &[char], at: usize, depth: u32) -> usize {
        let deeper = match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => depth + 1,
            ('*', Some('/')) => depth - 1,
            (other, _) => {
                self.line.comment.push(other);
                return 1;
            }
        };
        self.inside = if deeper == 0 { Inside::Code } else { Inside::BlockComment(deeper) };
        2
    }

    fn text(&mut self, chars: &[char], at: usize, raw: Option<usize>) -> usize {
        let hashes = raw.unwrap_or(0);
        let closes = chars[at] == '"'
            && chars[at + 1..].iter().take_while(|c| **c == '#').take(hashes).count() == hashes;
        if closes {
            self.line.code.push('"');
            self.line.written.push('"');
            self.line.quoted.push(' ');
            self.inside = Inside::Code;
            return 1 + hashes;
        }
        if chars[at] == '\\' && raw.is_none() && chars.get(at + 1).is_some_and(|c| *c != '\n') {
            self.line.quoted.extend(&chars[at..at + 2]);
            self.line.written.extend(&chars[at..at + 2]);
            return 2;
        }
        self.line.quoted.push(chars[at]);
        self.line.written.push(chars[at]);
        1
    }
}

/// How many hashes stand before the quote of a raw string; `None` if none opens at `at`.
fn raw_hashes(chars: &[char], at: usize) -> Option<usize> {
    let hashes = chars[at..].iter().take_while(|c| **c == '#').count();
    (chars.get(at + hashes) == Some(&'"')).then_some(hashes)
}

/// Marks the item after each `#[cfg(test)]` up to its closing brace or semicolon.
fn mark_tests(lines: &mut [Line]) {
    let mut at = 0;
    while at < lines.len() {
        let code = lines[at].code.trim_start();
        if code.starts_with("#![cfg(test)]") {
            lines.iter_mut().for_each(|line| line.test = true);
            return;
        }
        if code.starts_with("#[cfg(test)]") || code.starts_with("#[cfg(all(test") {
            at = mark_item(lines, at);
        }
        at += 1;
    }
}

/// Marks from the attribute at `start` to the end of its item; gives the item's last line.
fn mark_item(lines: &mut [Line], start: usize) -> usize {
    let mut depth = 0_i32;
    let end = lines.len();
    for (at, line) in lines.iter_mut().enumerate().skip(start) {
        line.test = true;
        // The attribute's own brackets are not the item's.
        let code = line.code.replace("#[cfg(test)]", "");
        for char in code.chars() {
            depth += match char {
                '{' | '(' | '[' => 1,
                '}' | ')' | ']' => -1,
                _ => 0,
            };
            if depth == 0 && (char == '}' || char == ';') {
                return at;
            }
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Source {
        Source::parse(Path::new("crates/x/src/lib.rs"), text)
    }

    #[test]
    fn code_words_and_comments_are_told_apart() {
        let cases = [
            ("let a = \"b\"; // c", "let a = \"\"; ", "b ", "// c"),
            ("let a = '\"'; b", "let a = ' '; b", "\" ", ""),
            ("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)", "", ""),
            ("r#\"a\"b\"# c", "\"\" c", "a\"b ", ""),
            ("a /* b /* c */ d */ e", "a  e", "", " b  c  d "),
            ("\"a\\\"b\" c", "\"\" c", "a\\\"b ", ""),
            ("'\\'' b", "' ' b", "\\' ", ""),
            ("for r in rows", "for r in rows", "", ""),
        ];
        for (text, code, quoted, comment) in cases {
            let line = &parse(text).lines[0];
            assert_eq!(line.code, code, "{text}");
            assert_eq!(line.quoted, quoted, "{text}");
            assert_eq!(line.comment, comment, "{text}");
        }
    }

    #[test]
    fn a_text_over_several_lines_stays_a_text() {
        let source = parse("let a = \"b\nc // d\ne\"; f");
        assert_eq!(source.lines[1].code, "");
        assert_eq!(source.lines[1].quoted, "c // d");
        assert_eq!(source.lines[2].code, "\"; f");
    }

    #[test]
    fn only_the_item_after_cfg_test_is_a_test() {
        let source = parse("fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n");
        let tests: Vec<bool> = source.lines.iter().map(|line| line.test).collect();
        assert_eq!(tests, [false, true, true, true, true, false, false]);
    }

    #[test]
    fn files_of_tests_are_tests_throughout() {
        let source = Source::parse(Path::new("crates/x/tests/it/main.rs"), "fn a() {}");
        assert!(source.lines[0].test);
    }
}
