-- Files that come in pieces, for a day: which record each is for, until all of it has come and is
-- one of its files (ended_at), or it is forgotten. `id`: of the word in its address, the SHA-256
-- alone, so whoever reads this reaches none. What has come lies in the folder of files, under a key
-- made of that word; what it is called lies there too.
create table uploads (
  id TEXT PRIMARY KEY,
  record_kind TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  officer_id INTEGER,
  size INTEGER NOT NULL,
  begun_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
create index uploads_record on uploads (record_kind, record_id, begun_at);
create index uploads_begun on uploads (begun_at);
