-- How far each consumer has read each chain of the journal.
CREATE TABLE journal_cursor (
    consumer TEXT NOT NULL,
    district_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (consumer, district_id)
);

CREATE TABLE notice (
    id {pk},
    -- What addresses name it by: ids tell when they were made.
    key TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account (id),
    entry_id BIGINT NOT NULL,
    word TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    read_at BIGINT
);
CREATE UNIQUE INDEX notice_once ON notice (account_id, entry_id);
CREATE UNIQUE INDEX notice_key ON notice (account_id, key);
CREATE INDEX notice_account ON notice (account_id, id);
CREATE INDEX notice_unread ON notice (account_id, id) WHERE read_at IS NULL;
CREATE INDEX notice_at ON notice (at);
