//! Throttling of the public pages, without captcha: so many requests at once, then one a while.
//!
//! Addresses are counted under a keyed hash in memory and stored or logged nowhere. Each node
//! counts for itself: ADR-0011.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use kernel::Refusal;

use crate::keys::Keys;

/// Most addresses counted at a time; what comes on top shares one count.
const MOST: usize = 100_000;

/// How much is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// So many at once.
    pub burst: u32,
    /// Then one after each of these spans. Longer than nothing.
    pub every: SignedDuration,
}

/// Too much; how long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many requests, wait {retry_after:#}")]
pub struct TooMany {
    /// After this span the next one is allowed. For the `Retry-After` header.
    pub retry_after: SignedDuration,
}

impl From<TooMany> for Refusal {
    fn from(too_many: TooMany) -> Self {
        let minutes = (too_many.retry_after.as_secs() + 59) / 60;
        Self::new("throttle-refusal").with("minutes", minutes.max(1))
    }
}

type Key = [u8; 16];

/// Counts requests by address.
#[derive(Debug, Default)]
pub struct Throttle {
    /// When each address's bucket will be full again, microseconds since 1970.
    full_at: Mutex<HashMap<Key, i64>>,
}

impl Throttle {
    /// Counts one request from `address` for `what`.
    ///
    /// # Errors
    /// [`TooMany`] if it is one too many; it is then not counted.
    pub fn allow(
        &self,
        keys: &Keys,
        what: &str,
        address: IpAddr,
        rate: Rate,
        now: Timestamp,
    ) -> Result<(), TooMany> {
        self.count(key(keys, what, address), rate, now)
    }

    /// Counts one request of what has the id `one`, such as an access token.
    ///
    /// # Errors
    /// As [`Throttle::allow`].
    pub fn allow_one(
        &self,
        keys: &Keys,
        what: &str,
        one: i64,
        rate: Rate,
        now: Timestamp,
    ) -> Result<(), TooMany> {
        self.count(shortened(&keys.hash(what, &one.to_be_bytes())), rate, now)
    }

    fn count(&self, key: Key, rate: Rate, now: Timestamp) -> Result<(), TooMany> {
        let (now, every) = (now.as_microsecond(), micros(rate.every).max(1));
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let key = with_room(&mut full_at, key, now);
        let bucket = full_at.entry(key).or_insert(now);
        let next = (*bucket).max(now).saturating_add(every);
        let over = next - now - every.saturating_mul(i64::from(rate.burst));
        if over > 0 {
            return Err(TooMany { retry_after: SignedDuration::from_micros(over) });
        }
        *bucket = next;
        Ok(())
    }
}

/// Makes room for `key`: buckets that are full again say nothing. If none is, strangers share
/// one bucket, so that memory stays bounded however many addresses knock.
fn with_room(full_at: &mut HashMap<Key, i64>, key: Key, now: i64) -> Key {
    if full_at.len() < MOST || full_at.contains_key(&key) {
        return key;
    }
    full_at.retain(|_, at| *at > now);
    if full_at.len() < MOST { key } else { Key::default() }
}

fn key(keys: &Keys, what: &str, address: IpAddr) -> Key {
    let hash = match address.to_canonical() {
        IpAddr::V4(address) => keys.hash(what, &address.octets()),
        // Whoever has one address of IPv6 has the 2^64 beside it.
        IpAddr::V6(address) => keys.hash(what, &address.octets()[..8]),
    };
    shortened(&hash)
}

fn shortened(hash: &[u8]) -> Key {
    let mut key = Key::default();
    let length = key.len();
    key.copy_from_slice(&hash[..length]);
    key
}

fn micros(span: SignedDuration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SeededRandomness;

    const RATE: Rate = Rate { burst: 3, every: SignedDuration::from_secs(60) };

    fn now() -> Timestamp {
        "2024-02-06T02:24:00Z".parse().unwrap()
    }

    fn later(seconds: i64) -> Timestamp {
        now() + SignedDuration::from_secs(seconds)
    }

    fn ask(throttle: &Throttle, address: &str, at: Timestamp) -> Result<(), TooMany> {
        let keys = Keys::generate(&SeededRandomness::new(1));
        throttle.allow(&keys, "raise", address.parse().unwrap(), RATE, at)
    }

    #[test]
    fn a_few_at_once_then_one_a_minute() {
        let throttle = Throttle::default();
        for _ in 0..3 {
            assert_eq!(ask(&throttle, "10.0.0.1", now()), Ok(()));
        }
        let wait = ask(&throttle, "10.0.0.1", later(20)).unwrap_err();
        assert_eq!(wait.retry_after, SignedDuration::from_secs(40));
        assert_eq!(Refusal::from(wait).args, [("minutes", 1_i64.into())]);
        assert_eq!(ask(&throttle, "10.0.0.2", later(20)), Ok(()), "others are not held up");
        assert_eq!(ask(&throttle, "10.0.0.1", later(60)), Ok(()));
        assert!(ask(&throttle, "10.0.0.1", later(60)).is_err());
        for _ in 0..3 {
            assert_eq!(ask(&throttle, "10.0.0.1", later(600)), Ok(()), "full again");
        }
    }

    #[test]
    fn one_household_of_ipv6_is_one_address() {
        let throttle = Throttle::default();
        for last in 1..=3 {
            assert_eq!(ask(&throttle, &format!("2001:db8::{last}"), now()), Ok(()));
        }
        assert!(ask(&throttle, "2001:db8::4", now()).is_err());
        assert_eq!(ask(&throttle, "2001:db8:0:1::4", now()), Ok(()));
        for _ in 0..3 {
            assert_eq!(ask(&throttle, "::ffff:10.0.0.1", now()), Ok(()));
        }
        assert!(ask(&throttle, "10.0.0.1", now()).is_err());
    }

    #[test]
    fn memory_stays_bounded() {
        let mut full_at: HashMap<Key, i64> =
            (0..MOST as u128).map(|n| ((n + 1).to_be_bytes(), 10)).collect();
        let stranger = [9; 16];
        assert_eq!(with_room(&mut full_at, stranger, 5), Key::default(), "strangers share");
        let known = 1_u128.to_be_bytes();
        assert_eq!(with_room(&mut full_at, known, 5), known);
        assert_eq!(with_room(&mut full_at, stranger, 10), stranger);
        assert!(full_at.is_empty(), "what is full again is forgotten");
    }
}
