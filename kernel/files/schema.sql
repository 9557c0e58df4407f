-- What the migrations of kernel/files come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  record_kind TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  type INTEGER NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  hash TEXT NOT NULL,
  small_hash TEXT,
  small_size INTEGER,
  width INTEGER,
  height INTEGER,
  content_key BLOB,
  by_officer INTEGER NOT NULL,
  shown INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  masks TEXT,
  masked_hash TEXT,
  masked_size INTEGER,
  masked_small_hash TEXT,
  masked_small_size INTEGER
) STRICT;
CREATE UNIQUE INDEX files_hash on files (hash);
CREATE UNIQUE INDEX files_masked on files (masked_hash) where masked_hash is not null;
CREATE UNIQUE INDEX files_masked_small on files (masked_small_hash)
  where masked_small_hash is not null;
CREATE INDEX files_record on files (record_kind, record_id, id);
CREATE UNIQUE INDEX files_small on files (small_hash) where small_hash is not null;

CREATE TABLE uploads (
  id TEXT PRIMARY KEY,
  record_kind TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  officer_id INTEGER,
  size INTEGER NOT NULL,
  begun_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX uploads_begun on uploads (begun_at);
CREATE INDEX uploads_record on uploads (record_kind, record_id, begun_at);
