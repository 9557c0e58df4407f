-- The number that each official document has in the book of the body that issued it: a series a
-- body, year and kind of document, without gaps. `last` is the number given last.
create table document_books (
  body_id INTEGER NOT NULL,
  year INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (body_id, year, kind)
) STRICT, WITHOUT ROWID;
create table document_numbers (
  body_id INTEGER NOT NULL,
  year INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  number INTEGER NOT NULL,
  about_kind TEXT NOT NULL,
  about_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  given_at INTEGER NOT NULL,
  PRIMARY KEY (body_id, year, kind, number)
) STRICT, WITHOUT ROWID;
create index document_numbers_about on document_numbers (about_kind, about_id, given_at);
