//! What people may ask about the data held on them: a copy, and to be erased.
//!
//! Whoever holds the query code of what they raised, or an account, asks; the security
//! administrator decides, on a ground of the law, and the answer stands where it was asked. A copy
//! needs no decision: it is handed out by the same right that opened the page. Requests name what
//! they are about by its number or sign-in name and hold no personal data.
//!
//! Source: DOMAIN 7.2 (Personal Information Protection Law, articles 45, 47, 50).

mod asking;
mod copy;
mod deciding;
mod event;
mod ground;
mod pages;
mod schema;
mod store;
mod titles;

pub use asking::{ask_erasure, ask_own_erasure};
pub use copy::{Copy, Looked, copy_of, own_data};
pub use deciding::{DECIDE, erase, erase_at_the_machine, refuse};
pub use ground::{Erasure, Keeping};
pub(crate) use pages::of_account;
pub use pages::{TODO_KIND, file, routes};
pub use store::{Request, State, latest};
pub use titles::RequestTitles;
