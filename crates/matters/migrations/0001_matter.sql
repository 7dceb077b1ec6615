CREATE TABLE matter (
    id {pk},
    number TEXT NOT NULL,
    district_id BIGINT NOT NULL,
    street_id BIGINT,
    building_id BIGINT,
    place_id BIGINT NOT NULL,
    spot TEXT,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    category TEXT,
    class TEXT,
    channel TEXT NOT NULL,
    visibility TEXT NOT NULL,
    lead_body_id BIGINT,
    result TEXT,
    raised_at BIGINT NOT NULL,
    month INTEGER NOT NULL,
    dispatched_at BIGINT,
    completed_at BIGINT,
    ended_at BIGINT,
    due_at BIGINT,
    voices INTEGER NOT NULL,
    urged_at BIGINT,
    solved BOOLEAN NOT NULL,
    charter_version BIGINT NOT NULL,
    source TEXT,
    external_number TEXT
);
CREATE UNIQUE INDEX matter_number ON matter (number);
CREATE UNIQUE INDEX matter_external ON matter (source, external_number);
-- A list is a merge of heads: one index for each level a scope can name, with and without a state.
-- Those of a building say who may see a matter, so that what the public or a property company sees
-- is found and counted in them alone.
CREATE INDEX matter_district_raised ON matter (district_id, raised_at, id);
CREATE INDEX matter_street_raised ON matter (street_id, raised_at, id);
CREATE INDEX matter_building_raised ON matter (building_id, raised_at, id, visibility);
CREATE INDEX matter_district_state ON matter (district_id, state, raised_at, id);
CREATE INDEX matter_street_state ON matter (street_id, state, raised_at, id);
CREATE INDEX matter_state_completed ON matter (state, completed_at, id);
CREATE INDEX matter_building_state ON matter (building_id, state, raised_at, id, visibility);
-- What was completed last, on the building's own page.
CREATE INDEX matter_building_completed ON matter (building_id, state, completed_at, id);
-- What is late: only what still has a date, whatever has ended since.
CREATE INDEX matter_district_due ON matter (district_id, raised_at, id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX matter_street_due ON matter (street_id, raised_at, id, due_at) WHERE due_at IS NOT NULL;
-- One channel's matters of a district: the hotline's are asked for most (M8).
CREATE INDEX matter_district_channel ON matter (district_id, channel, raised_at, id);

-- Counting by month (M8): how many matters of a building came in a month by a channel, and how many
-- of them count as solved. A cache: the triggers keep it whatever writes, `loushi verify` recounts
-- it. 0 stands where a matter lies in no street or building.
CREATE TABLE matter_tally (
    district_id BIGINT NOT NULL,
    month INTEGER NOT NULL,
    channel TEXT NOT NULL,
    street_id BIGINT NOT NULL,
    building_id BIGINT NOT NULL,
    total BIGINT NOT NULL,
    solved BIGINT NOT NULL,
    PRIMARY KEY (district_id, month, channel, street_id, building_id)
-- only sqlite
) WITHOUT ROWID;
CREATE TRIGGER matter_tally_in AFTER INSERT ON matter BEGIN
    INSERT INTO matter_tally VALUES (NEW.district_id, NEW.month, NEW.channel, COALESCE(NEW.street_id, 0), COALESCE(NEW.building_id, 0), 1, NEW.solved)
    ON CONFLICT (district_id, month, channel, street_id, building_id) DO UPDATE SET total = total + 1, solved = solved + excluded.solved;
END;
CREATE TRIGGER matter_tally_out AFTER DELETE ON matter BEGIN
    UPDATE matter_tally SET total = total - 1, solved = solved - OLD.solved
    WHERE district_id = OLD.district_id AND month = OLD.month AND channel = OLD.channel AND street_id = COALESCE(OLD.street_id, 0) AND building_id = COALESCE(OLD.building_id, 0);
END;
CREATE TRIGGER matter_tally_change AFTER UPDATE OF solved, district_id, month, channel, street_id, building_id ON matter
WHEN (OLD.solved, OLD.district_id, OLD.month, OLD.channel, OLD.street_id, OLD.building_id) IS NOT (NEW.solved, NEW.district_id, NEW.month, NEW.channel, NEW.street_id, NEW.building_id) BEGIN
    INSERT INTO matter_tally VALUES (NEW.district_id, NEW.month, NEW.channel, COALESCE(NEW.street_id, 0), COALESCE(NEW.building_id, 0), 1, NEW.solved)
    ON CONFLICT (district_id, month, channel, street_id, building_id) DO UPDATE SET total = total + 1, solved = solved + excluded.solved;
    UPDATE matter_tally SET total = total - 1, solved = solved - OLD.solved
    WHERE district_id = OLD.district_id AND month = OLD.month AND channel = OLD.channel AND street_id = COALESCE(OLD.street_id, 0) AND building_id = COALESCE(OLD.building_id, 0);
END;
-- end
-- only postgres
);
CREATE FUNCTION matter_tally_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO matter_tally AS tally VALUES (NEW.district_id, NEW.month, NEW.channel, COALESCE(NEW.street_id, 0), COALESCE(NEW.building_id, 0), 1, NEW.solved::int)
        ON CONFLICT (district_id, month, channel, street_id, building_id) DO UPDATE SET total = tally.total + 1, solved = tally.solved + excluded.solved;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        UPDATE matter_tally SET total = total - 1, solved = solved - OLD.solved::int
        WHERE district_id = OLD.district_id AND month = OLD.month AND channel = OLD.channel AND street_id = COALESCE(OLD.street_id, 0) AND building_id = COALESCE(OLD.building_id, 0);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER matter_tally_in_out AFTER INSERT OR DELETE ON matter FOR EACH ROW EXECUTE FUNCTION matter_tally_keep();
CREATE TRIGGER matter_tally_change AFTER UPDATE ON matter FOR EACH ROW
WHEN ((OLD.solved, OLD.district_id, OLD.month, OLD.channel, OLD.street_id, OLD.building_id) IS DISTINCT FROM (NEW.solved, NEW.district_id, NEW.month, NEW.channel, NEW.street_id, NEW.building_id))
EXECUTE FUNCTION matter_tally_keep();
-- end

-- What the reporter wrote, apart from the matter: only a full-sight query reads it.
CREATE TABLE matter_raw (
    id {pk},
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    at BIGINT NOT NULL,
    words TEXT NOT NULL,
    salt {bytes} NOT NULL
);
CREATE INDEX matter_raw_matter ON matter_raw (matter_id, id);

-- Everyone who waits for the matter: the reporter and those who met the same.
CREATE TABLE voice (
    id {pk},
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    kind TEXT NOT NULL,
    code_hash {bytes} NOT NULL,
    device_hash {bytes},
    person_id BIGINT,
    at BIGINT NOT NULL
);
CREATE UNIQUE INDEX voice_code ON voice (code_hash);
CREATE UNIQUE INDEX voice_device ON voice (matter_id, device_hash);
CREATE INDEX voice_person ON voice (person_id);

-- What those who handle it wrote; the journal entry of the same act has the salted hash.
CREATE TABLE matter_note (
    id {pk},
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    body_id BIGINT,
    words TEXT NOT NULL,
    salt {bytes} NOT NULL,
    outward BOOLEAN NOT NULL
);
CREATE INDEX matter_note_matter ON matter_note (matter_id, id);

CREATE TABLE assignment (
    id {pk},
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    body_id BIGINT NOT NULL,
    post_id BIGINT,
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    signed_at BIGINT,
    done_at BIGINT,
    raised_at BIGINT NOT NULL
);
CREATE INDEX assignment_matter ON assignment (matter_id, id);
CREATE INDEX assignment_body ON assignment (body_id, raised_at, matter_id, state);
CREATE INDEX assignment_body_state ON assignment (body_id, state, raised_at, matter_id);

CREATE TABLE clock (
    id {pk},
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    kind TEXT NOT NULL,
    spec TEXT NOT NULL,
    charter_version BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    stopped_at BIGINT
);
CREATE INDEX clock_matter ON clock (matter_id, id);
CREATE INDEX clock_running ON clock (stopped_at, kind, due_at, id);

CREATE TABLE rating (
    id {pk},
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    voice_id BIGINT,
    post_id BIGINT,
    at BIGINT NOT NULL,
    contacted BOOLEAN NOT NULL,
    solved TEXT NOT NULL,
    satisfaction TEXT NOT NULL
);
CREATE INDEX rating_matter ON rating (matter_id, id);

-- Who has handled it, so that somebody else calls back.
CREATE TABLE matter_hand (
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    person_id BIGINT NOT NULL,
    body_id BIGINT NOT NULL,
    PRIMARY KEY (matter_id, person_id, body_id)
);
