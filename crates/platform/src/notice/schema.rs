//! The table of notices.

diesel::table! {
    notice (id) {
        id -> BigInt,
        key -> Text,
        account_id -> BigInt,
        entry_id -> BigInt,
        word -> Text,
        subject_kind -> Text,
        subject_id -> BigInt,
        at -> BigInt,
        read_at -> Nullable<BigInt>,
        letter_id -> Nullable<BigInt>,
    }
}
