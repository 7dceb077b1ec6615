//! The number people call a whistle by.

use std::fmt;
use std::str::FromStr;

use crate::model::MatterNumber;

/// A whistle's public number, such as `LG-24-7K3MQ9-1`: its matter's, and which of the matter's
/// whistles it is, from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct WhistleNumber(String);

/// Why a text is no whistle number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a whistle number looks like LG-24-7K3MQ9-1")]
pub struct NotAWhistleNumber;

impl WhistleNumber {
    /// The number of the `nth` whistle about the matter with `matter`, from 1.
    #[must_use]
    pub fn of(matter: &MatterNumber, nth: usize) -> Self {
        Self(format!("{matter}-{nth}"))
    }

    /// The number as stored and shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WhistleNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for WhistleNumber {
    type Err = NotAWhistleNumber;

    /// Reads a number; lower case and surrounding blanks are forgiven.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (matter, nth) = text.trim().rsplit_once('-').ok_or(NotAWhistleNumber)?;
        let matter: MatterNumber = matter.parse().map_err(|_| NotAWhistleNumber)?;
        match nth.parse::<u16>() {
            Ok(read) if read > 0 && read.to_string() == nth => Ok(Self::of(&matter, read.into())),
            _ => Err(NotAWhistleNumber),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_back_and_what_is_none_is_refused() {
        let number: WhistleNumber = " lg-24-7k3mq9-2 ".parse().unwrap();
        assert_eq!(number.as_str(), "LG-24-7K3MQ9-2");
        for text in ["", "LG-24-7K3MQ9", "LG-24-7K3MQ9-0", "LG-24-7K3MQ9-01", "LG-24-7K3MQ9-x"] {
            assert_eq!(text.parse::<WhistleNumber>(), Err(NotAWhistleNumber), "{text}");
        }
    }
}
