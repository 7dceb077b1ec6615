-- What was suggested for a dispatched matter, and what the worker made of it: how good suggestions
-- are is counted from here.
CREATE TABLE suggestion (
    matter_id BIGINT PRIMARY KEY REFERENCES matter (id),
    at BIGINT NOT NULL,
    category TEXT NOT NULL,
    is_taken BOOLEAN NOT NULL,
    model TEXT,
    learned TEXT,
    percent INTEGER,
    is_learned_right BOOLEAN
);
-- Counting reads this index alone.
CREATE INDEX suggestion_counted ON suggestion (model, is_taken, is_learned_right, percent);
