-- Whistles: a body of a building calls departments to a matter nobody in the building can settle.

CREATE TABLE whistle (
    id {pk},
    number TEXT NOT NULL,
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    district_id BIGINT NOT NULL,
    street_id BIGINT,
    building_id BIGINT,
    -- Whether everybody who sees the place may see it; else only its parties and staff.
    is_shared BOOLEAN NOT NULL,
    body_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    venue TEXT NOT NULL,
    spot TEXT,
    come_at BIGINT,
    tried_note_id BIGINT NOT NULL,
    end_note_id BIGINT,
    meeting_asked_at BIGINT,
    charter_version BIGINT NOT NULL,
    month INTEGER NOT NULL,
    raised_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX whistle_number ON whistle (number);
CREATE INDEX whistle_matter ON whistle (matter_id, id);
CREATE INDEX whistle_district_raised ON whistle (district_id, raised_at, id);
CREATE INDEX whistle_street_raised ON whistle (street_id, raised_at, id);
CREATE INDEX whistle_building_raised ON whistle (building_id, raised_at, id);

-- One department called by a whistle: it answers for itself, by its own clock.
CREATE TABLE whistle_call (
    id {pk},
    whistle_id BIGINT NOT NULL REFERENCES whistle (id),
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    body_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    sending TEXT NOT NULL,
    ask_note_id BIGINT NOT NULL,
    clock_id BIGINT NOT NULL REFERENCES clock (id),
    sent_at BIGINT,
    opened_at BIGINT,
    answered_at BIGINT,
    presence TEXT,
    who TEXT,
    answer_on TEXT,
    report_note_id BIGINT,
    reported_at BIGINT,
    done_note_id BIGINT,
    done_at BIGINT,
    ground TEXT,
    refusal_note_id BIGINT,
    refused_at BIGINT,
    refused_by BIGINT,
    ruling_clock_id BIGINT REFERENCES clock (id),
    ruling_note_id BIGINT,
    ruled_at BIGINT,
    rated_at BIGINT,
    verdict TEXT,
    judged_at BIGINT,
    code_hash {bytes},
    code_until BIGINT,
    raised_at BIGINT NOT NULL
);
CREATE INDEX whistle_call_whistle ON whistle_call (whistle_id, id);
CREATE INDEX whistle_call_body ON whistle_call (body_id, raised_at, whistle_id);
CREATE UNIQUE INDEX whistle_call_code ON whistle_call (code_hash);

-- How the whistler rates a department, item by item.
CREATE TABLE whistle_grade (
    call_id BIGINT NOT NULL REFERENCES whistle_call (id),
    item TEXT NOT NULL,
    grade INTEGER NOT NULL,
    PRIMARY KEY (call_id, item)
);
