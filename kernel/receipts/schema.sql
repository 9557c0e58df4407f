-- What the migrations of kernel/receipts come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE done_forms (
  key TEXT PRIMARY KEY,
  done_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX done_forms_done on done_forms (done_at);
