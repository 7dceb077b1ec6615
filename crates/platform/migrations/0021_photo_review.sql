-- On which ground somebody who looked at a photo keeps it from others.
ALTER TABLE attachment ADD COLUMN withheld TEXT;

-- Photos that were taken in and that no act has claimed yet: noted before their files are written,
-- struck by the act that attaches them. What still stands here after a day was never sent.
CREATE TABLE attachment_waiting (
    key TEXT PRIMARY KEY,
    since BIGINT NOT NULL
);
CREATE INDEX attachment_waiting_since ON attachment_waiting (since);
