-- Search documents (DESIGN §8): the terms of texts, found by their id. On both databases the same
-- terms, made by the program: `open` for everybody who reaches the document, `inner` for who may
-- also read what is shielded, `marks` for whose it is.
-- only sqlite
CREATE VIRTUAL TABLE search_text USING fts5 (open, inner, marks, content = '', contentless_delete = 1, tokenize = 'ascii');
-- end
-- only postgres
CREATE TABLE search_text (
    id BIGINT PRIMARY KEY,
    words TSVECTOR NOT NULL
);
CREATE INDEX search_text_words ON search_text USING gin (words);
-- end
