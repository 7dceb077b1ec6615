//! The tables of the calendar.

diesel::table! {
    calendar_notice (id) {
        id -> BigInt,
        source -> Text,
        taken_in_at -> BigInt,
    }
}

diesel::table! {
    calendar_day (notice_id, date) {
        notice_id -> BigInt,
        date -> Text,
        kind -> Text,
        name -> Text,
    }
}
