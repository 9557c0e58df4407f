-- What the migrations of lib/jobs come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE heartbeat (
  name TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  run_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  dead_at INTEGER,
  last_error TEXT NOT NULL
) STRICT;
CREATE INDEX jobs_dead on jobs (id) where dead_at is not null;
CREATE INDEX jobs_due on jobs (run_at, id) where dead_at is null;

CREATE TABLE periodic_jobs (
  name TEXT PRIMARY KEY,
  next_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
