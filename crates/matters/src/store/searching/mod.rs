//! Finding matters by their words: each title and each note of a handler is a search document of
//! its own. What the reporter wrote is in none: nobody is found by how they write.
//!
//! Inward notes are *inner*: they are found only with full sight. What is found is loaded within
//! the sight; the marks merely keep the search from looking elsewhere.
//!
//! Source: MISSION G9; UX §6 (what shielded roles never learn, not by searching either), mockup
//! `search`.

mod finding;
mod writing;

pub use finding::{Hit, ids, list};
pub use writing::rebuild;
pub(crate) use writing::{put_new, put_note, put_title};

use kernel::{BodyId, Level, PlaceId};
use platform::search::Mark;

/// The mark of what lies in a place.
fn of_place(level: Level, place: PlaceId) -> Mark {
    let kind = match level {
        Level::District => 'd',
        Level::Street => 's',
        Level::Building => 'u',
    };
    Mark { kind, id: place.into() }
}

/// The mark of what a body has a part in.
fn of_body(body: BodyId) -> Mark {
    Mark { kind: 'o', id: body.into() }
}
