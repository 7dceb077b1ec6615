//! Reading category and class out of what somebody wrote.

use super::{Confidence, Reason, Rulebook};
use crate::rules::text;

/// What words alone tell: category and class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The category's path.
    pub category: String,
    /// The class.
    pub class: String,
    /// Why.
    pub reasons: Vec<Reason>,
    /// How sure the category is, before precedent.
    pub confidence: Confidence,
}

/// A category with the words found for it.
struct Scored<'a> {
    path: &'a str,
    words: Vec<String>,
    score: usize,
}

/// Reads category and class out of the words.
///
/// A category's score is the length of its words found, so that a telling word outweighs a short
/// one; words of the categories around it support it. Of equal scores the deeper category is
/// taken, then the charter's order.
#[must_use]
pub fn read(said: &str, rulebook: &Rulebook) -> Reading {
    let folded = text::fold(said);
    let scored = score(&folded, rulebook);
    let best = scored.iter().rev().max_by_key(|one| (one.score, one.path.matches('.').count()));
    let (category, reason, confidence) = match best {
        Some(best) => {
            let rival = scored
                .iter()
                .filter(|one| !is_related(one.path, best.path))
                .map(|one| one.score)
                .max()
                .unwrap_or(0);
            let sure = best.score >= 2 * rival;
            let category = best.path.to_owned();
            let reason = Reason::Words { words: best.words.clone(), category: category.clone() };
            (category, reason, if sure { Confidence::High } else { Confidence::Middle })
        }
        None => {
            let category = rulebook.usual_category.clone();
            (category.clone(), Reason::NoWords { category }, Confidence::Low)
        }
    };
    let (class, class_reason) = class_of(&folded, &category, rulebook);
    Reading { category, class, reasons: vec![reason, class_reason], confidence }
}

/// The categories for which a word of their own was found.
fn score<'a>(folded: &str, rulebook: &'a Rulebook) -> Vec<Scored<'a>> {
    let own: Vec<Scored<'a>> = rulebook
        .categories
        .iter()
        .map(|category| {
            let words = found(folded, &category.words);
            let score = words.iter().map(|word| word.chars().count()).sum();
            Scored { path: &category.path, words, score }
        })
        .filter(|one| one.score > 0)
        .collect();
    let supported = own.iter().map(|one| {
        let above = own.iter().filter(|other| is_within(one.path, other.path));
        let mut words = one.words.clone();
        for word in above.flat_map(|other| &other.words) {
            if !words.iter().any(|known| known.contains(word.as_str())) {
                words.push(word.clone());
            }
        }
        let score = words.iter().map(|word| word.chars().count()).sum();
        Scored { path: one.path, words, score }
    });
    supported.collect()
}

/// The class of what was said, put into `category`, and why.
pub(super) fn class_within(said: &str, category: &str, rulebook: &Rulebook) -> (String, Reason) {
    class_of(&text::fold(said), category, rulebook)
}

fn class_of(folded: &str, category: &str, rulebook: &Rulebook) -> (String, Reason) {
    for forced in &rulebook.forced {
        let words = found(folded, &forced.words);
        if !words.is_empty() {
            let class = forced.class.clone();
            return (class.clone(), Reason::ClassByWords { words, class });
        }
    }
    match rulebook.category(category).and_then(|category| category.class.clone()) {
        Some(class) => {
            let category = category.to_owned();
            (class.clone(), Reason::ClassByCategory { category, class })
        }
        None => {
            let class = rulebook.usual_class.clone();
            (class.clone(), Reason::UsualClass { class })
        }
    }
}

/// The words of a list that stand in the folded text, each once; a word within a longer found
/// word does not count again.
fn found(folded: &str, words: &[String]) -> Vec<String> {
    let mut sorted: Vec<&String> = words.iter().collect();
    sorted.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    let mut kept: Vec<String> = Vec::new();
    for word in sorted {
        let inner = text::fold(word);
        let stands = !inner.is_empty() && folded.contains(&inner);
        if stands && !kept.iter().any(|longer| text::fold(longer).contains(&inner)) {
            kept.push(word.clone());
        }
    }
    kept
}

fn is_within(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.starts_with('.'))
}

fn is_related(one: &str, other: &str) -> bool {
    one == other || is_within(one, other) || is_within(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::triage::suggesting::tests::{rulebook, strings};

    #[test]
    fn the_words_that_decided_are_named() {
        let reading = read("西门外新放了一排快递柜，消防车道剩不到两米五，占着。", &rulebook());
        assert_eq!(
            (reading.category.as_str(), reading.class.as_str()),
            ("safety.fire_lane", "urgent")
        );
        assert_eq!(reading.confidence, Confidence::High);
        let category = "safety.fire_lane".to_owned();
        assert_eq!(
            reading.reasons,
            [
                // 消防 stands within 消防车道 and does not count twice.
                Reason::Words {
                    words: strings(&["消防车道", "占"]), category: category.clone()
                },
                Reason::ClassByCategory { category, class: "urgent".to_owned() },
            ]
        );
    }

    #[test]
    fn a_word_of_the_class_outweighs_the_category() {
        let reading = read("2 号电梯又困人了", &rulebook());
        assert_eq!(
            (reading.category.as_str(), reading.class.as_str()),
            ("facility.lift", "urgent")
        );
        let class =
            Reason::ClassByWords { words: strings(&["困人"]), class: "urgent".to_owned() };
        assert_eq!(reading.reasons[1], class);
    }

    #[test]
    fn words_of_the_category_around_support_the_deeper_one() {
        let reading = read("设施坏了，是电梯", &rulebook());
        assert_eq!(reading.category, "facility.lift");
        assert_eq!(reading.confidence, Confidence::High);
        assert_eq!(read("设施坏了", &rulebook()).category, "facility");
    }

    #[test]
    fn rival_words_make_it_less_sure_and_no_words_fall_back() {
        let rival = read("电梯口的消防栓被占", &rulebook());
        assert_eq!(rival.confidence, Confidence::Middle);
        let none = read("想办个证", &rulebook());
        assert_eq!((none.category.as_str(), none.class.as_str()), ("other", "small"));
        assert_eq!(none.confidence, Confidence::Low);
        assert_eq!(none.reasons[0], Reason::NoWords { category: "other".to_owned() });
        assert_eq!(none.reasons[1], Reason::UsualClass { class: "small".to_owned() });
    }
}
