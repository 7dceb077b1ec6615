//! The work calendar beyond what ships with the program: each autumn's notice of the next year's
//! holidays and make-up workdays is taken in and kept.
//!
//! A notice changes deadlines counted from then on. Those counted before keep what they were
//! counted by, and are explained by it: [`History::at`].
//! Source: DOMAIN D-1 … D-4, §6.

mod event;
mod history;
mod pages;
mod reading;
mod schema;
mod store;
mod taking_in;

pub use history::History;
pub use pages::routes;
pub use reading::{fault_words, read};
pub use store::{Notice, list};
pub use taking_in::{KEEP, TakenIn, refresh, take_in, take_in_now};
