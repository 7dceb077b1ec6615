//! Chance for the demo: repeatable, with a stream of its own for each part, so that a change in
//! one part leaves the others as they were.

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What a stream of chance is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Streets, groups, buildings.
    Ground = 1,
    /// Floors, rooms, tenants.
    Tenants = 2,
    /// Bodies and who sits in them.
    People = 3,
    /// What is raised, and when.
    Matters = 4,
    /// How matters go on.
    Courses = 5,
    /// For what departments are whistled, and how they come.
    Whistles = 6,
    /// Which reports come with photos, and how those are drawn.
    Photos = 7,
}

/// A repeatable source of draws.
#[derive(Debug)]
pub struct Chance(ChaCha12Rng);

impl Chance {
    /// The stream of `seed` for one part.
    #[must_use]
    pub fn new(seed: u64, stream: Stream) -> Self {
        let mut rng = ChaCha12Rng::seed_from_u64(seed);
        rng.set_stream(stream as u64);
        Self(rng)
    }

    /// A number from 0 up to but not including `end`.
    ///
    /// # Panics
    /// When `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        assert!(end > 0, "there is something to draw from");
        let drawn = self.0.next_u64() % (end as u64);
        usize::try_from(drawn).expect("a remainder of a usize fits")
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = usize::try_from(high - low + 1).expect("low is not above high");
        low + i64::try_from(self.below(span)).expect("the span fits")
    }

    /// Whether something that happens in `percent` of all cases happens.
    pub fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `all`.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// The index of one of `weights`, each as likely as it is heavy.
    ///
    /// # Panics
    /// When all weights are 0.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: usize = weights.iter().map(|weight| *weight as usize).sum();
        let mut drawn = self.below(total);
        for (index, weight) in weights.iter().enumerate() {
            let weight = *weight as usize;
            if drawn < weight {
                return index;
            }
            drawn -= weight;
        }
        unreachable!("the draw lies below the total")
    }

    /// Puts `all` into an order of chance.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            all.swap(last, self.below(last + 1));
        }
    }
}

/// Divides `total` by `weights` so that the parts add up to it: each gets its whole share, and
/// what is left goes to the largest remainders, of two equal ones to the first.
#[must_use]
pub fn apportion(total: usize, weights: &[u32]) -> Vec<usize> {
    let sum: usize = weights.iter().map(|weight| *weight as usize).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let share = |weight: &u32| total * (*weight as usize);
    let mut parts: Vec<usize> = weights.iter().map(|weight| share(weight) / sum).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|index| (std::cmp::Reverse(share(&weights[*index]) % sum), *index));
    let left = total - parts.iter().sum::<usize>();
    for index in order.into_iter().take(left) {
        parts[index] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_stream_repeats_and_differs_from_the_others() {
        let draw = |seed, stream| {
            let mut chance = Chance::new(seed, stream);
            (0..8).map(|_| chance.below(1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(1, Stream::Ground), draw(1, Stream::Ground));
        assert_ne!(draw(1, Stream::Ground), draw(2, Stream::Ground));
        assert_ne!(draw(1, Stream::Ground), draw(1, Stream::People));
    }

    proptest! {
        #[test]
        fn the_parts_add_up_to_the_whole(
            total in 0usize..100_000,
            weights in proptest::collection::vec(0u32..1_000, 1..40),
        ) {
            let parts = apportion(total, &weights);
            let expected = if weights.iter().all(|weight| *weight == 0) { 0 } else { total };
            prop_assert_eq!(parts.iter().sum::<usize>(), expected);
        }
    }
}
