//! The grounds of the law: on which data are erased, and on which alone they may be kept.

use kernel::word_enum;

word_enum!(
    /// Why data are erased.
    ///
    /// Source: Personal Information Protection Law, article 47, paragraph 1.
    Erasure in "privacy-ground" {
        /// What they were given for is done, or can no longer be.
        PurposeOver = "purpose_over",
        /// The time for which they were to be kept is over.
        TermOver = "term_over",
        /// Whoever gave them takes the consent back.
        ConsentWithdrawn = "consent_withdrawn",
        /// They were taken or used against the law or what was agreed.
        Unlawful = "unlawful",
    }
);

word_enum!(
    /// Why data are not erased, and nothing else is a reason.
    ///
    /// Source: Personal Information Protection Law, article 47, paragraph 2, and article 13,
    /// paragraph 1, number 3 (what a duty by law still needs).
    Keeping in "privacy-ground" {
        /// A law or regulation says how long they are kept, and the time is not over.
        TermOfLaw = "term_of_law",
        /// A duty by law needs them, and is not fulfilled yet.
        DutyOfLaw = "duty_of_law",
    }
);

/// The locale key of a ground's sentence.
pub(super) fn key(word: &str) -> String {
    format!("privacy-ground-{}", word.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_on_a_ground_is_never_erased_on_the_same_word() {
        for ground in Erasure::ALL {
            assert_eq!(Erasure::from_word(ground.word()), Some(*ground));
            assert_eq!(Keeping::from_word(ground.word()), None);
        }
        for ground in Keeping::ALL {
            assert_eq!(Keeping::from_word(ground.word()), Some(*ground));
            assert_eq!(Erasure::from_word(ground.word()), None);
        }
        assert_eq!(Erasure::from_word("too much work"), None);
    }
}
