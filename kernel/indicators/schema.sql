-- What the migrations of kernel/indicators come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE folds (
  name TEXT PRIMARY KEY,
  entry INTEGER NOT NULL,
  aged_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE totals (
  subject TEXT NOT NULL,
  facet TEXT NOT NULL,
  value INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (subject, facet, value)
) STRICT, WITHOUT ROWID;
