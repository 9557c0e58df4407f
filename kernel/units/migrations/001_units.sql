-- Areas and bodies through time. A version of a unit is a row: what changes its name, its type or what it
-- belongs to ends one row and begins the next, joined by a succession.
create table units (
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
create index units_by_parent on units (parent);
create index units_by_area on units (area);
create index units_by_level on units (kind, level, valid_from);

-- system: 'gso' (the statistical office's lists, made law by Decision 19/2025/QD-TTg), 'gandan' (bodies), others.
create table unit_codes (
  system TEXT NOT NULL,
  code TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES units (id),
  PRIMARY KEY (code, unit, system)
) STRICT;

-- Every name a unit is known by, as a key that forgets case, punctuation and the placement of tones.
create table unit_names (
  key TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES units (id),
  PRIMARY KEY (key, unit)
) STRICT;

create table unit_successions (
  old_unit INTEGER NOT NULL REFERENCES units (id),
  new_unit INTEGER NOT NULL REFERENCES units (id),
  date INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  share REAL NOT NULL,
  is_main INTEGER NOT NULL,
  basis TEXT NOT NULL,
  PRIMARY KEY (old_unit, new_unit)
) STRICT;
create index unit_successions_by_new on unit_successions (new_unit);

-- Vùng sâu, vùng xa: places where the law gives more time, for as long as a decision says so.
create table unit_remote (
  unit INTEGER NOT NULL REFERENCES units (id),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  basis TEXT NOT NULL,
  PRIMARY KEY (unit, valid_from)
) STRICT;

-- What place search reads: a row a spelling. key: no marks, no spaces ("dongmo"); exact: with marks.
-- district and province: codes of what it lies in, empty where there is none.
-- sqlite:
create table places (
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
-- postgresql:
create table places (
  key TEXT COLLATE "C" NOT NULL,
  exact TEXT NOT NULL,
  unit BIGINT NOT NULL REFERENCES units (id),
  level BIGINT NOT NULL,
  type BIGINT NOT NULL,
  code TEXT NOT NULL,
  district TEXT NOT NULL,
  province TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  PRIMARY KEY (key, unit, exact)
);
-- both:
create index places_by_province on places (province, district);

-- What was imported, as it was: versions are made from all of it, whatever the order it came in.
create table unit_lists (
  date INTEGER NOT NULL,
  level INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  parent TEXT NOT NULL,
  PRIMARY KEY (date, level, code)
) STRICT;
create table unit_mappings (
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

create table fields (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_en TEXT NOT NULL,
  keywords TEXT NOT NULL
) STRICT;
create table field_names (
  key TEXT PRIMARY KEY,
  field INTEGER NOT NULL REFERENCES fields (id)
) STRICT;

-- What a body answers for: where routing begins before it has learned anything.
create table body_fields (
  body INTEGER NOT NULL REFERENCES units (id),
  field INTEGER NOT NULL REFERENCES fields (id),
  PRIMARY KEY (body, field)
) STRICT;
create table body_keywords (
  body INTEGER PRIMARY KEY REFERENCES units (id),
  keywords TEXT NOT NULL
) STRICT;

-- Which reference was loaded last: a checksum of what the program ships.
create table unit_reference (
  id INTEGER PRIMARY KEY,
  checksum INTEGER NOT NULL
) STRICT;
