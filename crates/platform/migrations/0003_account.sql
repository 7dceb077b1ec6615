CREATE TABLE account (
    id {pk},
    person_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    password_hash TEXT,
    password_set_at BIGINT,
    totp_secret {bytes},
    totp_confirmed BOOLEAN NOT NULL,
    totp_last_step BIGINT NOT NULL,
    signed_in_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX account_name ON account (name);
CREATE INDEX account_person ON account (person_id);

CREATE TABLE account_past_password (
    account_id BIGINT NOT NULL REFERENCES account (id),
    set_at BIGINT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (account_id, set_at)
);

CREATE TABLE account_spare_code (
    account_id BIGINT NOT NULL REFERENCES account (id),
    hash {bytes} NOT NULL,
    PRIMARY KEY (account_id, hash)
);

CREATE TABLE account_link (
    token_hash {bytes} PRIMARY KEY,
    purpose TEXT NOT NULL,
    account_id BIGINT REFERENCES account (id),
    expires_at BIGINT NOT NULL
);

CREATE TABLE session (
    token_hash {bytes} PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    second_factor_done BOOLEAN NOT NULL,
    -- What kind of device, coarsely: told to nobody but its owner.
    device TEXT NOT NULL
);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE sign_in_failure (
    name_hash {bytes} PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at BIGINT NOT NULL,
    locked_until BIGINT
);
