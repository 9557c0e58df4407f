-- What the migrations of kernel/system_pages come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE last_backup (
  id INTEGER PRIMARY KEY,
  made_at INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  entries INTEGER NOT NULL
) STRICT;
