//! The words that decided: which stretches of a text speak for a label.

use super::features::{Run, runs};
use super::learned::{Learned, Scored};

/// Stretches named at most.
const NAMED: usize = 3;

/// A stretch of the text, in bytes, and how much it speaks for the label.
#[derive(Clone, Copy)]
struct Stretch {
    from: usize,
    to: usize,
    speaks: f32,
}

impl Learned {
    /// The stretches of `said` that speak most for the label, the strongest first, each once, as
    /// they were written; pairs that overlap are read as one stretch.
    #[must_use]
    pub fn because(&self, said: &str, chosen: &Scored<'_>) -> Vec<String> {
        let mut pairs = self.speaking(&runs(said), chosen.at);
        pairs.sort_by(|one, other| other.speaks.total_cmp(&one.speaks));
        let Some(strongest) = pairs.first().map(|pair| pair.speaks) else { return Vec::new() };
        // A third of the strongest is the least worth naming. Source: assumption.
        pairs.retain(|pair| pair.speaks > strongest / 3.0);
        pairs.truncate(2 * NAMED);
        let mut named: Vec<String> = Vec::new();
        for stretch in joined(pairs) {
            let words = said[stretch.from..stretch.to].to_owned();
            if !named.iter().any(|known| known.contains(&words)) {
                named.push(words);
            }
        }
        named.truncate(NAMED);
        named
    }

    /// The pairs that speak for the label rather than for the others, each where it first stands.
    fn speaking(&self, runs: &[Run], label: usize) -> Vec<Stretch> {
        let vector = self.vector(runs);
        let mut seen = std::collections::BTreeSet::new();
        let pairs = runs.iter().filter(|run| run.is_pair && seen.insert(run.bucket));
        let weighed = pairs.filter_map(|run| {
            let row = self.row(run.bucket)?;
            let at = vector.binary_search_by_key(&row, |(row, _)| *row).ok()?;
            let speaks = vector[at].1 * self.rather(row, label);
            (speaks > 0.0).then_some(Stretch { from: run.from, to: run.to, speaks })
        });
        weighed.collect()
    }

    /// How much more a row weighs for a label than for the others on average.
    fn rather(&self, row: u32, label: usize) -> f32 {
        let others = (0..self.labels.len()).filter(|other| *other != label);
        let sum: f32 = others.map(|other| self.weight(row, other)).sum();
        self.weight(row, label) - sum / (self.labels.len().max(2) - 1) as f32
    }
}

/// Stretches that overlap made one, the strongest first.
fn joined(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_by_key(|stretch| stretch.from);
    let mut joined: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if stretch.from < last.to => {
                last.to = last.to.max(stretch.to);
                last.speaks += stretch.speaks;
            }
            _ => joined.push(stretch),
        }
    }
    joined.sort_by(|one, other| other.speaks.total_cmp(&one.speaks));
    joined
}

#[cfg(test)]
mod tests {
    use crate::rules::suggesting::testing::taught;

    #[test]
    fn the_words_that_decided_are_read_out_of_the_text() {
        let learned = taught();
        let said = "今天上午南塔的电梯又停运了，大家走楼梯";
        let scored = learned.judge(said);
        assert_eq!(scored[0].label, "lift");
        let because = learned.because(said, &scored[0]);
        assert!(because.iter().any(|words| words.contains("电梯")), "{because:?}");
        assert!(because.len() <= 3 && because.iter().all(|words| said.contains(words.as_str())));
    }

    #[test]
    fn a_text_in_which_nothing_is_known_decides_nothing() {
        let learned = taught();
        assert_eq!(learned.judge("！！！"), []);
        let scored = learned.judge("电梯");
        assert_eq!(learned.because("qqq", &scored[0]), [""; 0]);
    }
}
