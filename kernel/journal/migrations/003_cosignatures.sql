-- What each witness said last of the log (C2SP tlog-witness): it saw the log grow up to `size`, and vouches for no other
-- history; `line` is its signature line. What is gone is asked for anew.
create table log_cosignatures (
  witness TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  line TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
