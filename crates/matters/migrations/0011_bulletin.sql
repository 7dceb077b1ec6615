-- One notice on a matter to everybody in some buildings, while it stands. The words are public from
-- the beginning; the journal holds their salted hash like any other.
CREATE TABLE bulletin (
    id {pk},
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    body_id BIGINT,
    words TEXT NOT NULL,
    salt {bytes} NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    published_at BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE INDEX bulletin_matter ON bulletin (matter_id, id);
-- A matter has one that stands at a time.
CREATE UNIQUE INDEX bulletin_now ON bulletin (matter_id) WHERE withdrawn_at IS NULL;

-- Where it stands; withdrawn together with it, so that a building's page reads one short index.
CREATE TABLE bulletin_place (
    bulletin_id BIGINT NOT NULL REFERENCES bulletin (id),
    building_id BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    PRIMARY KEY (bulletin_id, building_id)
);
CREATE INDEX bulletin_building ON bulletin_place (building_id, until_at) WHERE withdrawn_at IS NULL;
