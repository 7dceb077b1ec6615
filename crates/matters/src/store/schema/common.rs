//! The tables of what is common to many: one bulletin, one need.

diesel::table! {
    bulletin (id) {
        id -> BigInt,
        matter_id -> BigInt,
        body_id -> Nullable<BigInt>,
        words -> Text,
        salt -> Binary,
        from_at -> BigInt,
        until_at -> BigInt,
        published_at -> BigInt,
        withdrawn_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    bulletin_place (bulletin_id, building_id) {
        bulletin_id -> BigInt,
        building_id -> BigInt,
        until_at -> BigInt,
        withdrawn_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    common_need (id) {
        id -> BigInt,
        district_id -> BigInt,
        street_id -> Nullable<BigInt>,
        building_id -> BigInt,
        category -> Text,
        state -> Text,
        charter_version -> BigInt,
        found_at -> BigInt,
        decided_at -> Nullable<BigInt>,
        decided_by -> Nullable<BigInt>,
        ground -> Nullable<Text>,
        title -> Nullable<Text>,
        title_salt -> Nullable<Binary>,
        ending -> Nullable<Text>,
        ending_salt -> Nullable<Binary>,
    }
}

diesel::table! {
    common_need_matter (common_need_id, matter_id) {
        common_need_id -> BigInt,
        matter_id -> BigInt,
    }
}
