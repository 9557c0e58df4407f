-- What a look at the server's health writes, so that it fails where people's writes would.
create table heartbeat (
  name TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  room BLOB NOT NULL -- as much as a long petition takes: a disk that has no room for one is full
) STRICT, WITHOUT ROWID;
