//! The number people call a matter by.

use std::fmt;
use std::str::FromStr;

use kernel::Randomness;

/// Characters of the random part.
const TAIL: usize = 6;

/// A matter's public number, such as `LG-24-7K3MQ9`: street code, year, six readable characters.
///
/// The tail is drawn, not counted up: a serial number would tell how many matters a street has
/// and, to roles shielded from it, when this one was raised. The store holds it unique and draws
/// again on the rare collision (31⁶ ≈ 887 million a street and year).
///
/// Source: UX mockups (`LG-24-0417`); ADR-0004.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct MatterNumber(String);

/// Why a text is no matter number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a matter number looks like LG-24-7K3MQ9")]
pub struct NotAMatterNumber;

impl MatterNumber {
    /// Draws a number for a matter of the street `code` raised in `year` (full year, 2024).
    ///
    /// # Errors
    /// [`NotAMatterNumber`] unless `code` is two to four capital letters.
    pub fn draw(
        code: &str,
        year: i16,
        randomness: &dyn Randomness,
    ) -> Result<Self, NotAMatterNumber> {
        let year = year.rem_euclid(100);
        format!("{code}-{year:02}-{}", randomness.code(TAIL)).parse()
    }

    /// The number as stored and shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MatterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for MatterNumber {
    type Err = NotAMatterNumber;

    /// Reads a number; lower case and surrounding blanks are forgiven.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().to_ascii_uppercase();
        let mut parts = text.split('-');
        let (Some(street), Some(year), Some(tail), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NotAMatterNumber);
        };
        let street_fits =
            (2..=4).contains(&street.len()) && street.bytes().all(|byte| byte.is_ascii_uppercase());
        let year_fits = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
        let tail_fits = tail.len() == TAIL && tail.bytes().all(is_readable);
        if street_fits && year_fits && tail_fits { Ok(Self(text)) } else { Err(NotAMatterNumber) }
    }
}

/// Whether a byte belongs to the readable alphabet of [`Randomness::code`].
pub(super) fn is_readable(byte: u8) -> bool {
    (byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && !matches!(byte, b'0' | b'O' | b'1' | b'I' | b'L')
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::atomic::{AtomicU8, Ordering};

    use super::*;

    /// Bytes that count up: repeatable chance for tests.
    #[derive(Debug, Default)]
    pub(crate) struct Counting(AtomicU8);

    impl Randomness for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(37, Ordering::Relaxed);
            }
        }
    }

    #[test]
    fn a_drawn_number_is_read_back() {
        let chance = Counting::default();
        let first = MatterNumber::draw("LG", 2024, &chance).unwrap();
        let second = MatterNumber::draw("LG", 2024, &chance).unwrap();
        assert!(first.as_str().starts_with("LG-24-"));
        assert_ne!(first, second);
        assert_eq!(first.to_string().parse(), Ok(first));
    }

    #[test]
    fn lower_case_and_blanks_are_forgiven() {
        let number: MatterNumber = " lg-24-7k3mq9 ".parse().unwrap();
        assert_eq!(number.as_str(), "LG-24-7K3MQ9");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "LG-24",
            "L-24-7K3MQ9",
            "LGLGL-24-7K3MQ9",
            "LG-2024-7K3MQ9",
            "LG-24-7K3MQ",
            "LG-24-7K3MQ0",
            "LG-24-7K3MQ9-1",
            "1G-24-7K3MQ9",
            "鲁谷-24-7K3MQ9",
        ] {
            assert_eq!(text.parse::<MatterNumber>(), Err(NotAMatterNumber), "{text}");
        }
        assert!(MatterNumber::draw("lugu5", 2024, &Counting::default()).is_err());
    }
}
