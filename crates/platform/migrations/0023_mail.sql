-- How an account wants to be told by mail. The address itself lies in the vault.
CREATE TABLE mail_choice (
    account_id {pk} REFERENCES account (id),
    cadence TEXT NOT NULL,
    language TEXT NOT NULL,
    -- Keyed hash of the code that was sent to the address that waits to be confirmed.
    code_hash {bytes},
    code_until BIGINT NOT NULL,
    code_tries INTEGER NOT NULL,
    confirmed_at BIGINT
);

-- Letters: what is to be sent, and what became of it. Neither an address nor what they say.
CREATE TABLE letter (
    id {pk},
    -- What addresses and message ids name it by: ids tell when they were made.
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account (id),
    -- What is known of it only until it is sent, closed under the master key.
    enclosed {bytes},
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    -- Until when a node is about to send it.
    held_until BIGINT NOT NULL,
    -- What the relay said last: a code, never its words.
    reply TEXT,
    made_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX letter_key ON letter (key);
CREATE INDEX letter_due ON letter (due_at, id) WHERE state = 'waiting';
CREATE INDEX letter_joined ON letter (account_id, due_at) WHERE state = 'waiting';
CREATE INDEX letter_account ON letter (account_id, kind, made_at);
CREATE INDEX letter_state ON letter (state, id);
CREATE INDEX letter_ended ON letter (ended_at) WHERE ended_at IS NOT NULL;

-- The letter that tells of a notice; none where its account wants no mail.
ALTER TABLE notice ADD COLUMN letter_id BIGINT;
CREATE INDEX notice_letter ON notice (letter_id) WHERE letter_id IS NOT NULL;
