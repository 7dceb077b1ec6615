//! Accounts: who signs in, how they prove it, and for how long they stay signed in.
//!
//! An account belongs to a person; what it may do comes from the person's posts alone
//! ([`crate::permission::Posts`]). There is no default account: the first start prints a one-time
//! link ([`first_operator_link`]). Passwords are hashed with Argon2id outside every transaction
//! ([`Passwords`]), failures lock a name whether or not an account has it ([`sign_in`]), privileged
//! posts need a second factor ([`second_factor`]), and sessions end ([`resume`]).
//! Source: DOMAIN 7.1.

pub mod access_token;
mod devices;
mod events;
mod failures;
mod links;
mod managing;
pub mod pages;
mod passwords;
pub mod policy;
mod schema;
pub mod second_factor;
mod session;
mod setting_password;
mod sign_in;
mod store;
mod token;

use std::sync::Arc;

use kernel::{AccountId, PersonId};

pub use devices::{Device, devices, name_device, sign_out_one};
pub use links::{LinkPurpose, find_link};
pub(crate) use managing::close;
pub use managing::{
    MANAGE, clear_second_factor, create, disable, enable, issue_password_link, open_keeper,
    preset_password, reset, unlock,
};
pub use passwords::{Passwords, hash_now};
pub(crate) use session::resume_and;
pub use session::{SessionInfo, Step, actor_of, resume, sign_out, sign_out_everywhere, sweep};
pub use setting_password::{
    change_password, first_operator_link, open_first_account, set_password,
};
pub use sign_in::{Entered, sign_in};
pub use store::{Account, State, find, find_by_name, list, list_of, list_of_all, locked_until};
pub use token::Token;

use crate::journal::Origin;
use crate::permission::Actor;

/// Somebody acting on their own account, without the rights of their posts.
fn oneself(row: &store::Row, origin: Origin) -> Arc<Actor> {
    Arc::new(Actor {
        account: Some(AccountId(row.id)),
        person: Some(PersonId(row.person_id)),
        ..Actor::nobody(origin)
    })
}
