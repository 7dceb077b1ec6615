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
        withheld -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    /// Photos whose files are still to be deleted.
    attachment_removed (key) {
        key -> Text,
    }
}

diesel::table! {
    /// Photos that were taken in and that no act has claimed yet.
    attachment_waiting (key) {
        key -> Text,
        since -> BigInt,
    }
}
