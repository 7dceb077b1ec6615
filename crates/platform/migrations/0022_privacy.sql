-- What somebody asked about the data held on them, and how it was decided. It names what it is
-- about by the number or name people know it by, never a person.
CREATE TABLE privacy_request (
    id {pk},
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    label TEXT NOT NULL,
    district_id BIGINT,
    state TEXT NOT NULL,
    ground TEXT,
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    decided_at BIGINT
);
CREATE INDEX privacy_request_subject ON privacy_request (subject_kind, subject_id, id);
CREATE INDEX privacy_request_state ON privacy_request (state, id);
