//! The journal's tables.

diesel::table! {
    journal_entry (id) {
        id -> BigInt,
        district_id -> BigInt,
        at -> BigInt,
        kind -> Text,
        version -> Integer,
        account_id -> Nullable<BigInt>,
        post_id -> Nullable<BigInt>,
        origin -> Text,
        subject_kind -> Text,
        subject_id -> BigInt,
        body -> Text,
        digest -> Binary,
    }
}

diesel::table! {
    journal_seal (district_id, seq) {
        district_id -> BigInt,
        seq -> BigInt,
        entry_id -> BigInt,
        hash -> Binary,
    }
}

diesel::table! {
    journal_pending (entry_id) {
        entry_id -> BigInt,
        district_id -> BigInt,
        digest -> Binary,
    }
}

diesel::table! {
    journal_head (district_id, day) {
        district_id -> BigInt,
        day -> Text,
        seq -> BigInt,
        hash -> Binary,
        signature -> Binary,
        public_key -> Binary,
    }
}

diesel::table! {
    journal_cursor (consumer, district_id) {
        consumer -> Text,
        district_id -> BigInt,
        seq -> BigInt,
    }
}

diesel::joinable!(journal_seal -> journal_entry (entry_id));
diesel::allow_tables_to_appear_in_same_query!(journal_entry, journal_seal, journal_pending);
