-- What was set; whatever has no row, or a row without a value, is as usual. unit_id 0: the installation.
create table settings (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  unit_id INTEGER NOT NULL,
  number INTEGER,
  words TEXT,
  UNIQUE (key, unit_id)
) STRICT;
