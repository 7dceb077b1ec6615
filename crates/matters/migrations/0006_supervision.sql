-- What is late is told upward, step by step, and watched until whoever watches is content.

-- When the next step of the ladder is due; empty once the clock has stopped or no step is left.
ALTER TABLE clock ADD COLUMN tells_at BIGINT;
CREATE INDEX clock_telling ON clock (tells_at, id) WHERE tells_at IS NOT NULL;

-- The steps a clock has taken. One row for a clock and a step: none is taken twice, whatever
-- restarts and however many nodes run.
CREATE TABLE clock_step (
    clock_id BIGINT NOT NULL REFERENCES clock (id),
    step TEXT NOT NULL,
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    told TEXT NOT NULL,
    body_id BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (clock_id, step)
);
CREATE INDEX clock_step_matter ON clock_step (matter_id, at);

-- A supervised thread: a level above asks, the handler answers, only whoever asked ends it.
CREATE TABLE supervision (
    id {pk},
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    district_id BIGINT NOT NULL,
    street_id BIGINT,
    building_id BIGINT,
    body_id BIGINT NOT NULL,
    clock_id BIGINT REFERENCES clock (id),
    state TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    answered_at BIGINT,
    ended_at BIGINT
);
CREATE INDEX supervision_matter ON supervision (matter_id, id);
CREATE INDEX supervision_district ON supervision (district_id, opened_at, id);
CREATE INDEX supervision_street ON supervision (street_id, opened_at, id);
CREATE INDEX supervision_building ON supervision (building_id, opened_at, id);
CREATE INDEX supervision_district_state ON supervision (district_id, state, opened_at, id);
CREATE INDEX supervision_street_state ON supervision (street_id, state, opened_at, id);

-- What was said in it; the words stand with the matter's notes, none where the ladder asked.
CREATE TABLE supervision_word (
    id {pk},
    supervision_id BIGINT NOT NULL REFERENCES supervision (id),
    kind TEXT NOT NULL,
    body_id BIGINT NOT NULL,
    note_id BIGINT,
    at BIGINT NOT NULL
);
CREATE INDEX supervision_word_thread ON supervision_word (supervision_id, id);
