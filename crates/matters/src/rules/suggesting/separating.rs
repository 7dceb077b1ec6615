//! Finding the line between one label and all others: a linear support vector machine.
//!
//! Dual coordinate descent for the squared hinge loss, as in Hsieh et al., "A dual coordinate
//! descent method for large-scale linear SVM" (ICML 2008), with the examples visited in an order
//! drawn from a fixed seed.

use super::features::mixed;

/// How much an example on the wrong side costs against a simple line. Source: chosen on held-out
/// parts (`docs/suggestions.md`).
const COST: f32 = 1.0;
/// Rounds over all examples at most.
const ROUNDS: usize = 20;
/// A round in which no multiplier moved further ends it.
const STILL: f32 = 1e-3;

/// A text as weights of rows, of length one.
pub(super) type Vector = Vec<(u32, f32)>;

/// A line: a weight for each row, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub weights: Vec<f32>,
    pub offset: f32,
}

impl Line {
    /// On which side a text stands and how far from the line.
    pub fn distance(&self, text: &Vector) -> f32 {
        let sum: f32 = text.iter().map(|(row, weight)| self.weights[*row as usize] * weight).sum();
        sum + self.offset
    }

    fn move_by(&mut self, step: f32, text: &Vector) {
        for (row, weight) in text {
            self.weights[*row as usize] += step * weight;
        }
        self.offset += step;
    }
}

/// The line with the texts for which `is_own` holds on one side and all others on the other.
///
/// Of a rare label each text costs more, by the square root of how rare it is.
pub(super) fn separate(texts: &[&Vector], is_own: &[bool], rows: usize, seed: u64) -> Line {
    let own = is_own.iter().filter(|own| **own).count();
    let rare = ((texts.len() - own) as f32 / own.max(1) as f32).sqrt();
    let mut line = Line { weights: vec![0.0; rows], offset: 0.0 };
    let mut multipliers = vec![0.0_f32; texts.len()];
    let lengths: Vec<f32> = texts
        .iter()
        .map(|text| text.iter().map(|(_, weight)| weight * weight).sum::<f32>() + 1.0)
        .collect();
    let mut order: Vec<usize> = (0..texts.len()).collect();
    let mut chance = seed;
    for _ in 0..ROUNDS {
        shuffle(&mut order, &mut chance);
        let mut furthest = 0.0_f32;
        for &at in &order {
            let (side, cost) = if is_own[at] { (1.0, COST * rare) } else { (-1.0, COST) };
            let slack = 0.5 / cost;
            let old = multipliers[at];
            let slope = side * line.distance(texts[at]) - 1.0 + slack * old;
            let new = (old - slope / (lengths[at] + slack)).max(0.0);
            if new != old {
                line.move_by((new - old) * side, texts[at]);
                multipliers[at] = new;
                furthest = furthest.max((new - old).abs());
            }
        }
        if furthest < STILL {
            break;
        }
    }
    line
}

fn shuffle(order: &mut [usize], chance: &mut u64) {
    for last in (1..order.len()).rev() {
        *chance = chance.wrapping_add(1);
        let drawn = mixed(*chance) % (last as u64 + 1);
        order.swap(last, usize::try_from(drawn).expect("smaller than a length"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_differ_are_told_apart_the_same_way_each_time() {
        let texts: Vec<Vector> = vec![
            vec![(0, 1.0)],
            vec![(0, 0.8), (2, 0.6)],
            vec![(1, 1.0)],
            vec![(1, 0.8), (2, 0.6)],
        ];
        let texts: Vec<&Vector> = texts.iter().collect();
        let line = separate(&texts, &[true, true, false, false], 3, 7);
        let sides: Vec<bool> = texts.iter().map(|text| line.distance(text) > 0.0).collect();
        assert_eq!(sides, [true, true, false, false]);
        assert_eq!(line, separate(&texts, &[true, true, false, false], 3, 7));
    }

    #[test]
    fn nothing_to_tell_apart_is_no_mistake() {
        let line = separate(&[], &[], 2, 1);
        assert_eq!(line.weights, [0.0, 0.0]);
    }
}
