//! Attachments: photos that came with a matter, a visit, a task.
//!
//! What arrives is never kept as it is: its type is sniffed, its size bounded, and it is drawn
//! anew as JPEG, so that place, camera and hidden contents are gone ([`photo`]). The pictures lie
//! in an object store under random keys ([`Objects`]), the table says what they belong to.
//! Decoding happens before the act; the act only writes a row. What no act claims within a day is
//! swept away ([`sweep`]); what a row names and the store has not is told ([`missing`]).

mod missing;
mod objects;
pub mod photo;
mod schema;
mod store;
mod sweeping;
mod taking_in;

pub use missing::{Missing, missing};
pub use objects::{Objects, Size};
pub use store::{Attachment, attach, find, gone, list, release, remove_all, waiting, withhold};
pub use sweeping::sweep;
pub use taking_in::{Stored, discard, load, take_in};
