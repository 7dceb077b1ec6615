//! How often one address may knock at the doors. The lock-out counts by name; this holds up whoever
//! tries one password on many names, and whoever guesses links.

use jiff::SignedDuration;

use crate::throttle::Rate;
use crate::web::{Client, PageError, Site};

/// Names, codes and links tried from one address. An office whose people share an address and all
/// come in the morning does not feel it. Source: assumption.
const KNOCKING: Rate = Rate { burst: 60, every: SignedDuration::from_secs(10) };

/// Counts one attempt from `client`, whether or not it will succeed.
///
/// # Errors
/// [`PageError::TooMany`] if it is one too many.
pub(super) fn knock(site: &Site, client: Client) -> Result<(), PageError> {
    let world = &site.world;
    let now = world.time.now();
    let allowed = world.throttle.allow(&world.keys, "account.knock", client.0, KNOCKING, now);
    Ok(allowed?)
}
