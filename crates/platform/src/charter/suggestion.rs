//! "Did you mean …": the known word nearest to a mistyped one.

/// The word of `known` that differs least from `word`, if the difference is small for its length.
pub(super) fn closest(word: &str, known: &[String]) -> Option<String> {
    let allowed = (word.chars().count() / 3).max(1);
    known
        .iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.clone())
}

/// How many letters to insert, drop, replace, or swap with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keys_is_recognised_and_another_word_is_not() {
        let known = ["resolve", "contact", "sign"].map(str::to_owned);
        let cases = [
            ("reslove", Some("resolve")),
            ("contcat", Some("contact")),
            ("sing", Some("sign")),
            ("signs", Some("sign")),
            ("deadline", None),
            ("", None),
        ];
        for (typed, meant) in cases {
            assert_eq!(closest(typed, &known).as_deref(), meant, "{typed}");
        }
    }
}
