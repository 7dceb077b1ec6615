-- Many alike over time in a building, of one category: noted with its matters, until a person has
-- said what it is. The columns of places are copies, so that lists read one index.
CREATE TABLE common_need (
    id {pk},
    district_id BIGINT NOT NULL,
    street_id BIGINT,
    building_id BIGINT NOT NULL,
    category TEXT NOT NULL,
    state TEXT NOT NULL,
    charter_version BIGINT NOT NULL,
    found_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by BIGINT,
    ground TEXT,
    title TEXT,
    title_salt {bytes},
    ending TEXT,
    ending_salt {bytes}
);
CREATE INDEX common_need_district ON common_need (district_id, found_at, id);
CREATE INDEX common_need_street ON common_need (street_id, found_at, id);
CREATE INDEX common_need_building ON common_need (building_id, found_at, id);
-- One that is open at a time.
CREATE UNIQUE INDEX common_need_open ON common_need (building_id, category)
    WHERE state IN ('suggested', 'confirmed');

CREATE TABLE common_need_matter (
    common_need_id BIGINT NOT NULL REFERENCES common_need (id),
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    PRIMARY KEY (common_need_id, matter_id)
);
CREATE INDEX common_need_matter_of ON common_need_matter (matter_id);
