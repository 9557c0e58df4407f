-- What a look at the server's health writes, so that it fails where people's writes would.
create table heartbeat (
  name TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
