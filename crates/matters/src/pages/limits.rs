//! A clock's limit in words, with what was granted on top.

use platform::web::View;

use crate::store::clock::Clock;

/// `15 个工作日`, or `15 个工作日，延期 5 个工作日`.
pub(super) fn extended(v: &View, clock: &Clock) -> String {
    clock.extensions.iter().fold(v.limit(clock.limit), |said, more| {
        v.t2("matter-clock-extended", "limit", said, "more", v.limit(*more))
    })
}
