-- Versions are never changed: clocks and ballots are pinned to them.
CREATE TABLE charter_version (
    id {pk},
    charter TEXT NOT NULL,
    version INTEGER NOT NULL,
    effective_on TEXT NOT NULL,
    hash TEXT NOT NULL,
    snapshot TEXT NOT NULL
);
CREATE UNIQUE INDEX charter_version_number ON charter_version (charter, version);

CREATE TABLE charter_attachment (
    id {pk},
    place_id BIGINT NOT NULL,
    charter TEXT NOT NULL,
    version INTEGER NOT NULL,
    from_on TEXT NOT NULL
);
