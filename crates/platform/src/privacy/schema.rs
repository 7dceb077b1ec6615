//! The table of requests.

diesel::table! {
    privacy_request (id) {
        id -> BigInt,
        subject_kind -> Text,
        subject_id -> BigInt,
        label -> Text,
        district_id -> Nullable<BigInt>,
        state -> Text,
        ground -> Nullable<Text>,
        asked_at -> BigInt,
        due_at -> BigInt,
        decided_at -> Nullable<BigInt>,
    }
}
