//! The tables this slice owns.

mod common;

pub(crate) use common::{bulletin, bulletin_place, common_need, common_need_matter};

diesel::table! {
    matter (id) {
        id -> BigInt,
        number -> Text,
        district_id -> BigInt,
        street_id -> Nullable<BigInt>,
        building_id -> Nullable<BigInt>,
        place_id -> BigInt,
        spot -> Nullable<Text>,
        state -> Text,
        title -> Text,
        category -> Nullable<Text>,
        class -> Nullable<Text>,
        channel -> Text,
        visibility -> Text,
        lead_body_id -> Nullable<BigInt>,
        result -> Nullable<Text>,
        raised_at -> BigInt,
        month -> Integer,
        dispatched_at -> Nullable<BigInt>,
        completed_at -> Nullable<BigInt>,
        ended_at -> Nullable<BigInt>,
        due_at -> Nullable<BigInt>,
        voices -> Integer,
        urged_at -> Nullable<BigInt>,
        solved -> Bool,
        charter_version -> BigInt,
        source -> Nullable<Text>,
        external_number -> Nullable<Text>,
        returns -> Integer,
        import_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    matter_tally (district_id, month, channel, street_id, building_id) {
        district_id -> BigInt,
        month -> Integer,
        channel -> Text,
        street_id -> BigInt,
        building_id -> BigInt,
        total -> BigInt,
        solved -> BigInt,
    }
}

diesel::table! {
    order_import (id) {
        id -> BigInt,
        district_id -> BigInt,
        state -> Text,
        source -> Text,
        file_name -> Text,
        file_hash -> Text,
        account_id -> Nullable<BigInt>,
        staged_at -> BigInt,
        moved_at -> Nullable<BigInt>,
        ended_at -> Nullable<BigInt>,
        total -> Integer,
        fresh -> Integer,
        changed -> Integer,
        same -> Integer,
        faults -> Integer,
        asked -> Integer,
        left_out -> Integer,
        elsewhere -> Integer,
        applied -> Integer,
        file -> Nullable<Binary>,
        setting -> Nullable<Binary>,
        report -> Nullable<Binary>,
    }
}

diesel::table! {
    order_mapping (district_id, source, headings) {
        district_id -> BigInt,
        source -> Text,
        headings -> Text,
        mapping -> Text,
    }
}

diesel::table! {
    order_place (district_id, text_key) {
        district_id -> BigInt,
        text_key -> Text,
        place_id -> BigInt,
    }
}

diesel::table! {
    matter_order (matter_id) {
        matter_id -> BigInt,
        import_id -> BigInt,
        stage -> Text,
        closed_at -> Nullable<BigInt>,
        contacted -> Nullable<Bool>,
        solved -> Nullable<Text>,
        satisfaction -> Nullable<Text>,
        details -> Text,
    }
}

diesel::table! {
    matter_raw (id) {
        id -> BigInt,
        matter_id -> BigInt,
        at -> BigInt,
        words -> Text,
        salt -> Binary,
    }
}

diesel::table! {
    voice (id) {
        id -> BigInt,
        matter_id -> BigInt,
        kind -> Text,
        code_hash -> Binary,
        device_hash -> Nullable<Binary>,
        person_id -> Nullable<BigInt>,
        at -> BigInt,
    }
}

diesel::table! {
    matter_note (id) {
        id -> BigInt,
        matter_id -> BigInt,
        kind -> Text,
        at -> BigInt,
        body_id -> Nullable<BigInt>,
        words -> Text,
        salt -> Binary,
        outward -> Bool,
    }
}

diesel::table! {
    assignment (id) {
        id -> BigInt,
        matter_id -> BigInt,
        body_id -> BigInt,
        post_id -> Nullable<BigInt>,
        role -> Text,
        state -> Text,
        sent_at -> BigInt,
        signed_at -> Nullable<BigInt>,
        done_at -> Nullable<BigInt>,
        raised_at -> BigInt,
    }
}

diesel::table! {
    clock (id) {
        id -> BigInt,
        matter_id -> BigInt,
        kind -> Text,
        spec -> Text,
        charter_version -> BigInt,
        started_at -> BigInt,
        due_at -> BigInt,
        stopped_at -> Nullable<BigInt>,
        extensions -> Nullable<Text>,
        tells_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    clock_step (clock_id, step) {
        clock_id -> BigInt,
        step -> Text,
        matter_id -> BigInt,
        told -> Text,
        body_id -> Nullable<BigInt>,
        at -> BigInt,
    }
}

diesel::table! {
    matter_merge (id) {
        id -> BigInt,
        matter_id -> BigInt,
        into_id -> BigInt,
        from_state -> Text,
        merged_at -> BigInt,
        split_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    supervision (id) {
        id -> BigInt,
        matter_id -> BigInt,
        district_id -> BigInt,
        street_id -> Nullable<BigInt>,
        building_id -> Nullable<BigInt>,
        body_id -> BigInt,
        clock_id -> Nullable<BigInt>,
        state -> Text,
        opened_at -> BigInt,
        due_at -> BigInt,
        answered_at -> Nullable<BigInt>,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    supervision_word (id) {
        id -> BigInt,
        supervision_id -> BigInt,
        kind -> Text,
        body_id -> BigInt,
        note_id -> Nullable<BigInt>,
        at -> BigInt,
    }
}

diesel::table! {
    clock_pause (id) {
        id -> BigInt,
        clock_id -> BigInt,
        matter_id -> BigInt,
        ground -> Text,
        paused_at -> BigInt,
        resumed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    matter_request (id) {
        id -> BigInt,
        matter_id -> BigInt,
        assignment_id -> BigInt,
        body_id -> BigInt,
        person_id -> Nullable<BigInt>,
        kind -> Text,
        ground -> Text,
        review_on -> Nullable<Text>,
        state -> Text,
        asked_at -> BigInt,
        note_id -> BigInt,
        decided_at -> Nullable<BigInt>,
        decided_body_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    rating (id) {
        id -> BigInt,
        matter_id -> BigInt,
        voice_id -> Nullable<BigInt>,
        post_id -> Nullable<BigInt>,
        at -> BigInt,
        contacted -> Bool,
        solved -> Text,
        satisfaction -> Text,
    }
}

diesel::table! {
    matter_hand (matter_id, person_id, body_id) {
        matter_id -> BigInt,
        person_id -> BigInt,
        body_id -> BigInt,
    }
}

diesel::table! {
    suggestion (matter_id) {
        matter_id -> BigInt,
        at -> BigInt,
        category -> Text,
        is_taken -> Bool,
        model -> Nullable<Text>,
        learned -> Nullable<Text>,
        percent -> Nullable<Integer>,
        is_learned_right -> Nullable<Bool>,
    }
}

diesel::table! {
    whistle (id) {
        id -> BigInt,
        number -> Text,
        matter_id -> BigInt,
        district_id -> BigInt,
        street_id -> Nullable<BigInt>,
        building_id -> Nullable<BigInt>,
        is_shared -> Bool,
        body_id -> BigInt,
        kind -> Text,
        state -> Text,
        venue -> Text,
        spot -> Nullable<Text>,
        come_at -> Nullable<BigInt>,
        tried_note_id -> BigInt,
        end_note_id -> Nullable<BigInt>,
        meeting_asked_at -> Nullable<BigInt>,
        charter_version -> BigInt,
        month -> Integer,
        raised_at -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    whistle_call (id) {
        id -> BigInt,
        whistle_id -> BigInt,
        matter_id -> BigInt,
        body_id -> BigInt,
        role -> Text,
        state -> Text,
        sending -> Text,
        ask_note_id -> BigInt,
        clock_id -> BigInt,
        sent_at -> Nullable<BigInt>,
        opened_at -> Nullable<BigInt>,
        answered_at -> Nullable<BigInt>,
        presence -> Nullable<Text>,
        who -> Nullable<Text>,
        answer_on -> Nullable<Text>,
        report_note_id -> Nullable<BigInt>,
        reported_at -> Nullable<BigInt>,
        done_note_id -> Nullable<BigInt>,
        done_at -> Nullable<BigInt>,
        ground -> Nullable<Text>,
        refusal_note_id -> Nullable<BigInt>,
        refused_at -> Nullable<BigInt>,
        refused_by -> Nullable<BigInt>,
        ruling_clock_id -> Nullable<BigInt>,
        ruling_note_id -> Nullable<BigInt>,
        ruled_at -> Nullable<BigInt>,
        rated_at -> Nullable<BigInt>,
        verdict -> Nullable<Text>,
        judged_at -> Nullable<BigInt>,
        code_until -> Nullable<BigInt>,
        code_hash -> Nullable<Binary>,
        raised_at -> BigInt,
    }
}

diesel::table! {
    whistle_grade (call_id, item) {
        call_id -> BigInt,
        item -> Text,
        grade -> Integer,
    }
}

diesel::joinable!(whistle_call -> whistle (whistle_id));
diesel::joinable!(whistle_call -> clock (clock_id));
diesel::allow_tables_to_appear_in_same_query!(whistle, whistle_call, clock);
diesel::allow_tables_to_appear_in_same_query!(common_need, common_need_matter, matter);
diesel::allow_tables_to_appear_in_same_query!(bulletin, bulletin_place, matter);
diesel::joinable!(assignment -> matter (matter_id));
diesel::joinable!(voice -> matter (matter_id));
diesel::joinable!(clock_step -> clock (clock_id));
diesel::joinable!(supervision_word -> supervision (supervision_id));
diesel::joinable!(matter_order -> matter (matter_id));
diesel::allow_tables_to_appear_in_same_query!(matter, assignment, voice, matter_order);
diesel::allow_tables_to_appear_in_same_query!(clock, clock_step);
diesel::allow_tables_to_appear_in_same_query!(matter, matter_merge);
diesel::allow_tables_to_appear_in_same_query!(supervision, supervision_word);
