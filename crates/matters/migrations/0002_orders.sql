-- Orders of a hotline or another system, taken in as ledgers.

-- One ledger brought in: staged (read, nothing written), applying, applied or discarded.
-- What came with it (the file, mended cells, choices, the report) may name people, so it is closed
-- under the master key, and gone once the import has ended.
CREATE TABLE order_import (
    id {pk},
    district_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    source TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    account_id BIGINT,
    staged_at BIGINT NOT NULL,
    moved_at BIGINT,
    ended_at BIGINT,
    total INTEGER NOT NULL,
    fresh INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    same INTEGER NOT NULL,
    faults INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    left_out INTEGER NOT NULL,
    elsewhere INTEGER NOT NULL,
    applied INTEGER NOT NULL,
    file {bytes},
    setting {bytes},
    report {bytes}
);
CREATE INDEX order_import_recent ON order_import (district_id, id);
CREATE INDEX order_import_account ON order_import (account_id, id);
CREATE INDEX order_import_file ON order_import (district_id, file_hash, id);
CREATE INDEX order_import_state ON order_import (state, id);

-- What headings stand for, remembered for the next table with the same headings.
CREATE TABLE order_mapping (
    district_id BIGINT NOT NULL,
    source TEXT NOT NULL,
    headings TEXT NOT NULL,
    mapping TEXT NOT NULL,
    PRIMARY KEY (district_id, source, headings)
);

-- Which place a text means, as somebody said when asked.
CREATE TABLE order_place (
    district_id BIGINT NOT NULL,
    text_key TEXT NOT NULL,
    place_id BIGINT NOT NULL,
    PRIMARY KEY (district_id, text_key)
);

-- While the import a matter came with is applying, nobody sees the matter.
ALTER TABLE matter ADD COLUMN import_id BIGINT;
CREATE INDEX matter_import ON matter (import_id, raised_at, id);

-- What the source last said of an order that became a matter.
CREATE TABLE matter_order (
    matter_id {pk} REFERENCES matter (id),
    import_id BIGINT NOT NULL REFERENCES order_import (id),
    stage TEXT NOT NULL,
    closed_at BIGINT,
    contacted BOOLEAN,
    solved TEXT,
    satisfaction TEXT,
    details TEXT NOT NULL
);
