//! The words the rules recognise, read from `data/words.txt` once.
//!
//! Only what no locality decides stands there; a charter's vocabulary comes with the charter.

use std::collections::HashMap;
use std::sync::LazyLock;

static SECTIONS: LazyLock<HashMap<&'static str, Vec<&'static str>>> =
    LazyLock::new(|| parse(include_str!("../../data/words.txt")));

/// The words of a section, longest first, so that the first that fits is the most telling.
pub(super) fn words(section: &str) -> &'static [&'static str] {
    SECTIONS.get(section).expect("every section asked for stands in data/words.txt")
}

/// Whether a word of `section` stands anywhere in `text`.
pub(super) fn holds_one(text: &str, section: &str) -> bool {
    words(section).iter().any(|word| text.contains(word))
}

/// The words of all sections by the character they begin with, in each section the longest first:
/// the rules ask at every character of a text, and few characters begin anything.
static BEGINNINGS: LazyLock<HashMap<char, Vec<(&'static str, &'static str)>>> =
    LazyLock::new(|| {
        let mut beginnings: HashMap<char, Vec<_>> = HashMap::new();
        for (section, words) in SECTIONS.iter() {
            for word in words {
                if let Some(first) = word.chars().next() {
                    beginnings.entry(first).or_default().push((*section, *word));
                }
            }
        }
        beginnings
    });

fn beginning(first: char, section: &str) -> impl Iterator<Item = &'static str> {
    let all = BEGINNINGS.get(&first).map_or(&[][..], Vec::as_slice);
    all.iter().filter(move |(of, _)| *of == section).map(|(_, word)| *word)
}

/// The first word of `section` with which `text` begins.
pub(super) fn opening(text: &str, section: &str) -> Option<&'static str> {
    beginning(text.chars().next()?, section).find(|word| text.starts_with(word))
}

/// Whether a word of `section` begins with `letter`.
pub(super) fn begins_one(letter: char, section: &str) -> bool {
    beginning(letter, section).next().is_some()
}

fn parse(text: &'static str) -> HashMap<&'static str, Vec<&'static str>> {
    let mut sections: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut section = "";
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(name) => section = name,
            None => sections.entry(section).or_default().extend(line.split_whitespace()),
        }
    }
    for words in sections.values_mut() {
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.dedup();
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_read_with_the_longest_word_first() {
        let rooms = words("room_after");
        assert!(
            rooms.iter().position(|word| *word == "号房间")
                < rooms.iter().position(|word| *word == "房间")
        );
        assert!(words("surnames").len() > 200);
    }

    #[test]
    fn an_opening_is_found_only_at_the_start() {
        assert_eq!(opening("我叫王丽", "name_openers"), Some("我叫"));
        assert_eq!(opening("他说我叫王丽", "name_openers"), None);
    }
}
