//! What was learned: a weight for each bucket and label, and how a text is judged by it.

use super::features::{BUCKETS, Run, counted, runs};
use super::separating::Vector;

/// A bucket that does not count.
const NONE: u32 = u32::MAX;

/// A trained model. The same in memory as in its file: weights are rounded when it is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    pub(super) labels: Vec<String>,
    /// The buckets that count, ascending; a row each.
    pub(super) buckets: Vec<u32>,
    /// How telling each row is, in sixteenths: the rarer, the more.
    pub(super) rarity: Vec<u8>,
    /// For each row a weight for each label, in the label's unit.
    pub(super) weights: Vec<i16>,
    /// What one unit of a label's weights is.
    pub(super) units: Vec<f32>,
    /// Where each label's line stands.
    pub(super) offsets: Vec<f32>,
    /// How fast distance from the lines becomes certainty.
    pub(super) sharpness: f32,
    /// How many texts it was learned from.
    pub(super) texts: u32,
    /// The row of each bucket, [`NONE`] for those that do not count.
    rows: Vec<u32>,
}

/// A label and how likely it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored<'m> {
    /// The label as the examples had it.
    pub label: &'m str,
    /// Its place among [`Learned::labels`].
    pub(super) at: usize,
    /// How likely, 0 to 1; over all labels they sum to 1.
    pub chance: f32,
}

impl Scored<'_> {
    /// How likely, in whole percent. Never 100: there is no certainty to be had.
    #[must_use]
    pub fn percent(&self) -> u8 {
        (self.chance * 100.0).round().clamp(0.0, 99.0) as u8
    }
}

/// A model and what it is called: the beginning of its file's hash.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// The model.
    pub learned: Learned,
    /// Twelve hexadecimal digits.
    pub name: String,
}

/// What a model is made of, before buckets are looked up.
pub(super) struct Parts {
    pub labels: Vec<String>,
    pub buckets: Vec<u32>,
    pub rarity: Vec<u8>,
    pub weights: Vec<i16>,
    pub units: Vec<f32>,
    pub offsets: Vec<f32>,
    pub sharpness: f32,
    pub texts: u32,
}

impl From<Parts> for Learned {
    fn from(parts: Parts) -> Self {
        let Parts { labels, buckets, rarity, weights, units, offsets, sharpness, texts } = parts;
        let rows = lookup(&buckets);
        Self { labels, buckets, rarity, weights, units, offsets, sharpness, texts, rows }
    }
}

impl Learned {
    /// The labels it knows, in order.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// How many characters and pairs count.
    #[must_use]
    pub fn size(&self) -> usize {
        self.buckets.len()
    }

    /// How many texts it was learned from.
    #[must_use]
    pub const fn texts(&self) -> u32 {
        self.texts
    }

    /// Every label, the likeliest first; nothing for a text in which nothing is known.
    #[must_use]
    pub fn judge(&self, said: &str) -> Vec<Scored<'_>> {
        let vector = self.vector(&runs(said));
        if vector.is_empty() {
            return Vec::new();
        }
        let distances = self.distances(&vector);
        let mut scored: Vec<Scored<'_>> = chances(&distances, self.sharpness)
            .into_iter()
            .enumerate()
            .map(|(at, chance)| Scored { label: &self.labels[at], at, chance })
            .collect();
        scored.sort_by(|one, other| other.chance.total_cmp(&one.chance));
        scored
    }

    /// The row of a bucket, if it counts.
    pub(super) fn row(&self, bucket: u32) -> Option<u32> {
        self.rows.get(bucket as usize).copied().filter(|row| *row != NONE)
    }

    /// The weight of a row for a label.
    pub(super) fn weight(&self, row: u32, label: usize) -> f32 {
        f32::from(self.weights[row as usize * self.labels.len() + label]) * self.units[label]
    }

    pub(super) fn vector(&self, runs: &[Run]) -> Vector {
        let known = runs.iter().filter_map(|run| Some((self.row(run.bucket)?, run.opens)));
        let mut vector = counted(known);
        for (row, weight) in &mut vector {
            *weight *= f32::from(self.rarity[*row as usize]);
        }
        normalised(vector)
    }

    fn distances(&self, vector: &Vector) -> Vec<f32> {
        let labels = self.labels.len();
        let mut sums = vec![0.0_f32; labels];
        for (row, value) in vector {
            let start = *row as usize * labels;
            for (sum, weight) in sums.iter_mut().zip(&self.weights[start..start + labels]) {
                *sum += value * f32::from(*weight);
            }
        }
        let lines = self.units.iter().zip(&self.offsets);
        sums.iter().zip(lines).map(|(sum, (unit, offset))| sum * unit + offset).collect()
    }
}

/// The weights made to have length one.
pub(super) fn normalised(mut vector: Vector) -> Vector {
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        for (_, weight) in &mut vector {
            *weight /= length;
        }
    }
    vector
}

/// Distances as chances that sum to one.
pub(super) fn chances(distances: &[f32], sharpness: f32) -> Vec<f32> {
    let furthest = distances.iter().copied().fold(f32::MIN, f32::max);
    let raised: Vec<f32> =
        distances.iter().map(|distance| (sharpness * (distance - furthest)).exp()).collect();
    let sum: f32 = raised.iter().sum();
    raised.into_iter().map(|one| one / sum).collect()
}

fn lookup(buckets: &[u32]) -> Vec<u32> {
    let mut rows = vec![NONE; BUCKETS];
    for (row, bucket) in (0..).zip(buckets) {
        if let Some(place) = rows.get_mut(*bucket as usize) {
            *place = row;
        }
    }
    rows
}
