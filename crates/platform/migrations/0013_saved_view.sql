-- Lists as somebody narrowed them, each under a name of their own: nobody else sees them.
CREATE TABLE saved_view (
    id {pk},
    account_id BIGINT NOT NULL REFERENCES account (id),
    path TEXT NOT NULL,
    address TEXT NOT NULL,
    name TEXT NOT NULL
);
CREATE INDEX saved_view_account ON saved_view (account_id, path, id);
