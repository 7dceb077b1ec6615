-- What bodies ask for in place of handling on (objection, extension, parking), and the rulings.

CREATE TABLE matter_request (
    id {pk},
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    assignment_id BIGINT NOT NULL REFERENCES assignment (id),
    body_id BIGINT NOT NULL,
    person_id BIGINT,
    kind TEXT NOT NULL,
    ground TEXT NOT NULL,
    review_on TEXT,
    state TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    note_id BIGINT NOT NULL,
    decided_at BIGINT,
    decided_body_id BIGINT
);
CREATE INDEX matter_request_matter ON matter_request (matter_id, id);

-- What was granted on top of a clock's limit, in order, as limits parted by blanks.
ALTER TABLE clock ADD COLUMN extensions TEXT;

-- When clocks stood still, and on which ground.
CREATE TABLE clock_pause (
    id {pk},
    clock_id BIGINT NOT NULL REFERENCES clock (id),
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    ground TEXT NOT NULL,
    paused_at BIGINT NOT NULL,
    resumed_at BIGINT
);
CREATE INDEX clock_pause_matter ON clock_pause (matter_id, id);

-- How many bodies have sent the matter back with right.
ALTER TABLE matter ADD COLUMN returns INTEGER NOT NULL DEFAULT 0;
