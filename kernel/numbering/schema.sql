-- What the migrations of kernel/numbering come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE document_books (
  body_id INTEGER NOT NULL,
  year INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (body_id, year, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_numbers (
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
CREATE INDEX document_numbers_about on document_numbers (about_kind, about_id, given_at);
