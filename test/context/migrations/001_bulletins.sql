-- What is read over loudspeakers: 1 draft, 2 published, 3 repeated.
create table bulletins (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  body_id INTEGER NOT NULL,
  state INTEGER NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  day INTEGER NOT NULL,
  folded TEXT NOT NULL
) STRICT;
create index bulletins_public on bulletins (day, id) where state in (2, 3);
create index bulletins_of_body on bulletins (body_id, day, id);
