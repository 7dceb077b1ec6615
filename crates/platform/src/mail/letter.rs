//! Letters, as the log of what was sent knows them.

use jiff::{SignedDuration, Timestamp};
use kernel::AccountId;

/// After how many minutes an attempt that failed is followed by the next. After the last one the
/// letter is given up. Source: assumption (a relay that is restarted, one that is mended within a
/// working day; RFC 5321 asks for half an hour and more between later attempts).
const AGAIN_AFTER: [i64; 6] = [1, 5, 30, 120, 240, 480];

kernel::word_enum!(
    /// What a letter is about.
    Kind in "mail-kind" {
        /// Notices of its account.
        Notices = "notices",
        /// The code that proves an address.
        Code = "code",
    }
);

kernel::word_enum!(
    /// How a letter stands, in the order of the operator's page.
    State in "mail-state" {
        /// It is to be sent.
        Waiting = "waiting",
        /// It was given up: the relay refused it for good, or too often.
        Failed = "failed",
        /// The relay took it.
        Sent = "sent",
        /// There was nothing to tell when it was due: all was read, or out of sight, or unwanted.
        Dropped = "dropped",
    }
);

/// A letter, without what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its id.
    pub id: i64,
    /// What addresses and message ids name it by.
    pub key: String,
    /// What it is about.
    pub kind: Kind,
    /// Whose it is.
    pub account: AccountId,
    /// What is known of it only until it is sent, closed.
    pub(super) enclosed: Option<Vec<u8>>,
    /// How it stands.
    pub state: State,
    /// When it is to be sent, or tried again.
    pub due_at: Timestamp,
    /// How often it was tried.
    pub attempts: i32,
    /// What the relay said last: its code, or that it was not reached.
    pub reply: Option<String>,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it was sent, given up or dropped.
    pub ended_at: Option<Timestamp>,
}

impl Letter {
    /// When it is tried again after an attempt that failed at `now`; `None` to give it up.
    pub(super) fn again_at(&self, now: Timestamp) -> Option<Timestamp> {
        let done = usize::try_from(self.attempts).unwrap_or(usize::MAX);
        let minutes = AGAIN_AFTER.get(done.saturating_sub(1))?;
        Some(now + SignedDuration::from_mins(*minutes))
    }

    /// What its enclosure is bound to: it cannot be moved to another letter.
    pub(super) fn enclosure(key: &str) -> String {
        format!("letter {key}")
    }
}
