CREATE TABLE attachment (
    id {pk},
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    digest TEXT NOT NULL,
    salt {bytes} NOT NULL,
    shielded BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX attachment_key ON attachment (key);
CREATE INDEX attachment_subject ON attachment (subject_kind, subject_id, id);

-- Photos whose rows are gone and whose files must follow: written by the act, worked off by a job,
-- so that a process that ends in between leaves no picture behind.
CREATE TABLE attachment_removed (
    key TEXT PRIMARY KEY
);
