//! Mail: tells people of their notices where they read anyway, if they want that.
//!
//! Whoever holds an account gives an address, proves with a code that it is theirs ([`ask`],
//! [`confirm`]), and says when to be told: at once, once a day, or not at all ([`choose`]). The
//! consumer that makes notices makes the letters in the same transaction ([`Letters`]), so that no
//! notice loses its letter; one node at a time sends what is due ([`job`]). What a letter says is
//! put together at that moment, from what its reader may see then: the sort of news and a link,
//! never a title, a name or a word of anybody, since it leaves the house. Where a mail is not
//! taken it is tried again under the same message id, and given up where all may see
//! (`/admin/mail`). Source: FEATURES F-K1, F-K2, T3.

mod address;
mod choice;
mod choosing;
mod letter;
mod making;
mod message;
mod pages;
mod relay;
mod schema;
mod sending;
mod store;

pub use address::Address;
pub(crate) use address::mask;
pub use choice::{Cadence, Choice};
pub use choosing::{ask, choose, confirm, remove};
pub use letter::{Kind, Letter, State};
pub(crate) use making::{Letters, Told};
pub use message::Message;
pub use pages::{KEEP, routes};
pub use relay::{Refused, Relay, RelayError};
pub use sending::{job, send_due};
pub use store::{choice_of, sweep};
