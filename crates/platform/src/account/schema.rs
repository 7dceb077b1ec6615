//! The tables of accounts.

diesel::table! {
    account (id) {
        id -> BigInt,
        person_id -> BigInt,
        name -> Text,
        state -> Text,
        password_hash -> Nullable<Text>,
        password_set_at -> Nullable<BigInt>,
        totp_secret -> Nullable<Binary>,
        totp_confirmed -> Bool,
        totp_last_step -> BigInt,
        signed_in_at -> Nullable<BigInt>,
        created_at -> BigInt,
    }
}

diesel::table! {
    account_past_password (account_id, set_at) {
        account_id -> BigInt,
        set_at -> BigInt,
        hash -> Text,
    }
}

diesel::table! {
    account_spare_code (account_id, hash) {
        account_id -> BigInt,
        hash -> Binary,
    }
}

diesel::table! {
    account_link (token_hash) {
        token_hash -> Binary,
        purpose -> Text,
        account_id -> Nullable<BigInt>,
        expires_at -> BigInt,
    }
}

diesel::table! {
    session (token_hash) {
        token_hash -> Binary,
        account_id -> BigInt,
        created_at -> BigInt,
        last_seen_at -> BigInt,
        second_factor_done -> Bool,
        device -> Text,
    }
}

diesel::table! {
    sign_in_failure (name_hash) {
        name_hash -> Binary,
        failures -> Integer,
        last_at -> BigInt,
        locked_until -> Nullable<BigInt>,
    }
}

diesel::table! {
    access_token (id) {
        id -> BigInt,
        account_id -> BigInt,
        token_hash -> Binary,
        name -> Text,
        writes -> Bool,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::joinable!(session -> account (account_id));
diesel::joinable!(access_token -> account (account_id));
diesel::allow_tables_to_appear_in_same_query!(account, session, access_token);
