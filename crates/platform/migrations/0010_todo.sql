CREATE TABLE todo (
    id {pk},
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    body_id BIGINT NOT NULL,
    post_id BIGINT,
    why TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    is_open BOOLEAN NOT NULL,
    closed_at BIGINT
);
CREATE INDEX todo_body ON todo (body_id, is_open, due_at, id);
CREATE INDEX todo_subject ON todo (subject_kind, subject_id, is_open);
