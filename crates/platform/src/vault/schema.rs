//! The vault's tables.

diesel::table! {
    person_key (person_id) {
        person_id -> BigInt,
        wrapped_key -> Binary,
        key_id -> Text,
    }
}

diesel::table! {
    vault_field (person_id, field) {
        person_id -> BigInt,
        field -> Text,
        ciphertext -> Binary,
        lookup_hash -> Nullable<Binary>,
    }
}

diesel::table! {
    vault_look (entry_id) {
        entry_id -> BigInt,
        person_id -> BigInt,
        field -> Text,
        subject_kind -> Text,
        subject_id -> BigInt,
        purpose -> Binary,
        account_id -> Nullable<BigInt>,
        post_id -> Nullable<BigInt>,
        at -> BigInt,
    }
}

diesel::table! {
    vault_erasure (person_id) {
        person_id -> BigInt,
        erased_at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(person_key, vault_field);
diesel::joinable!(vault_field -> person_key (person_id));
