//! Cutting texts into terms, and what is typed into phrases of terms.

use kernel::text::folded;

/// Most characters of a text that are cut: what comes after is not found. A report has 2,000.
const MOST: usize = 4_000;

/// Most phrases of one search: what is typed after them is left out.
const PHRASES: usize = 8;

/// One term of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub text: String,
    /// It need only begin so.
    pub begins: bool,
}

/// What somebody looks for: phrases that must all stand in one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    phrases: Vec<Vec<Term>>,
}

impl Wanted {
    /// What was typed, cut at blanks and signs; `None` if it holds no letter or digit.
    #[must_use]
    pub fn of(typed: &str) -> Option<Self> {
        let letters: Vec<char> = folded(typed).take(MOST).collect();
        let phrases: Vec<Vec<Term>> = letters
            .split(|letter| !letter.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .take(PHRASES)
            .map(phrase)
            .collect();
        (!phrases.is_empty()).then_some(Self { phrases })
    }

    pub(super) fn phrases(&self) -> &[Vec<Term>] {
        &self.phrases
    }
}

/// The terms of a text in their order, each once for each place it stands in.
pub(super) fn terms(text: &str) -> Vec<String> {
    let letters: Vec<char> = folded(text).take(MOST).collect();
    letters
        .split(|letter| !letter.is_alphanumeric())
        .flat_map(runs)
        .flat_map(|run| cut(&run))
        .collect()
}

/// A run of letters that are cut alike.
enum Run<'a> {
    /// Latin letters, or digits: one term.
    Whole(&'a [char]),
    /// Anything else: overlapping pairs.
    Pairs(&'a [char]),
}

fn runs(part: &[char]) -> impl Iterator<Item = Run<'_>> {
    part.chunk_by(|left, right| class(*left) == class(*right)).map(|run| match class(run[0]) {
        Class::Other => Run::Pairs(run),
        Class::Latin | Class::Digit => Run::Whole(run),
    })
}

#[derive(PartialEq)]
enum Class {
    Latin,
    Digit,
    Other,
}

fn class(letter: char) -> Class {
    if letter.is_ascii_digit() {
        Class::Digit
    } else if letter.is_ascii_alphabetic() {
        Class::Latin
    } else {
        Class::Other
    }
}

/// The terms of a run as they are stored. The last character also stands alone, so that a search
/// for it finds it, and so that what follows stands next to it.
fn cut(run: &Run<'_>) -> Vec<String> {
    match run {
        Run::Whole(letters) => vec![letters.iter().collect()],
        Run::Pairs(letters) => {
            let last = letters.last().map(|last| last.to_string());
            letters.windows(2).map(|pair| pair.iter().collect()).chain(last).collect()
        }
    }
}

/// The terms of something typed: as a text is cut, but for the end, after which a text may go on.
fn phrase(part: &[char]) -> Vec<Term> {
    let mut phrase = Vec::new();
    let mut runs = runs(part).peekable();
    while let Some(run) = runs.next() {
        let ends = runs.peek().is_none();
        // A pair begins with its last character wherever the text goes on; a Latin word may be
        // typed in part, a number may not: 1座 is not 11座.
        let begins = ends
            && match &run {
                Run::Pairs(letters) => letters.len() == 1,
                Run::Whole(letters) => class(letters[0]) == Class::Latin,
            };
        let mut cut = cut_typed(&run, ends);
        let last = cut.pop();
        phrase.extend(cut.into_iter().map(|text| Term { text, begins: false }));
        phrase.extend(last.map(|text| Term { text, begins }));
    }
    phrase
}

fn cut_typed(run: &Run<'_>, ends: bool) -> Vec<String> {
    let long = matches!(run, Run::Pairs(letters) if letters.len() > 1);
    let mut cut = cut(run);
    if ends && long {
        cut.pop();
    }
    cut
}

/// The part of a text around what was looked for, at most about `most` characters, with dots where
/// it was cut; the beginning if nothing stands there as typed.
#[must_use]
pub fn excerpt(text: &str, typed: &str, most: usize) -> String {
    let letters: Vec<char> =
        text.chars().map(|one| if one.is_control() { ' ' } else { one }).collect();
    if letters.len() <= most {
        return letters.into_iter().collect();
    }
    let small = |letter: char| folded(letter.encode_utf8(&mut [0; 4])).next().unwrap_or(letter);
    let flat: Vec<char> = letters.iter().map(|letter| small(*letter)).collect();
    let word: Vec<char> =
        typed.split_whitespace().next().unwrap_or_default().chars().map(small).collect();
    let at =
        if word.is_empty() { None } else { flat.windows(word.len()).position(|part| part == word) };
    let before = most.saturating_sub(word.len()) / 3;
    let from = at.unwrap_or(0).saturating_sub(before).min(letters.len() - most);
    let part: String = letters[from..from + most].iter().collect();
    let dots = |cut: bool| if cut { "…" } else { "" };
    format!("{}{}{}", dots(from > 0), part.trim(), dots(from + most < letters.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Vec<Vec<String>> {
        let wanted = Wanted::of(text).map(|wanted| wanted.phrases).unwrap_or_default();
        let shown = |term: Term| if term.begins { format!("{}*", term.text) } else { term.text };
        wanted.into_iter().map(|phrase| phrase.into_iter().map(shown).collect()).collect()
    }

    #[test]
    fn a_text_is_cut_into_pairs_words_and_numbers() {
        for (text, cut) in [
            ("融科创意", &["融科", "科创", "创意", "意"][..]),
            ("２号客梯，停了", &["2", "号客", "客梯", "梯", "停了", "了"]),
            ("WiFi断", &["wifi", "断"]),
            ("B12", &["b", "12"]),
            ("。！", &[]),
        ] {
            assert_eq!(terms(text), cut, "{text}");
        }
    }

    #[test]
    fn what_is_typed_may_go_on_in_the_text() {
        for (text, phrases) in [
            ("融科", &[&["融科"][..]][..]),
            ("梯", &[&["梯*"]]),
            ("客梯A", &[&["客梯", "梯", "a*"]]),
            ("1座", &[&["1", "座*"]]),
            ("漏水 12", &[&["漏水"], &["12"]]),
            ("wif", &[&["wif*"]]),
            ("“”", &[]),
        ] {
            assert_eq!(typed(text), phrases, "{text}");
        }
    }

    #[test]
    fn an_excerpt_holds_what_was_looked_for() {
        let text = format!("{}客梯又停了{}", "前".repeat(50), "后".repeat(50));
        let shown = excerpt(&text, "客梯", 30);
        assert!(shown.contains("客梯又停了") && shown.starts_with('…') && shown.ends_with('…'));
        assert_eq!(shown.chars().count(), 32);
        assert_eq!(excerpt("短的", "没有", 30), "短的");
        assert!(excerpt(&text, "没有", 30).starts_with('前'));
        assert!(excerpt(&text, "后后", 30).contains("后后"));
    }
}
