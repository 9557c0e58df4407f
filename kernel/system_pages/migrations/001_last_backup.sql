-- The last backup that gandan backup made of this database: one row, written when its file is whole.
create table last_backup (
  id INTEGER PRIMARY KEY,
  made_at INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  entries INTEGER NOT NULL
) STRICT;
