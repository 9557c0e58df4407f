-- What the migrations of kernel/records come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE record_links (
  from_kind TEXT NOT NULL,
  from_id INTEGER NOT NULL,
  relation TEXT NOT NULL,
  to_kind TEXT NOT NULL,
  to_id INTEGER NOT NULL,
  linked_at INTEGER NOT NULL,
  PRIMARY KEY (from_kind, from_id, relation, to_kind, to_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_links_to on record_links (to_kind, to_id, linked_at);
