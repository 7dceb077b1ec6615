//! The table of saved views.

diesel::table! {
    saved_view (id) {
        id -> BigInt,
        account_id -> BigInt,
        path -> Text,
        address -> Text,
        name -> Text,
    }
}
