//! The tables of attachments.

diesel::table! {
    attachment (id) {
        id -> BigInt,
        subject_kind -> Text,
        subject_id -> BigInt,
        key -> Text,
        bytes -> BigInt,
        width -> Integer,
        height -> Integer,
        digest -> Text,
        salt -> Binary,
        shielded -> Bool,
        created_at -> BigInt,
    }
}

diesel::table! {
    /// Photos whose files are still to be deleted.
    attachment_removed (key) {
        key -> Text,
    }
}
