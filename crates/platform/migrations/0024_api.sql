-- What programs hold in place of a session: bound to an account, shown once, kept as a hash.
CREATE TABLE access_token (
    id {pk},
    account_id BIGINT NOT NULL REFERENCES account (id),
    token_hash {bytes} NOT NULL,
    name TEXT NOT NULL,
    writes BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE UNIQUE INDEX access_token_hash ON access_token (token_hash);
CREATE INDEX access_token_account ON access_token (account_id, id);
CREATE INDEX access_token_expires ON access_token (expires_at);

-- What a program was answered, so that a request sent again is not done again. Encrypted: an
-- answer may hold a query code.
CREATE TABLE kept_answer (
    token_id BIGINT NOT NULL,
    key_hash {bytes} NOT NULL,
    request_hash {bytes} NOT NULL,
    answer {bytes},
    at BIGINT NOT NULL,
    PRIMARY KEY (token_id, key_hash)
);
CREATE INDEX kept_answer_at ON kept_answer (at);
