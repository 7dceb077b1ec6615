//! Taking personal data out of a text, and proposing the title that others see.

use super::finding::{PersonalKind, Span, find};
use crate::rules::lexicon;

/// A title ends at the first clause that brings it to this many characters …
const TITLE_ENOUGH: usize = 12;
/// … and never has more than this many.
const TITLE_MOST: usize = 40;

/// Marks what was taken out while clauses are chosen: a character nobody types.
const REDACTED: char = '\u{e000}';

/// The text with each span replaced by what `instead` gives for its kind.
///
/// `spans` are those of [`find`] on the same text: in order, without overlap.
#[must_use]
pub fn redact(text: &str, spans: &[Span], instead: impl Fn(PersonalKind) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut kept_to = 0;
    for span in spans {
        out.push_str(&text[kept_to..span.range.start]);
        out.push_str(&instead(span.kind));
        kept_to = span.range.end;
    }
    out.push_str(&text[kept_to..]);
    out
}

/// The title proposed for a raised matter: its first clauses without personal data and greetings,
/// at most forty characters. Empty when nothing else was written.
///
/// Source: UX mockup `raise` ("what others see"); the lengths are an assumption.
#[must_use]
pub fn title(text: &str) -> String {
    let clean = redact(text, &find(text), |_| REDACTED.to_string());
    let clauses = clean.split(ends_clause).map(str::trim).filter(|clause| says_something(clause));
    // A clause that told who wrote it seldom says what happened; it stands in only where the
    // others say too little.
    let all: Vec<&str> = clauses.collect();
    let telling: Vec<&str> =
        all.iter().copied().filter(|clause| !clause.contains(REDACTED)).collect();
    let told: usize = telling.iter().map(|clause| clause.chars().count()).sum();
    let mut title = String::new();
    for clause in if told * 2 >= TITLE_ENOUGH { telling } else { all } {
        if !title.is_empty() {
            title.push('\u{ff0c}');
        }
        title.push_str(clause);
        if title.chars().count() >= TITLE_ENOUGH {
            break;
        }
    }
    if title.chars().count() > TITLE_MOST {
        title = title.chars().take(TITLE_MOST - 1).chain(['\u{2026}']).collect();
    }
    title.replace(REDACTED, "*")
}

fn ends_clause(letter: char) -> bool {
    matches!(
        letter,
        '\u{ff0c}'
            | '\u{3002}'
            | '\u{ff01}'
            | '\u{ff1f}'
            | '\u{ff1b}'
            | '!'
            | '?'
            | ';'
            | '\n'
            | '\r'
    )
}

fn says_something(clause: &str) -> bool {
    let greets = clause.chars().count() <= TITLE_ENOUGH && lexicon::holds_one(clause, "greetings");
    clause.chars().any(char::is_alphanumeric) && !greets
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_title_is_the_first_clause_that_says_enough() {
        for (text, expected) in [
            (
                "2 号电梯早上八点半到九点老停，12 层等了快二十分钟，今天又困了一次人",
                "2 号电梯早上八点半到九点老停",
            ),
            ("尊敬的领导：您好，空调不热，谢谢", "空调不热"),
            ("我叫王丽，1203室空调一直不热", "我叫*，*空调一直不热"),
            ("13912345580", ""),
            ("。。。", ""),
        ] {
            assert_eq!(title(text), expected);
        }
    }

    #[test]
    fn a_long_clause_is_cut_with_an_ellipsis() {
        let title = title(&"漏".repeat(100));
        assert_eq!(title.chars().count(), TITLE_MOST);
        assert!(title.ends_with('…'));
    }

    #[test]
    fn what_is_taken_out_is_named_by_its_kind() {
        let text = "我叫王丽，电话13912345580。";
        let clean = redact(text, &find(text), |kind| format!("<{}>", kind.key()));
        assert_eq!(clean, "我叫<matter-personal-name>，电话<matter-personal-phone>。");
    }

    fn personal() -> impl Strategy<Value = String> {
        prop_oneof![
            "1[3-9][0-9]{9}",
            "[1-9][0-9]{16}X",
            "[a-z]{3,8}@[a-z]{3,8}\\.com",
            "京[A-Z][0-9]{5}",
        ]
    }

    proptest! {
        #[test]
        fn nothing_planted_survives_wherever_it_stands(
            before in "[\u{4e00}-\u{4eff}，。 a-c]{0,12}",
            planted in personal(),
            after in "[\u{4e00}-\u{4eff}，。]{0,12}",
        ) {
            // A letter right before an address belongs to it; a gap makes the planted whole.
            let text = format!("{before} {planted}，{after}");
            let clean = redact(&text, &find(&text), |_| "*".to_owned());
            prop_assert!(!clean.contains(&planted), "{clean}");
            prop_assert!(!title(&text).contains(&planted));
        }

        #[test]
        fn no_found_span_stands_in_what_is_left(text in "[\u{4e00}-\u{4fff}0-9室座王我叫姓先生@a-z.，。 -]{0,60}") {
            let spans = find(&text);
            let clean = redact(&text, &spans, |_| "*".to_owned());
            for span in spans.iter().filter(|span| span.range.len() > 3) {
                prop_assert!(!clean.contains(&text[span.range.clone()]));
            }
        }
    }
}
