CREATE TABLE key_fingerprint (
    id {pk},
    fingerprint TEXT NOT NULL
);

CREATE TABLE person_key (
    person_id {pk},
    wrapped_key {bytes} NOT NULL,
    key_id TEXT NOT NULL
);

CREATE TABLE vault_field (
    person_id BIGINT NOT NULL REFERENCES person_key (person_id),
    field TEXT NOT NULL,
    ciphertext {bytes} NOT NULL,
    lookup_hash {bytes},
    PRIMARY KEY (person_id, field)
);
CREATE INDEX vault_field_lookup ON vault_field (lookup_hash, person_id) WHERE lookup_hash IS NOT NULL;

CREATE TABLE vault_look (
    entry_id {pk},
    person_id BIGINT NOT NULL,
    field TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    purpose {bytes} NOT NULL,
    account_id BIGINT,
    post_id BIGINT,
    at BIGINT NOT NULL
);
CREATE INDEX vault_look_subject ON vault_look (subject_kind, subject_id, entry_id);
CREATE INDEX vault_look_person ON vault_look (person_id, entry_id);

CREATE TABLE vault_erasure (
    person_id {pk},
    erased_at BIGINT NOT NULL
);
