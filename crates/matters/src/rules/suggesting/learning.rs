//! Training: from texts with labels to a model, and an honest figure of how good it is.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Examination;
use super::features::{buckets, mixed};
use super::learned::{Learned, Parts, chances, normalised};
use super::separating::{Line, Vector, separate};

/// A character or pair counts when it stands in so many texts: what one reporter alone wrote is
/// never learned. Source: chosen on held-out parts, where 2 and 3 gave the same.
const LEAST_TEXTS: u32 = 3;
/// A label with fewer texts is left out: nothing can be learned from it. Source: assumption.
const LEAST_EXAMPLES: usize = 5;
/// One part in so many is held out to prove the model and to learn how sure it may be.
const PARTS: u64 = 5;
/// Near-copies share their rarest runs; one in no more texts than this tells them.
const RARE: u32 = 12;

/// A text and where it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Example<'t> {
    /// Where it went.
    pub label: &'t str,
    /// What was written.
    pub text: &'t str,
}

/// How well a model of the same examples did on the part it had not seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// Texts learned from in the end.
    pub texts: usize,
    /// Labels left out because they have fewer than five texts.
    pub left_out: Vec<String>,
    /// The figures on the held-out fifth.
    pub held_out: Examination,
}

/// Why nothing can be learned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrainingRefusal {
    /// Fewer than two labels have enough texts.
    #[error("{labels} labels have {least} texts or more; two are needed")]
    TooFewLabels {
        /// Labels with enough texts.
        labels: usize,
        /// The least texts of a label.
        least: usize,
    },
    /// The texts are too few or too short to have anything in common.
    #[error("the texts have too little in common")]
    NothingInCommon,
}

/// Learns from examples, whatever their order.
///
/// # Errors
/// [`TrainingRefusal`] when there is too little to learn from.
pub fn learn(examples: &[Example<'_>]) -> Result<(Learned, Proof), TrainingRefusal> {
    let corpus = Corpus::of(examples)?;
    let all: Vec<usize> = (0..corpus.examples.len()).collect();
    let (held, rest): (Vec<usize>, Vec<usize>) = all.iter().partition(|at| corpus.parts[**at] == 0);
    let trial = corpus.train(&rest)?;
    let sharpness = trial.sharpness(&corpus, &held);
    let trial = trial.into_learned(&corpus, rest.len(), sharpness);
    let answers = held.iter().map(|at| {
        let example = corpus.examples[*at];
        (example.label, trial.judge(example.text).first().map(|scored| scored.label))
    });
    let held_out = Examination::of(answers);
    let learned = corpus.train(&all)?.into_learned(&corpus, all.len(), sharpness);
    let proof = Proof { texts: all.len(), left_out: corpus.left_out, held_out };
    Ok((learned, proof))
}

/// Examples in one order, their labels numbered, their runs counted, parted so that near-copies
/// stay together.
struct Corpus<'t> {
    examples: Vec<Example<'t>>,
    labels: Vec<String>,
    own: Vec<usize>,
    counts: Vec<Vec<(u32, f32)>>,
    parts: Vec<u64>,
    left_out: Vec<String>,
}

impl<'t> Corpus<'t> {
    fn of(examples: &[Example<'t>]) -> Result<Self, TrainingRefusal> {
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        for example in examples {
            *sizes.entry(example.label).or_default() += 1;
        }
        let enough = |label: &str| sizes[label] >= LEAST_EXAMPLES;
        let labels: Vec<String> =
            sizes.keys().filter(|label| enough(label)).map(ToString::to_string).collect();
        if labels.len() < 2 {
            let (labels, least) = (labels.len(), LEAST_EXAMPLES);
            return Err(TrainingRefusal::TooFewLabels { labels, least });
        }
        let left_out =
            sizes.keys().filter(|label| !enough(label)).map(ToString::to_string).collect();
        let mut examples: Vec<Example<'t>> =
            examples.iter().copied().filter(|example| enough(example.label)).collect();
        examples.sort_unstable();
        let counts: Vec<Vec<(u32, f32)>> =
            examples.iter().map(|example| buckets(example.text)).collect();
        let place = |label: &str| labels.partition_point(|known| known.as_str() < label);
        let own = examples.iter().map(|example| place(example.label)).collect();
        let parts = parts(&counts);
        Ok(Self { examples, labels, own, counts, parts, left_out })
    }

    /// Learns a line for each label from the examples at `chosen`.
    fn train(&self, chosen: &[usize]) -> Result<Lines, TrainingRefusal> {
        let (buckets, rarity) = self.vocabulary(chosen);
        if buckets.is_empty() {
            return Err(TrainingRefusal::NothingInCommon);
        }
        let rows: HashMap<u32, u32> = buckets.iter().copied().zip(0..).collect();
        let vectors: Vec<Vector> =
            chosen.iter().map(|at| self.vector(*at, &rows, &rarity)).collect();
        let texts: Vec<&Vector> = vectors.iter().collect();
        let lines = (0..self.labels.len()).map(|label| {
            let is_own: Vec<bool> = chosen.iter().map(|at| self.own[*at] == label).collect();
            separate(&texts, &is_own, buckets.len(), (label as u64) << 32)
        });
        let lines = lines.collect();
        Ok(Lines { buckets, rarity, rows, lines })
    }

    /// The buckets that stand in enough of the chosen texts, ascending, and how telling each is.
    fn vocabulary(&self, chosen: &[usize]) -> (Vec<u32>, Vec<u8>) {
        let found = texts_with(chosen.iter().map(|at| &self.counts[*at]));
        let telling = |texts: u32| {
            let rare = (1.0 + chosen.len() as f32) / (1.0 + texts as f32);
            (16.0 * (rare.ln() + 1.0)).round().clamp(1.0, 255.0) as u8
        };
        found
            .into_iter()
            .filter(|(_, texts)| *texts >= LEAST_TEXTS)
            .map(|(bucket, texts)| (bucket, telling(texts)))
            .unzip()
    }

    fn vector(&self, at: usize, rows: &HashMap<u32, u32>, rarity: &[u8]) -> Vector {
        let found = self.counts[at].iter().filter_map(|(bucket, count)| {
            let row = *rows.get(bucket)?;
            Some((row, count * f32::from(rarity[row as usize])))
        });
        normalised(found.collect())
    }
}

/// In how many texts each bucket stands.
fn texts_with<'c>(counts: impl Iterator<Item = &'c Vec<(u32, f32)>>) -> BTreeMap<u32, u32> {
    let mut found: BTreeMap<u32, u32> = BTreeMap::new();
    for (bucket, _) in counts.flatten() {
        *found.entry(*bucket).or_default() += 1;
    }
    found
}

/// A part for each text. Texts that share what hardly any other has, as copies and near-copies do,
/// mostly come into the same part: the smallest hash among a text's rare runs chooses it.
fn parts(counts: &[Vec<(u32, f32)>]) -> Vec<u64> {
    let found = texts_with(counts.iter());
    let is_shared = |bucket: &u32| (2..=RARE).contains(&found[bucket]);
    counts
        .iter()
        .map(|count| {
            let buckets: BTreeSet<u32> = count.iter().map(|(bucket, _)| *bucket).collect();
            let rare = buckets.iter().filter(|bucket| is_shared(bucket));
            let least = rare.map(|bucket| mixed(u64::from(*bucket))).min();
            let whole = || buckets.iter().fold(0, |hash, bucket| mixed(hash ^ u64::from(*bucket)));
            least.unwrap_or_else(whole) % PARTS
        })
        .collect()
}

/// A line for each label, before they are rounded into a model.
struct Lines {
    buckets: Vec<u32>,
    rarity: Vec<u8>,
    rows: HashMap<u32, u32>,
    lines: Vec<Line>,
}

impl Lines {
    /// The sharpness under which the held-out labels are least surprising, by halving the range
    /// in which it lies; 5 when nothing was held out.
    fn sharpness(&self, corpus: &Corpus<'_>, held: &[usize]) -> f32 {
        let judged: Vec<(usize, Vec<f32>)> = held
            .iter()
            .map(|at| {
                let vector = corpus.vector(*at, &self.rows, &self.rarity);
                (corpus.own[*at], self.lines.iter().map(|line| line.distance(&vector)).collect())
            })
            .collect();
        if judged.is_empty() {
            return 5.0;
        }
        let surprise = |sharpness: f32| -> f32 {
            let chance = |(own, distances): &(usize, Vec<f32>)| chances(distances, sharpness)[*own];
            judged.iter().map(|one| -chance(one).max(1e-6).ln()).sum()
        };
        let (mut low, mut high) = (0.5_f32, 20.0_f32);
        for _ in 0..24 {
            let third = (high - low) / 3.0;
            if surprise(low + third) < surprise(high - third) {
                high -= third;
            } else {
                low += third;
            }
        }
        f32::midpoint(low, high)
    }

    /// Rounds the lines to what a file holds.
    fn into_learned(self, corpus: &Corpus<'_>, texts: usize, sharpness: f32) -> Learned {
        let most =
            |line: &Line| line.weights.iter().fold(1e-9_f32, |most, one| most.max(one.abs()));
        let units: Vec<f32> =
            self.lines.iter().map(|line| most(line) / f32::from(i16::MAX)).collect();
        let mut weights = Vec::with_capacity(self.buckets.len() * self.lines.len());
        for row in 0..self.buckets.len() {
            for (line, unit) in self.lines.iter().zip(&units) {
                weights.push((line.weights[row] / unit).round() as i16);
            }
        }
        Parts {
            labels: corpus.labels.clone(),
            buckets: self.buckets,
            rarity: self.rarity,
            weights,
            units,
            offsets: self.lines.iter().map(|line| line.offset).collect(),
            sharpness,
            texts: u32::try_from(texts).unwrap_or(u32::MAX),
        }
        .into()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rules::suggesting::testing::{corpus, taught};

    #[test]
    fn what_was_learned_holds_for_words_in_another_order() {
        let learned = taught();
        for (said, label) in [
            ("北塔三号电梯停运，没有人来修", "lift"),
            ("车位被外来车辆占了一整天", "parking"),
            ("餐馆的油烟飘进办公室", "fumes"),
        ] {
            let scored = learned.judge(said);
            assert_eq!(scored[0].label, label, "{said}");
            let sum: f32 = scored.iter().map(|one| one.chance).sum();
            assert!((sum - 1.0).abs() < 1e-4);
        }
    }

    #[test]
    fn the_held_out_part_proves_it() {
        let owned = corpus();
        let examples: Vec<Example<'_>> =
            owned.iter().map(|(label, text)| Example { label, text }).collect();
        let (learned, proof) = learn(&examples).unwrap();
        assert!(proof.held_out.texts > 0 && proof.held_out.texts < examples.len());
        assert!(proof.held_out.accuracy() > 0.9, "{proof:?}");
        assert_eq!(learned.texts() as usize, examples.len());
    }

    #[test]
    fn too_little_is_refused_and_a_rare_label_left_out() {
        let few = [Example { label: "a", text: "电梯" }; 9];
        let refusal = TrainingRefusal::TooFewLabels { labels: 1, least: 5 };
        assert_eq!(learn(&few), Err(refusal));
        let nothing: Vec<Example<'_>> =
            ["a", "b"].iter().flat_map(|label| [Example { label, text: "。" }; 6]).collect();
        assert_eq!(learn(&nothing), Err(TrainingRefusal::NothingInCommon));
        let owned = corpus();
        let mut examples: Vec<Example<'_>> =
            owned.iter().map(|(label, text)| Example { label, text }).collect();
        examples.push(Example { label: "once", text: "只有一次" });
        assert_eq!(learn(&examples).unwrap().1.left_out, ["once"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(6))]
        #[test]
        fn the_order_of_the_rows_changes_nothing(
            order in Just((0..corpus().len()).collect::<Vec<usize>>()).prop_shuffle(),
        ) {
            let owned = corpus();
            let example = |at: &usize| Example { label: owned[*at].0, text: &owned[*at].1 };
            let shuffled: Vec<Example<'_>> = order.iter().map(example).collect();
            let sorted: Vec<usize> = (0..owned.len()).collect();
            let straight: Vec<Example<'_>> = sorted.iter().map(example).collect();
            prop_assert_eq!(learn(&shuffled), learn(&straight));
        }

        #[test]
        fn any_text_can_be_judged(said in any::<String>()) {
            let learned = taught();
            for scored in learned.judge(&said) {
                prop_assert!((0.0..=1.0).contains(&scored.chance));
                let _ = learned.because(&said, &scored);
            }
        }
    }
}
