//! The table of kept answers.

diesel::table! {
    kept_answer (token_id, key_hash) {
        token_id -> BigInt,
        key_hash -> Binary,
        request_hash -> Binary,
        answer -> Nullable<Binary>,
        at -> BigInt,
    }
}
