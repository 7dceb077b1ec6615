-- One matter goes on in another: who was merged into which, from which state, and whether it was
-- split off again. Nothing else of a merged matter is changed, so that splitting restores all.
CREATE TABLE matter_merge (
    id {pk},
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    into_id BIGINT NOT NULL REFERENCES matter (id),
    from_state TEXT NOT NULL,
    merged_at BIGINT NOT NULL,
    split_at BIGINT
);
-- A matter goes on in one other at a time.
CREATE UNIQUE INDEX matter_merge_now ON matter_merge (matter_id) WHERE split_at IS NULL;
CREATE INDEX matter_merge_into ON matter_merge (into_id, matter_id);
