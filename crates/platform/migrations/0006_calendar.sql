-- Notices of holidays and make-up workdays beyond what ships, each kept as it was taken in: a
-- deadline is explained by what was known when it was counted.
CREATE TABLE calendar_notice (
    id {pk},
    source TEXT NOT NULL,
    taken_in_at BIGINT NOT NULL
);

CREATE TABLE calendar_day (
    notice_id BIGINT NOT NULL REFERENCES calendar_notice (id),
    date TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (notice_id, date)
);
