-- The lines of remote areas as they came: whatever is imported first, a line finds its area once that is
-- known, and another where a later list says that the code is another's on that day.
create table unit_remote_lines (
  code TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  basis TEXT NOT NULL,
  unit INTEGER REFERENCES units (id),
  PRIMARY KEY (code, valid_from)
) STRICT;
