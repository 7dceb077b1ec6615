//! What a text consists of: its characters and pairs of neighbouring characters, hashed.

use crate::rules::text;

/// Buckets that characters and pairs are hashed into, as a power of two: wide enough that two of
/// one subject rarely share one. 2^18 cost half a percent of macro-F1 (`docs/suggestions.md`).
const BUCKET_BITS: u32 = 20;
/// Buckets.
pub(super) const BUCKETS: usize = 1 << BUCKET_BITS;
/// People say what it is about first: so many characters count [`OPENING_WEIGHT`] times.
const OPENING: usize = 30;
const OPENING_WEIGHT: f32 = 3.0;
/// Characters read of one text; nobody needs more to know what it is about.
const MOST: usize = 4000;

/// A character that counts, and the bytes of the text it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    letter: char,
    from: usize,
    to: usize,
}

/// A character or pair that occurs in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it was hashed to.
    pub bucket: u32,
    /// Its first byte.
    pub from: usize,
    /// The byte after its last.
    pub to: usize,
    /// Whether it stands in the opening.
    pub opens: bool,
    /// Whether it is a pair.
    pub is_pair: bool,
}

/// Everything that occurs in `said`, in reading order.
///
/// Letters are folded; a number, however long, is one mark, so that no phone number and no room
/// is ever learned; all else parts what stands beside it.
pub(super) fn runs(said: &str) -> Vec<Run> {
    let units = units(said);
    let mut runs = Vec::with_capacity(2 * units.len());
    for (position, unit) in units.iter().enumerate() {
        let Some(one) = unit else { continue };
        let opens = position < OPENING;
        let single = bucket(one.letter, None);
        runs.push(Run { bucket: single, from: one.from, to: one.to, opens, is_pair: false });
        if let Some(Some(next)) = units.get(position + 1) {
            let pair = bucket(one.letter, Some(next.letter));
            runs.push(Run { bucket: pair, from: one.from, to: next.to, opens, is_pair: true });
        }
    }
    runs
}

/// What occurs, each once and ascending, with how much it counts: what stands in the opening counts
/// more, and repeating counts less and less.
///
/// `found` are buckets or rows, and whether each occurrence opens the text.
pub(super) fn counted(found: impl Iterator<Item = (u32, bool)>) -> Vec<(u32, f32)> {
    // One word for both, since sorting is most of the work.
    let mut all: Vec<u32> = found.map(|(one, opens)| one << 1 | u32::from(opens)).collect();
    all.sort_unstable();
    let alike = all.chunk_by(|one, other| one >> 1 == other >> 1);
    alike
        .map(|occurrences| {
            let opening = occurrences.iter().filter(|one| **one & 1 == 1).count() as f32;
            let all = occurrences.len() as f32 + (OPENING_WEIGHT - 1.0) * opening;
            (occurrences[0] >> 1, if all > 1.0 { 1.0 + all.ln() } else { 1.0 })
        })
        .collect()
}

/// The buckets of a text with how much they count.
pub(super) fn buckets(said: &str) -> Vec<(u32, f32)> {
    counted(runs(said).iter().map(|run| (run.bucket, run.opens)))
}

/// The characters that count, `None` once wherever something parts them.
fn units(said: &str) -> Vec<Option<Unit>> {
    let mut units: Vec<Option<Unit>> = Vec::new();
    for (from, typed) in said.char_indices().take(MOST) {
        let to = from + typed.len_utf8();
        let letter = text::fold_char(typed);
        match units.last_mut() {
            Some(Some(number)) if number.letter == '0' && letter.is_numeric() => number.to = to,
            last => {
                let unit = if letter.is_numeric() {
                    Some(Unit { letter: '0', from, to })
                } else {
                    letter.is_alphabetic().then_some(Unit { letter, from, to })
                };
                if unit.is_some() || !matches!(last, Some(None)) {
                    units.push(unit);
                }
            }
        }
    }
    units
}

fn bucket(one: char, next: Option<char>) -> u32 {
    let pair = u64::from(u32::from(one)) << 32 | u64::from(next.map_or(0, u32::from));
    u32::try_from(mixed(pair) >> (64 - BUCKET_BITS)).expect("that few bits fit")
}

/// Bits well mixed (the finisher of SplitMix64).
pub(super) const fn mixed(bits: u64) -> u64 {
    let bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(said: &str) -> Vec<&str> {
        runs(said).iter().map(|run| &said[run.from..run.to]).collect()
    }

    #[test]
    fn a_text_is_its_characters_and_pairs_and_marks_part_them() {
        assert_eq!(words("电梯停，没人"), ["电", "电梯", "梯", "梯停", "停", "没", "没人", "人"]);
        assert_eq!(words("。， \n"), [""; 0]);
    }

    #[test]
    fn a_number_is_one_mark_whatever_it_is() {
        let buckets =
            |said: &str| -> Vec<u32> { runs(said).iter().map(|run| run.bucket).collect() };
        assert_eq!(words("打13800001111"), ["打", "打13800001111", "13800001111"]);
        assert_eq!(buckets("打13800001111"), buckets("打１２"));
    }

    #[test]
    fn repeating_counts_less_and_the_opening_more() {
        let once = buckets("梯");
        let far = format!("{}梯", "，层".repeat(40));
        let bucket = once[0].0;
        let later = buckets(&far).into_iter().find(|(one, _)| *one == bucket).unwrap();
        assert!(once[0].1 > later.1);
        assert!(buckets("梯梯")[0].1 < 2.0 * once[0].1);
    }
}
