//! What the journal says of accounts. Never a name, an address or a token.

use kernel::{AccountId, Subject, SubjectKind};
use serde::Serialize;

use crate::journal::Event;

/// An account, or the installation for a name that no account has.
pub(super) fn on(account: impl Into<Option<AccountId>>) -> Subject {
    match account.into() {
        Some(account) => Subject::new(SubjectKind::Account, account),
        None => Subject::new(SubjectKind::System, 0_i64),
    }
}

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident = $kind:literal { $($field:ident: $type:ty),* })*) => {$(
        $(#[$doc])*
        #[derive(Serialize)]
        pub(super) struct $name {
            $(pub(super) $field: $type,)*
        }

        impl Event for $name {
            const KIND: &'static str = $kind;
        }
    )*};
}

events! {
    /// An account was made for a person.
    Created = "account.created" { person: kernel::PersonId }
    /// Somebody gave the right password.
    SignedIn = "account.signed_in" {}
    /// Somebody ended their session.
    SignedOut = "account.signed_out" {}
    /// Too many failures locked a name.
    Locked = "account.locked" { minutes: i64 }
    /// An administrator unlocked it early.
    Unlocked = "account.unlocked" {}
    /// An account may no longer be used.
    Disabled = "account.disabled" {}
    /// It may be used again.
    Enabled = "account.enabled" {}
    /// A one-time link was made.
    LinkIssued = "account.link_issued" { purpose: &'static str }
    /// A password was set.
    PasswordSet = "account.password_set" {}
    /// An administrator took a password back.
    PasswordCleared = "account.password_cleared" {}
    /// The code of the second factor was right.
    SecondFactorPassed = "account.second_factor_passed" { spare: bool }
    /// A second factor was set up.
    SecondFactorSet = "account.second_factor_set" {}
    /// An access token was made: what it may, and for how many days.
    TokenMade = "account.token_made" { token: i64, writes: bool, days: i64 }
    /// An access token was revoked.
    TokenRevoked = "account.token_revoked" { token: i64 }
    /// An administrator removed a second factor.
    SecondFactorCleared = "account.second_factor_cleared" {}
}
