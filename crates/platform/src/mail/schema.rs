//! The tables of mail.

diesel::table! {
    mail_choice (account_id) {
        account_id -> BigInt,
        cadence -> Text,
        language -> Text,
        code_hash -> Nullable<Binary>,
        code_until -> BigInt,
        code_tries -> Integer,
        confirmed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    letter (id) {
        id -> BigInt,
        key -> Text,
        kind -> Text,
        account_id -> BigInt,
        enclosed -> Nullable<Binary>,
        state -> Text,
        due_at -> BigInt,
        attempts -> Integer,
        held_until -> BigInt,
        reply -> Nullable<Text>,
        made_at -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}
