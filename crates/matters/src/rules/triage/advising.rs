//! What a model adds to the charter's rules: candidates, marked as such.
//!
//! The rules decide what they know. Where they are not sure, what the model is sure enough of
//! comes first; where they are, it stands beside as another voice. A person confirms either way.

use super::reading::class_within;
use super::{Confidence, Reading, Reason, Rulebook};
use crate::rules::suggesting::Learned;

/// A category the model would take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The category's path.
    pub category: String,
    /// How sure the model is, in percent.
    pub percent: u8,
    /// The words that decided, as they were written.
    pub words: Vec<String>,
}

/// Candidates shown. Source: assumption.
const SHOWN: usize = 2;
/// Percent below which a candidate is not worth reading. Source: assumption.
const LEAST: u8 = 20;
/// Percent from which the model comes before rules that are not sure: on held-out messages three
/// of four such answers are right, nearly all above 90 (`docs/suggestions.md`).
const HEEDED: u8 = 60;
/// Percent from which its agreement makes a fair suggestion a sure one; likewise.
const SURE: u8 = 90;

/// What the model would take for what was said, the surest first. `category` tells the charter's
/// path for a label; labels the charter does not know are left out.
#[must_use]
pub fn advise(
    learned: &Learned,
    said: &str,
    category: impl Fn(&str) -> Option<String>,
) -> Vec<Advice> {
    let judged = learned.judge(said);
    let likely = judged.iter().take_while(|scored| scored.percent() >= LEAST);
    likely
        .filter_map(|scored| {
            let words = learned.because(said, scored);
            Some(Advice { category: category(scored.label)?, percent: scored.percent(), words })
        })
        .take(SHOWN)
        .collect()
}

/// The reading with the model's candidates, the surest of them first.
#[must_use]
pub fn heed(reading: Reading, said: &str, rulebook: &Rulebook, advice: &[Advice]) -> Reading {
    let Some(first) = advice.first() else { return reading };
    let mut reading = reading;
    if first.category == reading.category {
        if first.percent >= SURE && reading.confidence == Confidence::Middle {
            reading.confidence = Confidence::High;
        }
    } else if reading.confidence < Confidence::High && first.percent >= HEEDED {
        reading = put_into(reading, said, &first.category, rulebook);
    }
    // The category's reasons stand together, before that of the class.
    let before_class = reading.reasons.len().saturating_sub(1);
    let learned = advice.iter().cloned().map(Reason::Learned);
    reading.reasons.splice(before_class..before_class, learned);
    reading
}

/// The reading with another category, and the class that follows from it. Words that spoke for the
/// rules' own stay among the reasons; that there were none need not be said any more.
fn put_into(reading: Reading, said: &str, category: &str, rulebook: &Rulebook) -> Reading {
    let (class, because) = class_within(said, category, rulebook);
    let mut reasons = reading.reasons;
    reasons.retain(|reason| matches!(reason, Reason::Words { .. }));
    reasons.push(because);
    Reading { category: category.to_owned(), class, reasons, confidence: Confidence::Middle }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::suggesting::{Example, learn};
    use crate::rules::triage::read;
    use crate::rules::triage::suggesting::tests::rulebook;

    fn advice(category: &str, percent: u8) -> Advice {
        let words = vec!["停运".to_owned()];
        Advice { category: category.to_owned(), percent, words }
    }

    fn heeded(said: &str, advice: &[Advice]) -> Reading {
        heed(read(said, &rulebook()), said, &rulebook(), advice)
    }

    #[test]
    fn without_a_model_nothing_changes() {
        let said = "电梯口的消防栓被占";
        assert_eq!(heeded(said, &[]), read(said, &rulebook()));
    }

    #[test]
    fn the_rules_decide_what_they_know() {
        let reading = heeded("消防车道被占", &[advice("facility.lift", 95)]);
        assert_eq!(reading.category, "safety.fire_lane");
        assert_eq!(reading.confidence, Confidence::High);
        assert_eq!(reading.reasons[1], Reason::Learned(advice("facility.lift", 95)));
    }

    #[test]
    fn a_sure_model_comes_first_where_the_rules_know_nothing() {
        let reading = heeded("三号梯停运", &[advice("facility.lift", 83), advice("facility", 20)]);
        assert_eq!((reading.category.as_str(), reading.class.as_str()), ("facility.lift", "small"));
        assert_eq!(reading.confidence, Confidence::Middle);
        assert!(matches!(reading.reasons[..], [Reason::Learned(_), Reason::Learned(_), _]));
        let unsure = heeded("三号梯停运", &[advice("facility.lift", 59)]);
        assert_eq!((unsure.category.as_str(), unsure.confidence), ("other", Confidence::Low));
    }

    #[test]
    fn words_that_force_a_class_do_so_whoever_gave_the_category() {
        let reading = heeded("困人，三号梯停运", &[advice("facility.lift", 83)]);
        assert_eq!(
            (reading.category.as_str(), reading.class.as_str()),
            ("facility.lift", "urgent")
        );
    }

    #[test]
    fn agreement_makes_a_fair_suggestion_a_sure_one() {
        let said = "电梯口的消防栓被占";
        let own = read(said, &rulebook()).category;
        assert_eq!(heeded(said, &[advice(&own, 95)]).confidence, Confidence::High);
        assert_eq!(heeded(said, &[advice(&own, 70)]).confidence, Confidence::Middle);
    }

    #[test]
    fn labels_the_charter_does_not_know_are_left_out() {
        let texts = ["电梯停运", "电梯困人", "油烟呛人", "油烟扰民"];
        let examples: Vec<Example<'_>> = (0..24)
            .map(|at| Example {
                label: if at % 4 < 2 { "lift" } else { "fumes" },
                text: texts[at % 4],
            })
            .collect();
        let (learned, _) = learn(&examples).unwrap();
        let known = |label: &str| (label == "lift").then(|| "facility.lift".to_owned());
        let advice = advise(&learned, "电梯停运了", known);
        assert_eq!(advice.len(), 1);
        assert_eq!(advice[0].category, "facility.lift");
        assert_eq!(advise(&learned, "油烟呛人", known), []);
    }
}
