-- What the migrations of kernel/rules come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE calendar_days (
  date INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  verified INTEGER NOT NULL
) STRICT;

CREATE TABLE calendar_years (
  year INTEGER PRIMARY KEY,
  edited_at INTEGER NOT NULL
) STRICT;

CREATE TABLE limits (
  id INTEGER PRIMARY KEY,
  rule TEXT NOT NULL,
  body INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  value INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  remote_value INTEGER,
  rolls INTEGER NOT NULL,
  times INTEGER NOT NULL,
  title_vi TEXT NOT NULL,
  title_en TEXT NOT NULL,
  basis TEXT NOT NULL,
  source TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  verified INTEGER NOT NULL,
  edited_at INTEGER,
  UNIQUE (rule, body, valid_from)
) STRICT;

CREATE TABLE rules_version (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT;
