//! Charters (章程): the rules of a locality as data.
//!
//! A charter is a TOML file that its own staff can read and change. Each slice owns sections of
//! it ([`Section`]) and reads them through a [`Reader`], which collects every fault with file,
//! line and what was expected. Every rule names the text it comes from or says that it is a local
//! choice ([`Source`]). A charter may extend another and then holds only what differs. What is in
//! force is a hashed snapshot ([`Resolved`]), attached to a place and inherited downward
//! ([`resolve_for`]).
//!
//! Reading and resolving are pure: keeping versions in the database is the business of acts.

mod attachment;
mod book;
mod calendar;
mod canonical;
mod comparing;
mod document;
mod error;
mod head;
mod load;
mod merge;
mod names;
mod page;
mod reader;
mod reading;
mod resolved;
mod row;
mod schema;
mod section;
mod shipped;
mod source;
mod suggestion;
mod value;
mod words;

#[cfg(test)]
mod tests;

pub use attachment::{Attachment, resolve_for};
pub use book::{Book, Pinned, attach, shipped_charter};
pub use calendar::CalendarRules;
pub use comparing::{Change, compare};
pub use document::At;
pub use error::{CharterError, Expected, Found, Problem, Say};
pub use head::{CitedText, Head, Standing, TERMS};
pub use load::{Charter, CharterText, Library, check, shipped_library};
pub use names::Names;
pub use page::routes;
pub use reader::Reader;
pub use resolved::{Resolved, SnapshotError};
pub use row::{Row, RowInWords, Shown};
pub use section::{PLATFORM_SECTIONS, Section, SectionOwner};
pub use shipped::{BASE, shipped};
pub use source::Source;
pub use value::{Value, Written};
pub use words::Words;
