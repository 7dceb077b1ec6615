//! Matters (楼事): raised, triaged, dispatched, signed for, handled, completed, called back, rated.
//!
//! `model` holds the types and the table of transitions, `rules` the pure decisions over them,
//! `store` the tables, `acts` the use cases that join them.

pub mod acts;
mod advisor;
pub mod api;
pub mod event;
mod finder;
pub mod model;
mod notices;
mod open;
pub mod pages;
pub mod permissions;
pub mod rules;
pub mod store;
mod titles;
mod viewing;

pub use advisor::{Advisor, RulesAlone};
pub use finder::MatterFinder;
pub use notices::{MatterNotices, WhistleNotices};
pub use open::OpenMattersOfBuildings;
pub use titles::{CommonNeedTitles, MatterTitles, WhistleTitles};

use platform::Migration;

/// The tables of the slice.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "matters/0001_matter", sql: include_str!("../migrations/0001_matter.sql") },
    Migration { name: "matters/0002_orders", sql: include_str!("../migrations/0002_orders.sql") },
    Migration {
        name: "matters/0003_requests",
        sql: include_str!("../migrations/0003_requests.sql"),
    },
    Migration {
        name: "matters/0004_suggestion",
        sql: include_str!("../migrations/0004_suggestion.sql"),
    },
    Migration { name: "matters/0005_whistle", sql: include_str!("../migrations/0005_whistle.sql") },
    Migration {
        name: "matters/0006_supervision",
        sql: include_str!("../migrations/0006_supervision.sql"),
    },
    Migration {
        name: "matters/0007_order_turn",
        sql: include_str!("../migrations/0007_order_turn.sql"),
    },
    Migration { name: "matters/0008_merge", sql: include_str!("../migrations/0008_merge.sql") },
    Migration {
        name: "matters/0010_common_need",
        sql: include_str!("../migrations/0010_common_need.sql"),
    },
    Migration {
        name: "matters/0011_bulletin",
        sql: include_str!("../migrations/0011_bulletin.sql"),
    },
    Migration { name: "matters/0013_indexes", sql: include_str!("../migrations/0013_indexes.sql") },
];
