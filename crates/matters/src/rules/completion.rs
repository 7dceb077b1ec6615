//! Completing: the lead says what it came to, and one sentence the reporter will read.

use crate::model::charter::{self, Matters};
use crate::model::{AssignmentRole, ResultClass, Standing, Transition};

use super::dispatching::in_charter;
use super::raising::many;
use super::{Advance, MatterRefusal, Weakness, advancing, text};

/// Characters a completion sentence may have. Source: assumption.
pub const SENTENCE_MOST: usize = 500;

/// What the handler chose and typed.
#[derive(Debug, Clone, Copy)]
pub struct Complete<'a> {
    /// What it came to.
    pub result: ResultClass,
    /// What was done and by whom, for the reporter to read.
    pub sentence: &'a str,
}

/// A completed matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completed {
    /// The step.
    pub advance: Advance,
    /// What it came to.
    pub result: ResultClass,
    /// Whether that counts as solved, until the reporter says otherwise.
    pub solved: bool,
    /// The public sentence, trimmed.
    pub sentence: String,
}

/// Completes the matter on behalf of its lead.
///
/// # Errors
/// [`MatterRefusal::NotNow`], [`MatterRefusal::NotTheLead`], [`MatterRefusal::NotInCharter`] at
/// `result`, [`MatterRefusal::TooLong`] and [`MatterRefusal::WeakCompletion`] at `sentence`.
///
/// Source: UX §3 Handle, DOMAIN J-06 (the lead answers for the whole).
pub fn complete(
    standing: Standing,
    role: AssignmentRole,
    ask: &Complete<'_>,
    title: &str,
    matters: &Matters,
) -> Result<Completed, MatterRefusal> {
    let advance = advancing::advance(standing, Transition::Complete)?;
    if role != AssignmentRole::Lead {
        return Err(MatterRefusal::NotTheLead);
    }
    let rule = in_charter("result", ask.result.word(), matters.result(ask.result))?;
    let sentence = ask.sentence.trim();
    let has = sentence.chars().count();
    if has > SENTENCE_MOST {
        return Err(MatterRefusal::TooLong { field: "sentence", most: SENTENCE_MOST, has });
    }
    if let Some(weakness) = weakness(sentence, title, &matters.completion) {
        return Err(MatterRefusal::WeakCompletion(weakness));
    }
    Ok(Completed {
        advance,
        result: ask.result,
        solved: rule.solved,
        sentence: sentence.to_owned(),
    })
}

/// Why a sentence says too little; `None` when it says something.
///
/// Source: UX §3 ("「已联系」 alone is refused").
#[must_use]
pub fn weakness(sentence: &str, title: &str, rule: &charter::Completion) -> Option<Weakness> {
    let said = text::fold(sentence);
    if said.is_empty() {
        return Some(Weakness::Empty);
    }
    if said == text::fold(title) {
        return Some(Weakness::RepeatsTitle);
    }
    let (rest, phrases) = without_fillers(sentence, &rule.empty_words);
    let least = many(rule.least);
    if text::substance(&rest) >= least {
        return None;
    }
    if phrases.is_empty() {
        return Some(Weakness::TooShort { least });
    }
    Some(Weakness::OnlyFiller { phrases })
}

/// The sentence with every stock phrase taken out, longest first, and the phrases found.
fn without_fillers(sentence: &str, fillers: &[String]) -> (String, Vec<String>) {
    let mut rest: String = sentence.chars().map(text::fold_char).collect();
    let mut fillers: Vec<&String> = fillers.iter().filter(|phrase| !phrase.is_empty()).collect();
    fillers.sort_by_key(|phrase| std::cmp::Reverse(phrase.chars().count()));
    let mut found = Vec::new();
    for phrase in fillers {
        let folded: String = phrase.chars().map(text::fold_char).collect();
        if rest.contains(&folded) {
            rest = rest.replace(&folded, " ");
            found.push(phrase.clone());
        }
    }
    (rest, found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::State;
    use crate::rules::advancing::tests::standing;
    use crate::rules::testing::matters;

    const TITLE: &str = "2 号客梯早高峰反复停梯";

    fn fillers() -> Vec<String> {
        ["已联系", "已联系物业", "已处理", "已反馈", "正在处理", "请知悉", "谢谢", "contacted"]
            .map(str::to_owned)
            .to_vec()
    }

    fn found(sentence: &str) -> Option<Weakness> {
        weakness(sentence, TITLE, &charter::Completion { empty_words: fillers(), least: 6 })
    }

    #[test]
    fn a_sentence_that_says_nothing_is_refused_with_the_reason() {
        let filler = |phrases: &[&str]| {
            Some(Weakness::OnlyFiller {
                phrases: phrases.iter().map(ToString::to_string).collect(),
            })
        };
        let rows = [
            ("", Some(Weakness::Empty)),
            ("。。。！", Some(Weakness::Empty)),
            ("好了", Some(Weakness::TooShort { least: 6 })),
            ("已联系", filler(&["已联系"])),
            ("已联系物业，请知悉。", filler(&["已联系物业", "请知悉"])),
            ("已处理，已反馈，谢谢！", filler(&["已处理", "已反馈", "谢谢"])),
            ("正在处理中", filler(&["正在处理"])),
            ("Contacted.", filler(&["contacted"])),
            ("2号客梯早高峰反复停梯。", Some(Weakness::RepeatsTitle)),
        ];
        for (sentence, expected) in rows {
            assert_eq!(found(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn a_sentence_that_says_what_was_done_passes() {
        for sentence in [
            "维保公司更换了门机触点，运行正常。",
            "已联系维保公司，今天换了门机触点",
            "Otis replaced the door contact.",
        ] {
            assert_eq!(found(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn only_the_lead_completes_and_only_what_is_in_hand() {
        let done = |state, role, sentence: &str| {
            let ask = Complete { result: ResultClass::Solved, sentence };
            complete(standing(state), role, &ask, TITLE, &matters())
        };
        let sentence = " 更换了门机触点，运行正常 ";
        let completed = done(State::InProgress, AssignmentRole::Lead, sentence).unwrap();
        assert_eq!(completed.advance.to(), State::Completed);
        assert_eq!(completed.sentence, sentence.trim());
        assert!(completed.solved);
        assert_eq!(
            done(State::InProgress, AssignmentRole::Assist, sentence),
            Err(MatterRefusal::NotTheLead)
        );
        assert_eq!(
            done(State::Dispatched, AssignmentRole::Lead, sentence),
            Err(MatterRefusal::not_now(State::Dispatched, "complete"))
        );
        let long = "换".repeat(SENTENCE_MOST + 1);
        assert_eq!(
            done(State::InProgress, AssignmentRole::Lead, &long),
            Err(MatterRefusal::TooLong { field: "sentence", most: 500, has: 501 })
        );
    }

    #[test]
    fn a_result_the_charter_does_not_offer_is_refused() {
        let mut matters = matters();
        matters.results.retain(|rule| rule.result == ResultClass::Solved);
        let ask = Complete {
            result: ResultClass::Explained, sentence: "向提出人解释了收费依据"
        };
        assert_eq!(
            complete(standing(State::InProgress), AssignmentRole::Lead, &ask, TITLE, &matters),
            Err(MatterRefusal::NotInCharter { field: "result", chosen: "explained".to_owned() })
        );
    }

    proptest! {
        #[test]
        fn stock_phrases_in_any_order_and_number_never_pass(
            picked in proptest::collection::vec(0..8usize, 0..12),
            mark in "[，。！ ]",
        ) {
            let fillers = fillers();
            let sentence: String =
                picked.iter().map(|index| format!("{}{mark}", fillers[*index])).collect();
            prop_assert!(found(&sentence).is_some());
        }
    }
}
