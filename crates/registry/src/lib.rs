//! The registry (底数): places down to rooms, buildings, enterprises and where they sit, bodies and
//! what they cover, persons and their posts, all with dates.
//!
//! Published to the slices above: the scoped reads of [`store`], the rights that posts give
//! ([`store::grants`]), and who could take a matter in a building ([`store::routing`]). Names and
//! contacts of persons are the vault's; only the public name of a public post stands here.

pub mod acts;
pub mod api;
mod finders;
pub mod model;
pub mod pages;
pub mod permissions;
mod posts;
pub mod questions;
pub mod rules;
mod schema;
pub mod store;
mod titles;

use platform::Migration;

pub use titles::{BodyTitles, PlaceTitles, PostTitles, floor_words};

/// The tables this slice owns, in order.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "registry/0001_registry",
        sql: include_str!("../migrations/0001_registry.sql"),
    },
    Migration {
        name: "registry/0002_check_exception",
        sql: include_str!("../migrations/0002_check_exception.sql"),
    },
    Migration {
        name: "registry/0003_representing",
        sql: include_str!("../migrations/0003_representing.sql"),
    },
];
