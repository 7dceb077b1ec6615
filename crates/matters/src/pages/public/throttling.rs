//! How often one address, or one building, may raise, and one address look up codes.

use std::net::{IpAddr, Ipv4Addr};

use jiff::SignedDuration;
use kernel::PlaceId;
use platform::throttle::{Rate, TooMany};
use platform::web::{Client, PageError, Site};

use crate::model::charter::{Raising, Throttle};

/// Looking up query codes. Guessing one of a million by this takes years, and a building whose
/// people share one address does not feel it. Source: assumption; that it is throttled: UX §2.
const LOOKING_UP: Rate = Rate { burst: 120, every: SignedDuration::from_secs(1) };

/// Counts one matter raised from `client` at `building`.
///
/// # Errors
/// [`TooMany`] if it is one too many for either. Source: charter `matters.raising`.
pub(super) fn raising(
    site: &Site,
    client: Client,
    building: PlaceId,
    rules: &Raising,
) -> Result<(), TooMany> {
    let world = &site.world;
    let now = world.time.now();
    let address = rate(rules.from_one_address);
    world.throttle.allow(&world.keys, "matter.raise", client.0, address, now)?;
    // Whoever changes addresses still stands at one building.
    let (what, nobody) =
        (format!("matter.raise.{}", building.0), IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    world.throttle.allow(&world.keys, &what, nobody, rate(rules.at_one_building), now)
}

/// Counts one look-up of a query code from `client`.
///
/// # Errors
/// [`PageError::TooMany`] if it is one too many.
pub(in crate::pages) fn looking_up(site: &Site, client: Client) -> Result<(), PageError> {
    let world = &site.world;
    let now = world.time.now();
    let allowed = world.throttle.allow(&world.keys, "matter.code", client.0, LOOKING_UP, now);
    Ok(allowed?)
}

/// So many at once, and as many again over the span.
fn rate(rule: Throttle) -> Rate {
    let within = rule.within.exact().unwrap_or(SignedDuration::from_hours(1));
    let most = i32::try_from(rule.most).unwrap_or(i32::MAX).max(1);
    Rate { burst: rule.most, every: within / most }
}
