//! The vault: names and contacts, encrypted per person and destroyed with one key.
//!
//! Every person has a data key of their own, wrapped by the installation's master key; every
//! field is closed under it and bound to person and field. A telephone number is found again by
//! its keyed hash. Whoever looks at a field behind its mask gives a purpose, which the journal
//! proves and the person concerned reads ([`reveal`]). Erasing destroys the data key, and with it
//! the fields and the salts of the journal's hashes, while the chain stays whole ([`erase`]); what
//! slices keep of the person goes with it ([`Traces`]).
//! Source: DESIGN §4, DOMAIN 7.2.
//!
//! Who may call these functions is for the caller to check: the vault knows keys, not rights.

mod contact;
mod data_key;
mod enclosed;
pub mod erasure;
mod fields;
mod looks;
mod schema;
mod traces;

pub use contact::{Contact, mask_name};
pub use data_key::salt;
pub use enclosed::{disclose, enclose};
pub use erasure::erase;
pub use fields::{
    Field, Masked, find_by_contact, list_masked, list_names, masked, put_contact, put_mail,
    put_name, put_new,
};
pub(crate) use fields::{drop_mail, mail_of, move_mail, own_fields};
pub use looks::{About, Look, looks_at, looks_at_person, reveal};
pub use traces::Traces;
