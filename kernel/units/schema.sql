-- What the migrations of kernel/units come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE body_fields (
  body INTEGER NOT NULL REFERENCES units (id),
  field INTEGER NOT NULL REFERENCES fields (id),
  PRIMARY KEY (body, field)
) STRICT;

CREATE TABLE body_keywords (
  body INTEGER PRIMARY KEY REFERENCES units (id),
  keywords TEXT NOT NULL
) STRICT;

CREATE TABLE field_names (
  key TEXT PRIMARY KEY,
  field INTEGER NOT NULL REFERENCES fields (id)
) STRICT;

CREATE TABLE fields (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_en TEXT NOT NULL,
  keywords TEXT NOT NULL
) STRICT;

CREATE TABLE places (
  key TEXT NOT NULL,
  exact TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES units (id),
  level INTEGER NOT NULL,
  type INTEGER NOT NULL,
  code TEXT NOT NULL,
  district TEXT NOT NULL,
  province TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  PRIMARY KEY (key, unit, exact)
) STRICT, WITHOUT ROWID;
CREATE INDEX places_by_province on places (province, district);

CREATE TABLE unit_codes (
  system TEXT NOT NULL,
  code TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES units (id),
  PRIMARY KEY (code, unit, system)
) STRICT;

CREATE TABLE unit_lists (
  date INTEGER NOT NULL,
  level INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  parent TEXT NOT NULL,
  PRIMARY KEY (date, level, code)
) STRICT;

CREATE TABLE unit_mappings (
  date INTEGER NOT NULL,
  old_level INTEGER NOT NULL,
  old_code TEXT NOT NULL,
  old_name TEXT NOT NULL,
  new_code TEXT NOT NULL,
  new_name TEXT NOT NULL,
  new_province TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (date, old_level, old_code, new_code)
) STRICT;

CREATE TABLE unit_names (
  key TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES units (id),
  PRIMARY KEY (key, unit)
) STRICT;

CREATE TABLE unit_reference (
  id INTEGER PRIMARY KEY,
  checksum INTEGER NOT NULL
) STRICT;

CREATE TABLE unit_remote (
  unit INTEGER NOT NULL REFERENCES units (id),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  basis TEXT NOT NULL,
  PRIMARY KEY (unit, valid_from)
) STRICT;

CREATE TABLE unit_remote_lines (
  code TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  basis TEXT NOT NULL,
  unit INTEGER REFERENCES units (id),
  PRIMARY KEY (code, valid_from)
) STRICT;

CREATE TABLE unit_successions (
  old_unit INTEGER NOT NULL REFERENCES units (id),
  new_unit INTEGER NOT NULL REFERENCES units (id),
  date INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  share REAL NOT NULL,
  is_main INTEGER NOT NULL,
  basis TEXT NOT NULL,
  PRIMARY KEY (old_unit, new_unit)
) STRICT;
CREATE INDEX unit_successions_by_new on unit_successions (new_unit);

CREATE TABLE units (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  level INTEGER NOT NULL,
  type INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  parent INTEGER REFERENCES units (id),
  area INTEGER REFERENCES units (id),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  verified INTEGER NOT NULL,
  address TEXT NOT NULL
) STRICT;
CREATE INDEX units_by_area on units (area);
CREATE INDEX units_by_level on units (kind, level, valid_from);
CREATE INDEX units_by_parent on units (parent);
