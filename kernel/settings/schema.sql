-- What the migrations of kernel/settings come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE installation (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  unit_id INTEGER NOT NULL,
  number INTEGER,
  words TEXT,
  UNIQUE (key, unit_id)
) STRICT;
