//! The tables of charters.

diesel::table! {
    charter_version (id) {
        id -> BigInt,
        charter -> Text,
        version -> Integer,
        effective_on -> Text,
        hash -> Text,
        snapshot -> Text,
    }
}

diesel::table! {
    charter_attachment (id) {
        id -> BigInt,
        place_id -> BigInt,
        charter -> Text,
        version -> Integer,
        from_on -> Text,
    }
}
