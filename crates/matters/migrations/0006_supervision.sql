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
