-- What people ask, the answers, and the topics in which like petitions are answered once.
-- Numbers of enumerations: petition.hpp. Times are microseconds UTC, days are days since 1970-01-01.

create table petitions (
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
  idempotency_key TEXT
) STRICT;

create unique index petitions_code on petitions (code);
create unique index petitions_idempotency on petitions (idempotency_key) where idempotency_key is not null;
create unique index petitions_source on petitions (source_id, source) where source_id is not null;
create index petitions_received on petitions (received_at, id);
create index petitions_body_state on petitions (body_id, state, due_at);
create index petitions_state on petitions (state, received_at, id);
create index petitions_open_due on petitions (due_at) where state in (1, 2, 3, 4);
create index petitions_topic on petitions (topic_id) where topic_id is not null;

-- The public lists, newest first, by one facet each (visibility 2 is public).
create index petitions_public on petitions (received_at, id) where visibility = 2;
create index petitions_public_field on petitions (field_id, received_at, id) where visibility = 2;
create index petitions_public_body on petitions (body_id, received_at, id) where visibility = 2;
create index petitions_public_province on petitions (province_id, received_at, id) where visibility = 2;
create index petitions_public_answered on petitions (answered_at, id) where visibility = 2 and answered_at is not null;

-- Public texts by their words (lib/search). Only what is public is in it.
-- sqlite:
create virtual table petition_search using fts5 (exact, folded, content='', tokenize="unicode61 remove_diacritics 0");
-- postgresql:
create table petition_search (id BIGINT primary key, keys tsvector not null);
create index petition_search_keys on petition_search using gin (keys);
-- both:

-- How to reach who asked. Never shown in public. A denunciation has no row here: its author is sealed.
create table petition_contacts (
  petition_id INTEGER PRIMARY KEY REFERENCES petitions (id),
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL
) STRICT;

-- Who asks the same as a petition that is there already, and is counted as an asker of it.
create table petition_joins (
  id INTEGER PRIMARY KEY,
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  code TEXT NOT NULL,
  place_text TEXT NOT NULL,
  place_id INTEGER,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  joined_at INTEGER NOT NULL,
  idempotency_key TEXT
) STRICT;
create unique index petition_joins_code on petition_joins (code);
create unique index petition_joins_idempotency on petition_joins (idempotency_key) where idempotency_key is not null;
create index petition_joins_petition on petition_joins (petition_id);

-- Words that went with a change. They may name people, so the journal holds only that they were said.
create table petition_notes (
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  at INTEGER NOT NULL,
  verb TEXT NOT NULL,
  for_petitioner INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (petition_id, at, verb)
) STRICT, WITHOUT ROWID;

-- When a petition's clock stood still, and what more time was granted with which reason.
create table petition_pauses (
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  stopped_at INTEGER NOT NULL,
  resumed_at INTEGER,
  question TEXT NOT NULL,
  reply TEXT NOT NULL,
  PRIMARY KEY (petition_id, stopped_at)
) STRICT, WITHOUT ROWID;

create table petition_extensions (
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  granted_at INTEGER NOT NULL,
  value INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (petition_id, granted_at)
) STRICT, WITHOUT ROWID;

-- One answer may stand for many petitions: petitions.answer_id points to the latest.
create table petition_answers (
  id INTEGER PRIMARY KEY,
  body_id INTEGER,
  topic_id INTEGER,
  outcome INTEGER NOT NULL,
  text TEXT NOT NULL,
  promised_on INTEGER,
  document TEXT NOT NULL,
  answered_at INTEGER NOT NULL
) STRICT;

create table petition_answered (
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  answer_id INTEGER NOT NULL REFERENCES petition_answers (id),
  PRIMARY KEY (petition_id, answer_id)
) STRICT, WITHOUT ROWID;
create index petition_answered_answer on petition_answered (answer_id);

create table topics (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  state INTEGER NOT NULL,
  representative_id INTEGER NOT NULL REFERENCES petitions (id),
  created_at INTEGER NOT NULL
) STRICT;
create unique index topics_code on topics (code);
create index topics_state on topics (state, id);

-- A petition proposed into, confirmed in, or refused from a topic, with the reason of the proposal.
create table topic_members (
  topic_id INTEGER NOT NULL REFERENCES topics (id),
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  state INTEGER NOT NULL,
  similarity REAL NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (topic_id, petition_id)
) STRICT, WITHOUT ROWID;
create index topic_members_petition on topic_members (petition_id, state);

-- Pairs that an officer said do not ask the same: never proposed together again.
create table petition_distinctions (
  petition_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  PRIMARY KEY (petition_id, other_id)
) STRICT, WITHOUT ROWID;

-- What of each petition the totals hold already, and the totals: folded from the journal (totals.cpp).
create table petition_counted (
  petition_id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  public INTEGER NOT NULL,
  state INTEGER NOT NULL,
  field_id INTEGER NOT NULL,
  body_id INTEGER NOT NULL,
  province_id INTEGER NOT NULL,
  year INTEGER NOT NULL,
  answered_year INTEGER NOT NULL,
  timely INTEGER NOT NULL
) STRICT;

create table petition_totals (
  facet TEXT NOT NULL,
  value INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (facet, value)
) STRICT, WITHOUT ROWID;

create table petition_folds (
  name TEXT PRIMARY KEY,
  journal_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
