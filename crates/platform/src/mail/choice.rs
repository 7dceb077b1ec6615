//! When somebody wants to be told by mail.

use jiff::Timestamp;
use kernel::AccountId;

use crate::web::Locale;

kernel::word_enum!(
    /// How often a letter comes.
    Cadence in "mail-cadence" {
        /// With each thing that happens; outside the hours of telling, when they begin.
        AtOnce = "at_once",
        /// Once a day, when the hours of telling begin: all that happened since.
        Daily = "daily",
        /// Never.
        None = "none",
    }
);

/// What an account chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Whose.
    pub account: AccountId,
    /// How often.
    pub cadence: Cadence,
    /// The language of its letters.
    pub locale: Locale,
    /// Keyed hash of the code that waits to be typed.
    pub(super) code_hash: Option<Vec<u8>>,
    /// Until when it may be.
    pub(super) code_until: i64,
    /// How many codes were wrong.
    pub(super) code_tries: i32,
    /// When the address was proved; `None` while none is.
    pub confirmed_at: Option<Timestamp>,
}

impl Choice {
    /// The choice of an account that never made one.
    pub(super) const fn none(account: AccountId, locale: Locale) -> Self {
        Self {
            account,
            cadence: Cadence::None,
            locale,
            code_hash: None,
            code_until: 0,
            code_tries: 0,
            confirmed_at: None,
        }
    }

    /// Whether a code was sent that may still be typed at `now`.
    #[must_use]
    pub fn waits_for_code(&self, now: Timestamp) -> bool {
        self.code_hash.is_some() && now.as_microsecond() < self.code_until
    }
}
