CREATE TABLE journal_entry (
    id {pk},
    district_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    account_id BIGINT,
    post_id BIGINT,
    origin TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    body TEXT NOT NULL,
    digest {bytes} NOT NULL
);
CREATE INDEX journal_entry_subject ON journal_entry (subject_kind, subject_id, id);
CREATE INDEX journal_entry_account ON journal_entry (account_id, id);

CREATE TABLE journal_seal (
    district_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    entry_id BIGINT NOT NULL REFERENCES journal_entry (id),
    hash {bytes} NOT NULL,
    PRIMARY KEY (district_id, seq)
);
CREATE UNIQUE INDEX journal_seal_entry ON journal_seal (entry_id);

CREATE TABLE journal_pending (
    entry_id {pk},
    district_id BIGINT NOT NULL,
    digest {bytes} NOT NULL
);

CREATE TABLE journal_head (
    district_id BIGINT NOT NULL,
    day TEXT NOT NULL,
    seq BIGINT NOT NULL,
    hash {bytes} NOT NULL,
    signature {bytes} NOT NULL,
    public_key {bytes} NOT NULL,
    PRIMARY KEY (district_id, day)
);

-- only sqlite
CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_seal_no_update BEFORE UPDATE ON journal_seal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_seal_no_delete BEFORE DELETE ON journal_seal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_head_no_update BEFORE UPDATE ON journal_head BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_head_no_delete BEFORE DELETE ON journal_head BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
-- end
-- only postgres
CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
CREATE TRIGGER journal_entry_no_change BEFORE UPDATE OR DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER journal_seal_no_change BEFORE UPDATE OR DELETE ON journal_seal FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER journal_seal_no_truncate BEFORE TRUNCATE ON journal_seal FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER journal_head_no_change BEFORE UPDATE OR DELETE ON journal_head FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER journal_head_no_truncate BEFORE TRUNCATE ON journal_head FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
-- end
