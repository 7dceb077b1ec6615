//! Comparing two texts: whole containment, and pairs of neighbouring characters.

use std::collections::HashSet;

/// Two neighbouring characters.
pub(super) type Bigram = (char, char);

/// The distinct bigrams of a text.
pub(super) fn bigrams(text: &str) -> HashSet<Bigram> {
    text.chars().zip(text.chars().skip(1)).collect()
}

/// Whether `whole` contains `part` without cutting a number or a Latin word in two: 1座 does not
/// stand in 11座.
pub(super) fn contains_whole(whole: &str, part: &str) -> bool {
    whole.match_indices(part).any(|(at, _)| {
        let before = whole[..at].chars().next_back();
        let after = whole[at + part.len()..].chars().next();
        !joined(before, part.chars().next()) && !joined(part.chars().next_back(), after)
    })
}

fn joined(left: Option<char>, right: Option<char>) -> bool {
    let (Some(left), Some(right)) = (left, right) else { return false };
    (left.is_ascii_digit() && right.is_ascii_digit())
        || (left.is_ascii_alphabetic() && right.is_ascii_alphabetic())
}

/// How alike two texts are by their bigrams, 0 … 1000: the better of Dice's coefficient and four
/// fifths of what the text holds of the name, since texts also name streets and rooms.
pub(super) fn similarity(shared: usize, text: usize, name: usize) -> usize {
    if text == 0 || name == 0 {
        return 0;
    }
    (2000 * shared / (text + name)).max(800 * shared / name)
}
