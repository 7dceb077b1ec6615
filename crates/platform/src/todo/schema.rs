//! The to-do table.

diesel::table! {
    todo (id) {
        id -> BigInt,
        subject_kind -> Text,
        subject_id -> BigInt,
        kind -> Text,
        body_id -> BigInt,
        post_id -> Nullable<BigInt>,
        why -> Text,
        due_at -> BigInt,
        opened_at -> BigInt,
        is_open -> Bool,
        closed_at -> Nullable<BigInt>,
    }
}
