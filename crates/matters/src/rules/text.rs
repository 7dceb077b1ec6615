//! Reading what people write: one folded form for comparing, one measure of substance.

use kernel::text::{half_width, is_han};

/// `typed` in the form that counts for one character: full-width forms made narrow, lower case.
pub(super) fn fold_char(typed: char) -> char {
    let narrow = half_width(typed);
    narrow.to_lowercase().next().unwrap_or(narrow)
}

/// The letters and digits of a text, folded: what is left when blanks and punctuation go.
pub(super) fn fold(text: &str) -> String {
    text.chars().map(fold_char).filter(|letter| letter.is_alphanumeric()).collect()
}

/// How much a text says: one for each ideograph, two for each other word or number.
pub(super) fn substance(text: &str) -> usize {
    let mut count = 0;
    let mut within_word = false;
    for letter in text.chars() {
        if is_han(letter) {
            count += 1;
            within_word = false;
        } else if letter.is_alphanumeric() {
            count += if within_word { 0 } else { 2 };
            within_word = true;
        } else {
            within_word = false;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_what_is_said_and_drops_how_it_is_set() {
        assert_eq!(fold("２ 号客梯，又“停”了！ABC"), "2号客梯又停了abc");
        assert_eq!(fold("。，！ \n"), "");
    }

    #[test]
    fn substance_counts_ideographs_and_words() {
        for (text, count) in
            [("", 0), ("。。。", 0), ("已换触点", 4), ("Door fixed by Otis", 8), ("换2号梯门机", 7)]
        {
            assert_eq!(substance(text), count, "{text}");
        }
    }
}
