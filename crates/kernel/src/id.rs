//! Ids: application-generated 64-bit integers, unique across nodes.
//!
//! An id reveals when it was made, so people see numbers and codes instead, and roles that are
//! shielded from the reporter never receive one (DESIGN §4).

use jiff::Timestamp;

/// Declares a newtype over `i64` that names what it identifies.
#[macro_export]
macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(::serde::Serialize, ::serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl From<i64> for $name {
            fn from(raw: i64) -> Self {
                Self(raw)
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> i64 {
                id.0
            }
        }
    };
}

id_type!(
    /// A node of the place tree: district, street, community, building, floor, room …
    PlaceId
);
id_type!(
    /// A body: committee, workstation, party organisation, property company, enterprise …
    BodyId
);
id_type!(
    /// A natural person. Name and contact are in the vault, never beside the id.
    PersonId
);
id_type!(
    /// A person's post in a body, with dates.
    PostId
);
id_type!(
    /// A sign-in account.
    AccountId
);

/// Bits of an id that count within one millisecond and node.
const SEQUENCE_BITS: u32 = 12;
/// Bits of an id that name the node.
const NODE_BITS: u32 = 10;
/// 2020-01-01T00:00:00Z in milliseconds: ids count from here and last until 2089.
const EPOCH_MS: i64 = 1_577_836_800_000;

/// Makes ids for one node; unique as long as no two live nodes share a number.
///
/// The time given may stand still or run backwards (a frozen clock, a corrected server): the
/// generator then keeps counting from the largest moment it has seen.
#[derive(Debug)]
pub struct IdGenerator {
    node: i64,
    last: std::sync::atomic::AtomicI64,
}

impl IdGenerator {
    /// A generator for `node` (0 … 1023; higher bits are cut off).
    #[must_use]
    pub fn new(node: u16) -> Self {
        Self {
            node: i64::from(node) & ((1 << NODE_BITS) - 1),
            last: std::sync::atomic::AtomicI64::new(0),
        }
    }

    /// The least id that any node could make at `moment`: what was made before is smaller.
    #[must_use]
    pub fn least_at(moment: Timestamp) -> i64 {
        (moment.as_millisecond() - EPOCH_MS).max(0) << (SEQUENCE_BITS + NODE_BITS)
    }

    /// The next id, larger than every one this generator gave before.
    pub fn next(&self, now: Timestamp) -> i64 {
        use std::sync::atomic::Ordering::Relaxed;
        // `tick` joins milliseconds and sequence, so that overflow of the sequence borrows the
        // next millisecond instead of colliding.
        let wanted = (now.as_millisecond() - EPOCH_MS).max(1) << SEQUENCE_BITS;
        let previous = self
            .last
            .fetch_update(Relaxed, Relaxed, |last| Some(wanted.max(last + 1)))
            .expect("the update always gives a value");
        let tick = wanted.max(previous + 1);
        let sequence = tick & ((1 << SEQUENCE_BITS) - 1);
        let milliseconds = tick >> SEQUENCE_BITS;
        (milliseconds << (SEQUENCE_BITS + NODE_BITS)) | (self.node << SEQUENCE_BITS) | sequence
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_even_when_time_stands_still_or_runs_back() {
        let ids = IdGenerator::new(3);
        let now: Timestamp = "2024-02-06T02:24:00Z".parse().expect("a timestamp");
        let earlier: Timestamp = "2024-02-06T01:00:00Z".parse().expect("a timestamp");
        let made: Vec<i64> =
            (0..10_000).map(|n| ids.next(if n % 2 == 0 { now } else { earlier })).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn what_was_made_before_a_moment_is_smaller_than_its_least_id() {
        let then: Timestamp = "2024-02-06T02:24:00Z".parse().expect("a timestamp");
        let before = IdGenerator::new(1023).next(then - jiff::SignedDuration::from_millis(1));
        let least = IdGenerator::least_at(then);
        assert!(before < least && least <= IdGenerator::new(0).next(then));
    }

    #[test]
    fn two_nodes_never_make_the_same_id() {
        let now: Timestamp = "2024-02-06T02:24:00Z".parse().expect("a timestamp");
        assert_ne!(IdGenerator::new(1).next(now), IdGenerator::new(2).next(now));
    }
}
