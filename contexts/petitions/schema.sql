-- What the migrations of contexts/petitions come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE petition_answered (
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  answer_id INTEGER NOT NULL REFERENCES petition_answers (id),
  PRIMARY KEY (petition_id, answer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX petition_answered_answer on petition_answered (answer_id);

CREATE TABLE petition_answers (
  id INTEGER PRIMARY KEY,
  body_id INTEGER,
  topic_id INTEGER,
  outcome INTEGER NOT NULL,
  text TEXT NOT NULL,
  promised_on INTEGER,
  document TEXT NOT NULL,
  answered_at INTEGER NOT NULL
) STRICT;

CREATE TABLE petition_askings (
  id INTEGER PRIMARY KEY,
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  answer_id INTEGER NOT NULL REFERENCES petition_answers (id),
  undertaking_id INTEGER,
  ask_on INTEGER,
  asked_at INTEGER,
  said INTEGER,
  said_at INTEGER
) STRICT;
CREATE UNIQUE INDEX petition_askings_answer on petition_askings (petition_id, answer_id);
CREATE INDEX petition_askings_due on petition_askings (ask_on, id)
  where asked_at is null and said is null;

CREATE TABLE petition_clocks (
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  entered_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  rule TEXT NOT NULL,
  due_at INTEGER,
  PRIMARY KEY (petition_id, entered_at, rule)
) STRICT, WITHOUT ROWID;

CREATE TABLE petition_contacts (
  petition_id INTEGER PRIMARY KEY REFERENCES petitions (id),
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL
) STRICT;

CREATE TABLE petition_counted (
  petition_id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  public INTEGER NOT NULL,
  state INTEGER NOT NULL,
  field_id INTEGER NOT NULL,
  body_id INTEGER NOT NULL,
  province_id INTEGER NOT NULL,
  answered_year INTEGER NOT NULL,
  timely INTEGER NOT NULL,
  late INTEGER NOT NULL DEFAULT 0,
  month INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE petition_decisions (
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  at INTEGER NOT NULL,
  verb TEXT NOT NULL,
  number TEXT NOT NULL,
  decided_on INTEGER NOT NULL,
  ground INTEGER NOT NULL,
  PRIMARY KEY (petition_id, at, verb)
) STRICT, WITHOUT ROWID;

CREATE TABLE petition_distinctions (
  petition_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  PRIMARY KEY (petition_id, other_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE petition_extensions (
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  granted_at INTEGER NOT NULL,
  value INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  reason TEXT NOT NULL,
  criteria INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (petition_id, granted_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE petition_frozen (
  petition_id INTEGER PRIMARY KEY REFERENCES petitions (id),
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  body_id INTEGER,
  field_id INTEGER,
  place_id INTEGER,
  province_id INTEGER,
  outcome INTEGER,
  due_at INTEGER,
  stopped_at INTEGER,
  answered_at INTEGER
) STRICT;

CREATE TABLE petition_joined (
  petition_id INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (petition_id, place_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE petition_joins (
  id INTEGER PRIMARY KEY,
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  code TEXT NOT NULL,
  place_text TEXT NOT NULL,
  place_id INTEGER,
  joined_at INTEGER NOT NULL,
  idempotency_key TEXT
) STRICT;
CREATE UNIQUE INDEX petition_joins_code on petition_joins (code);
CREATE UNIQUE INDEX petition_joins_idempotency on petition_joins (idempotency_key) where idempotency_key is not null;

CREATE TABLE petition_months (
  body_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  received INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  on_time INTEGER NOT NULL,
  PRIMARY KEY (body_id, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE petition_notes (
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  at INTEGER NOT NULL,
  verb TEXT NOT NULL,
  for_petitioner INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (petition_id, at, verb)
) STRICT, WITHOUT ROWID;

CREATE TABLE petition_pauses (
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  stopped_at INTEGER NOT NULL,
  resumed_at INTEGER,
  question TEXT NOT NULL,
  reply TEXT NOT NULL,
  kind INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (petition_id, stopped_at)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE petition_search using fts5 (exact, folded, content='', tokenize="unicode61 remove_diacritics 0");

CREATE TABLE petition_traces (
  id INTEGER PRIMARY KEY,
  left_at INTEGER NOT NULL
) STRICT;

CREATE TABLE petitions (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  visibility INTEGER NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  addressed_to TEXT NOT NULL,
  place_text TEXT NOT NULL,
  place_id INTEGER,
  province_id INTEGER,
  field_id INTEGER,
  body_id INTEGER,
  topic_id INTEGER,
  answer_id INTEGER,
  outcome INTEGER,
  received_at INTEGER NOT NULL,
  clock_rule TEXT NOT NULL,
  clock_started_at INTEGER,
  due_at INTEGER,
  stopped_at INTEGER,
  answered_at INTEGER,
  promised_on INTEGER,
  source TEXT,
  source_id TEXT,
  idempotency_key TEXT,
  publication_refused INTEGER NOT NULL DEFAULT 0,
  sealed_as INTEGER,
  sealed_at INTEGER,
  frozen_at INTEGER,
  round INTEGER NOT NULL DEFAULT 1,
  nameless INTEGER NOT NULL DEFAULT 0,
  withdrawal_at INTEGER
) STRICT;
CREATE INDEX petitions_body on petitions (body_id, received_at, id) where body_id is not null;
CREATE UNIQUE INDEX petitions_code on petitions (code);
CREATE INDEX petitions_cut_titles on petitions (id) where title like '%…';
CREATE INDEX petitions_denunciations on petitions (received_at, id) where kind = 4;
CREATE INDEX petitions_frozen on petitions (received_at) where frozen_at is not null;
CREATE INDEX petitions_held on petitions (received_at, id) where visibility = 1;
CREATE UNIQUE INDEX petitions_idempotency on petitions (idempotency_key) where idempotency_key is not null;
CREATE INDEX petitions_imported_due on petitions (due_at, id) where channel = 6 and state >= 5;
CREATE INDEX petitions_open_due on petitions (due_at, id) where state < 5;
CREATE INDEX petitions_owed on petitions (body_id, coalesce(due_at, 9223372036854775807), id)
  where body_id is not null and state < 5;
CREATE INDEX petitions_owed_held on petitions
  (visibility, body_id, coalesce(due_at, 9223372036854775807), id)
  where body_id is not null and state < 5 and visibility = 1;
CREATE INDEX petitions_owed_state on petitions
  (state, body_id, coalesce(due_at, 9223372036854775807), id)
  where body_id is not null and state < 5;
CREATE INDEX petitions_place on petitions (place_id, state, received_at, id)
  where place_id is not null;
CREATE INDEX petitions_province on petitions (province_id, state, received_at, id)
  where province_id is not null;
CREATE INDEX petitions_public on petitions (received_at, id) where visibility = 2;
CREATE INDEX petitions_public_answered on petitions (answered_at, id) where visibility = 2 and answered_at is not null;
CREATE INDEX petitions_public_field on petitions (field_id, received_at, id)
  where visibility = 2 and field_id is not null;
CREATE INDEX petitions_public_province on petitions
  (province_id, received_at, id, visibility, state, place_id, due_at, stopped_at, answered_at)
  where visibility = 2 and province_id is not null;
CREATE INDEX petitions_received on petitions (received_at, id);
CREATE INDEX petitions_sealed on petitions (sealed_at) where sealed_as is not null;
CREATE UNIQUE INDEX petitions_source on petitions (source_id, source) where source_id is not null;
CREATE INDEX petitions_state on petitions (state, received_at, id);
CREATE INDEX petitions_topic on petitions (topic_id) where topic_id is not null;

CREATE TABLE topic_members (
  topic_id INTEGER NOT NULL REFERENCES topics (id),
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  state INTEGER NOT NULL,
  similarity REAL NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (topic_id, petition_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_members_petition on topic_members (petition_id, state);

CREATE TABLE topics (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  state INTEGER NOT NULL,
  representative_id INTEGER NOT NULL REFERENCES petitions (id),
  created_at INTEGER NOT NULL,
  merged_into INTEGER
) STRICT;
CREATE UNIQUE INDEX topics_code on topics (code);
CREATE INDEX topics_state on topics (state, id);
