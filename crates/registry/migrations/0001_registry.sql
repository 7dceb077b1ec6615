-- Places, buildings, bodies, enterprises, persons and posts, each with its dates.
-- Days are ISO text. `from_on` and `until_on` are the first and the last day; an open end is
-- 9999-12-31, so that one comparison asks for a day. Instants are microseconds since 1970, UTC.
-- `recorded_at` and `retracted_at` say when the registry knew: a correction retracts the row and
-- records another, a change ends it. Areas are in 0.01 square metres.

CREATE TABLE place (
    id {pk},
    parent_id BIGINT REFERENCES place (id),
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    short TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    path TEXT NOT NULL,
    district_id BIGINT,
    street_id BIGINT,
    building_id BIGINT,
    sort_key INTEGER NOT NULL,
    area BIGINT,
    shared BOOLEAN NOT NULL,
    token TEXT NOT NULL,
    recorded_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX place_code ON place (code) WHERE code <> '';
CREATE UNIQUE INDEX place_token ON place (token) WHERE token <> '';
CREATE INDEX place_order ON place (parent_id, sort_key, id);
CREATE INDEX place_building ON place (building_id, sort_key, id);
-- Communities and grids of a district or street; rooms and floors are found by their building.
CREATE INDEX place_district ON place (district_id, kind) WHERE building_id IS NULL;
CREATE INDEX place_street ON place (street_id, kind) WHERE building_id IS NULL;

CREATE TABLE place_parent (
    id {pk},
    place_id BIGINT NOT NULL REFERENCES place (id),
    parent_id BIGINT NOT NULL REFERENCES place (id),
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    retracted_at BIGINT
);
CREATE INDEX place_parent_place ON place_parent (place_id, until_on);

-- Grids, circles and other areas beside the tree, and the places they contain.
CREATE TABLE area_place (
    id {pk},
    area_id BIGINT NOT NULL REFERENCES place (id),
    place_id BIGINT NOT NULL REFERENCES place (id),
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    retracted_at BIGINT
);
CREATE INDEX area_place_area ON area_place (area_id, until_on);
CREATE INDEX area_place_place ON area_place (place_id, until_on);

-- Other names a place goes by in ledgers and orders.
CREATE TABLE place_alias (
    place_id BIGINT NOT NULL REFERENCES place (id),
    name_key TEXT NOT NULL,
    name TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (place_id, name_key)
);

-- District, street and order are copied from the place, so that a list reads one index.
CREATE TABLE building (
    place_id {pk} REFERENCES place (id),
    district_id BIGINT NOT NULL,
    street_id BIGINT,
    sort_key INTEGER NOT NULL,
    address TEXT NOT NULL,
    right_type TEXT NOT NULL,
    grade TEXT NOT NULL,
    storeys_above INTEGER NOT NULL,
    storeys_below INTEGER NOT NULL,
    floor_area BIGINT,
    lettable_area BIGINT,
    is_key BOOLEAN NOT NULL,
    is_landmark BOOLEAN NOT NULL,
    is_difficult BOOLEAN NOT NULL,
    lon DOUBLE PRECISION,
    lat DOUBLE PRECISION,
    lift_phone TEXT NOT NULL,
    property_phone TEXT NOT NULL,
    completed_on TEXT,
    verified_on TEXT
);
CREATE INDEX building_district ON building (district_id, sort_key, place_id);
CREATE INDEX building_street ON building (street_id, sort_key, place_id);

CREATE TABLE body (
    id {pk},
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    written_name TEXT NOT NULL,
    parent_id BIGINT REFERENCES body (id),
    formed TEXT NOT NULL,
    tier TEXT NOT NULL,
    code TEXT NOT NULL,
    founded_on TEXT,
    dissolved_on TEXT,
    district_id BIGINT,
    street_id BIGINT,
    phone TEXT NOT NULL,
    recorded_at BIGINT NOT NULL
);
CREATE INDEX body_district ON body (district_id, kind, id);
CREATE INDEX body_street ON body (street_id, kind, id);
CREATE INDEX body_parent ON body (parent_id);

CREATE TABLE body_place (
    id {pk},
    body_id BIGINT NOT NULL REFERENCES body (id),
    place_id BIGINT NOT NULL REFERENCES place (id),
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    retracted_at BIGINT
);
CREATE INDEX body_place_body ON body_place (body_id, until_on);
CREATE INDEX body_place_place ON body_place (place_id, until_on);

-- Name key and places are copied from body and tenancies, and the lists' indexes hold what lists are
-- narrowed by, so that 31,000 names are looked through without touching a row.
CREATE TABLE enterprise (
    body_id {pk} REFERENCES body (id),
    name_key TEXT NOT NULL,
    district_id BIGINT,
    street_id BIGINT,
    building_id BIGINT,
    credit_code TEXT NOT NULL,
    industry TEXT NOT NULL,
    headcount INTEGER NOT NULL,
    registered_here BOOLEAN NOT NULL
);
CREATE INDEX enterprise_district ON enterprise (district_id, headcount, body_id, name_key, industry);
CREATE INDEX enterprise_street ON enterprise (street_id, headcount, body_id, name_key, industry);
CREATE INDEX enterprise_credit_code ON enterprise (credit_code);

CREATE TABLE tenancy (
    id {pk},
    body_id BIGINT NOT NULL REFERENCES body (id),
    place_id BIGINT NOT NULL REFERENCES place (id),
    building_id BIGINT NOT NULL REFERENCES place (id),
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    area BIGINT,
    recorded_at BIGINT NOT NULL,
    retracted_at BIGINT
);
CREATE INDEX tenancy_building ON tenancy (building_id, until_on);
CREATE INDEX tenancy_body ON tenancy (body_id, until_on);

-- Name and contact of a person stand in the vault alone.
CREATE TABLE person (
    id {pk},
    recorded_at BIGINT NOT NULL
);

CREATE TABLE post (
    id {pk},
    person_id BIGINT NOT NULL REFERENCES person (id),
    body_id BIGINT NOT NULL REFERENCES body (id),
    seat TEXT NOT NULL,
    represents_body_id BIGINT REFERENCES body (id),
    place_id BIGINT REFERENCES place (id),
    topics TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    appointed_how TEXT NOT NULL,
    public_name TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    retracted_at BIGINT
);
CREATE INDEX post_body ON post (body_id, until_on);
CREATE INDEX post_person ON post (person_id, until_on);
CREATE INDEX post_place ON post (place_id, until_on);

-- Whose turn it is to chair: month as 2024-02.
CREATE TABLE rota (
    body_id BIGINT NOT NULL REFERENCES body (id),
    month TEXT NOT NULL,
    post_id BIGINT NOT NULL REFERENCES post (id),
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (body_id, month)
);
CREATE INDEX rota_post ON rota (post_id, month);
