//! The migrations of platform's own tables, in order. Append only.

use crate::db::Migration;

/// Platform's tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "platform/0001_journal",
        sql: include_str!("../migrations/0001_journal.sql"),
    },
    Migration { name: "platform/0002_vault", sql: include_str!("../migrations/0002_vault.sql") },
    Migration {
        name: "platform/0003_account",
        sql: include_str!("../migrations/0003_account.sql"),
    },
    Migration {
        name: "platform/0004_attachment",
        sql: include_str!("../migrations/0004_attachment.sql"),
    },
    Migration {
        name: "platform/0005_job_lease",
        sql: include_str!("../migrations/0005_job_lease.sql"),
    },
    Migration {
        name: "platform/0006_calendar",
        sql: include_str!("../migrations/0006_calendar.sql"),
    },
    Migration { name: "platform/0010_todo", sql: include_str!("../migrations/0010_todo.sql") },
    Migration {
        name: "platform/0011_charter",
        sql: include_str!("../migrations/0011_charter.sql"),
    },
    Migration { name: "platform/0012_search", sql: include_str!("../migrations/0012_search.sql") },
    Migration {
        name: "platform/0013_saved_view",
        sql: include_str!("../migrations/0013_saved_view.sql"),
    },
    Migration { name: "platform/0020_notice", sql: include_str!("../migrations/0020_notice.sql") },
    Migration {
        name: "platform/0021_photo_review",
        sql: include_str!("../migrations/0021_photo_review.sql"),
    },
    Migration {
        name: "platform/0022_privacy",
        sql: include_str!("../migrations/0022_privacy.sql"),
    },
    Migration { name: "platform/0023_mail", sql: include_str!("../migrations/0023_mail.sql") },
    Migration { name: "platform/0024_api", sql: include_str!("../migrations/0024_api.sql") },
];
