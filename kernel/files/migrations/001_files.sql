-- Files that came with a record of whichever module, or that its officers added. Their content lies
-- in a folder beside the database, each under the SHA-256 of its stored bytes; here stands what it
-- is, and the key under which it is locked. Of a sealed record the key, and the name, lie under its
-- seal instead (sealed_words, part "file ID"): `content_key` is null, `name` empty. `small_hash`: of
-- a picture, the small one, under the same key. `shown`: 0 nobody looked yet, 1 everybody who may
-- see its record sees it, 2 an officer keeps it from the public.
create table files (
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
  added_at INTEGER NOT NULL
) STRICT;
create index files_record on files (record_kind, record_id, id);
create unique index files_hash on files (hash);
create unique index files_small on files (small_hash) where small_hash is not null;
