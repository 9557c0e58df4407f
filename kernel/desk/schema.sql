-- What the migrations of kernel/desk come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE held_acts (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  proof INTEGER NOT NULL,
  code TEXT NOT NULL,
  act TEXT NOT NULL,
  sent TEXT NOT NULL,
  key_id TEXT NOT NULL,
  sealed BLOB NOT NULL,
  due_at INTEGER NOT NULL,
  refused_at INTEGER,
  together INTEGER
) STRICT;
CREATE INDEX held_acts_account on held_acts (account_id, id);
CREATE INDEX held_acts_code on held_acts (code, id) where refused_at is null;
CREATE INDEX held_acts_due on held_acts (due_at, id) where refused_at is null;
CREATE INDEX held_acts_refused on held_acts (refused_at) where refused_at is not null;
CREATE UNIQUE INDEX held_acts_sent on held_acts (sent) where refused_at is null;
