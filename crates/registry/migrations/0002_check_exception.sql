-- What a rule of a charter asks for may be missing at a body or place, on a ground, up to a day. `rule`
-- is the rule's key on the checking page, as `committee.seat.owner`; the ground is words for that
-- page and stands nowhere else.
CREATE TABLE check_exception (
    id {pk},
    charter TEXT NOT NULL,
    rule TEXT NOT NULL,
    about_kind TEXT NOT NULL,
    about_id BIGINT NOT NULL,
    ground TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    post_id BIGINT NOT NULL REFERENCES post (id),
    recorded_at BIGINT NOT NULL,
    retracted_at BIGINT
);
CREATE INDEX check_exception_charter ON check_exception (charter, until_on);
