//! The registry's tables.

diesel::table! {
    place (id) {
        id -> BigInt,
        parent_id -> Nullable<BigInt>,
        kind -> Text,
        code -> Text,
        short -> Text,
        name -> Text,
        name_key -> Text,
        path -> Text,
        district_id -> Nullable<BigInt>,
        street_id -> Nullable<BigInt>,
        building_id -> Nullable<BigInt>,
        sort_key -> Integer,
        area -> Nullable<BigInt>,
        shared -> Bool,
        token -> Text,
        recorded_at -> BigInt,
    }
}

diesel::table! {
    place_parent (id) {
        id -> BigInt,
        place_id -> BigInt,
        parent_id -> BigInt,
        from_on -> Text,
        until_on -> Text,
        recorded_at -> BigInt,
        retracted_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    area_place (id) {
        id -> BigInt,
        area_id -> BigInt,
        place_id -> BigInt,
        from_on -> Text,
        until_on -> Text,
        recorded_at -> BigInt,
        retracted_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    place_alias (place_id, name_key) {
        place_id -> BigInt,
        name_key -> Text,
        name -> Text,
        recorded_at -> BigInt,
    }
}

diesel::table! {
    building (place_id) {
        place_id -> BigInt,
        district_id -> BigInt,
        street_id -> Nullable<BigInt>,
        sort_key -> Integer,
        address -> Text,
        right_type -> Text,
        grade -> Text,
        storeys_above -> Integer,
        storeys_below -> Integer,
        floor_area -> Nullable<BigInt>,
        lettable_area -> Nullable<BigInt>,
        is_key -> Bool,
        is_landmark -> Bool,
        is_difficult -> Bool,
        lon -> Nullable<Double>,
        lat -> Nullable<Double>,
        lift_phone -> Text,
        property_phone -> Text,
        completed_on -> Nullable<Text>,
        verified_on -> Nullable<Text>,
    }
}

diesel::table! {
    body (id) {
        id -> BigInt,
        kind -> Text,
        name -> Text,
        name_key -> Text,
        written_name -> Text,
        parent_id -> Nullable<BigInt>,
        formed -> Text,
        tier -> Text,
        code -> Text,
        founded_on -> Nullable<Text>,
        dissolved_on -> Nullable<Text>,
        district_id -> Nullable<BigInt>,
        street_id -> Nullable<BigInt>,
        phone -> Text,
        recorded_at -> BigInt,
    }
}

diesel::table! {
    body_place (id) {
        id -> BigInt,
        body_id -> BigInt,
        place_id -> BigInt,
        from_on -> Text,
        until_on -> Text,
        recorded_at -> BigInt,
        retracted_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    enterprise (body_id) {
        body_id -> BigInt,
        name_key -> Text,
        district_id -> Nullable<BigInt>,
        street_id -> Nullable<BigInt>,
        building_id -> Nullable<BigInt>,
        credit_code -> Text,
        industry -> Text,
        headcount -> Integer,
        registered_here -> Bool,
    }
}

diesel::table! {
    tenancy (id) {
        id -> BigInt,
        body_id -> BigInt,
        place_id -> BigInt,
        building_id -> BigInt,
        from_on -> Text,
        until_on -> Text,
        area -> Nullable<BigInt>,
        recorded_at -> BigInt,
        retracted_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    person (id) {
        id -> BigInt,
        recorded_at -> BigInt,
    }
}

diesel::table! {
    post (id) {
        id -> BigInt,
        person_id -> BigInt,
        body_id -> BigInt,
        seat -> Text,
        represents_body_id -> Nullable<BigInt>,
        place_id -> Nullable<BigInt>,
        topics -> Text,
        from_on -> Text,
        until_on -> Text,
        appointed_how -> Text,
        public_name -> Text,
        recorded_at -> BigInt,
        retracted_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    rota (body_id, month) {
        body_id -> BigInt,
        month -> Text,
        post_id -> BigInt,
        recorded_at -> BigInt,
    }
}

diesel::table! {
    check_exception (id) {
        id -> BigInt,
        charter -> Text,
        rule -> Text,
        about_kind -> Text,
        about_id -> BigInt,
        ground -> Text,
        from_on -> Text,
        until_on -> Text,
        post_id -> BigInt,
        recorded_at -> BigInt,
        retracted_at -> Nullable<BigInt>,
    }
}

diesel::joinable!(building -> place (place_id));
diesel::joinable!(body_place -> place (place_id));
diesel::joinable!(body_place -> body (body_id));
diesel::joinable!(area_place -> place (place_id));
diesel::joinable!(enterprise -> body (body_id));
diesel::joinable!(tenancy -> body (body_id));
diesel::joinable!(post -> body (body_id));
diesel::joinable!(rota -> post (post_id));
diesel::joinable!(place_alias -> place (place_id));
diesel::allow_tables_to_appear_in_same_query!(
    place,
    place_parent,
    area_place,
    place_alias,
    building,
    body,
    body_place,
    enterprise,
    tenancy,
    person,
    post,
    rota,
);
