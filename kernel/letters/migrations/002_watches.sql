-- Who wants letters about what is new in a list or a place, at most one a day. Which list, and how
-- it is narrowed, is `list` and `asked`; up to which entry of the journal they were told is
-- `told_to`. A row goes when the letters are stopped, when the address is refused for good, and a
-- week after it was asked to confirm and did not.
create table watches (
  id INTEGER PRIMARY KEY,
  list TEXT NOT NULL,
  asked TEXT NOT NULL,
  email TEXT NOT NULL,
  language TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  told_to INTEGER NOT NULL,
  told_at INTEGER NOT NULL
) STRICT;
create index watches_email on watches (lower(email), created_at);
create index watches_told on watches (told_at, id) where confirmed_at is not null;
create index watches_unconfirmed on watches (created_at) where confirmed_at is null;
