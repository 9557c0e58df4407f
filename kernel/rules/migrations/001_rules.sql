-- Statutory limits as dated rows. body 0: the law's, for all; otherwise that body's own, stricter row.
create table limits (
  id INTEGER PRIMARY KEY,
  rule TEXT NOT NULL,
  body INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  value INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  remote_value INTEGER,
  rolls INTEGER NOT NULL,
  times INTEGER NOT NULL,
  title_vi TEXT NOT NULL,
  title_en TEXT NOT NULL,
  basis TEXT NOT NULL,
  source TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  verified INTEGER NOT NULL,
  edited_at INTEGER,
  UNIQUE (rule, body, valid_from)
) STRICT;

-- Days that are not what their weekday says.
create table calendar_days (
  date INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  verified INTEGER NOT NULL
) STRICT;

-- A year that somebody edited or imported is no longer touched by the reference that a new version ships.
create table calendar_years (
  year INTEGER PRIMARY KEY,
  edited_at INTEGER NOT NULL
) STRICT;

-- Raised by every edit, so that each server sees that its copy in memory is old.
create table rules_version (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT;
insert into rules_version (id, version) values (1, 1);
