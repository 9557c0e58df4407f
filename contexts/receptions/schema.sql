-- What the migrations of contexts/receptions come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE booking_contacts (
  booking_id INTEGER PRIMARY KEY REFERENCES bookings (id),
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL
) STRICT;

CREATE TABLE booking_slots (
  place_id INTEGER NOT NULL REFERENCES reception_places (id),
  starts_at INTEGER NOT NULL,
  seat INTEGER NOT NULL,
  booking_id INTEGER,
  holder TEXT NOT NULL,
  held_until INTEGER,
  PRIMARY KEY (place_id, starts_at, seat)
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_slots_booking on booking_slots (booking_id) where booking_id is not null;

CREATE TABLE bookings (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  place_id INTEGER NOT NULL REFERENCES reception_places (id),
  day INTEGER NOT NULL,
  starts_at INTEGER,
  state INTEGER NOT NULL,
  matter TEXT NOT NULL,
  named_code TEXT NOT NULL,
  needs INTEGER NOT NULL,
  needs_language TEXT NOT NULL,
  online INTEGER NOT NULL,
  online_ground INTEGER,
  people INTEGER NOT NULL,
  language TEXT NOT NULL,
  person_key TEXT,
  day_id INTEGER,
  ticket_id INTEGER,
  visit_id INTEGER,
  booked_at INTEGER NOT NULL,
  ended_at INTEGER,
  reason TEXT NOT NULL,
  idempotency_key TEXT
) STRICT;
CREATE UNIQUE INDEX bookings_code on bookings (code);
CREATE UNIQUE INDEX bookings_idempotency on bookings (idempotency_key) where idempotency_key is not null;
CREATE INDEX bookings_person on bookings (person_key, day) where person_key is not null;
CREATE INDEX bookings_place on bookings (place_id, day, starts_at, id);
CREATE INDEX bookings_waiting on bookings (place_id, day, booked_at, id) where state = 1;

CREATE TABLE conclusion_items (
  id INTEGER PRIMARY KEY,
  conclusion_id INTEGER NOT NULL REFERENCES conclusions (id),
  visit_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  body_id INTEGER NOT NULL,
  product TEXT NOT NULL,
  due_on INTEGER NOT NULL,
  undertaking_id INTEGER NOT NULL,
  state INTEGER NOT NULL,
  done_at INTEGER,
  report TEXT NOT NULL
) STRICT;
CREATE INDEX conclusion_items_conclusion on conclusion_items (conclusion_id, position);
CREATE INDEX conclusion_items_owed on conclusion_items (body_id, due_on, id) where state = 1;
CREATE INDEX conclusion_items_visit on conclusion_items (visit_id, id);

CREATE TABLE conclusions (
  id INTEGER PRIMARY KEY,
  visit_id INTEGER NOT NULL REFERENCES visits (id),
  number TEXT NOT NULL,
  concluded_on INTEGER NOT NULL,
  concluded_by TEXT NOT NULL,
  text TEXT NOT NULL,
  contact TEXT NOT NULL,
  entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX conclusions_visit on conclusions (visit_id, id);

CREATE TABLE online_sessions (
  id INTEGER PRIMARY KEY,
  place_id INTEGER NOT NULL REFERENCES reception_places (id),
  day_id INTEGER,
  starts_at INTEGER NOT NULL,
  ground INTEGER NOT NULL,
  decided_at INTEGER NOT NULL,
  told_at INTEGER,
  rehearsed_at INTEGER,
  connected_at INTEGER,
  ended_at INTEGER,
  minutes TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  signed_at INTEGER,
  kept_until INTEGER,
  planned_until INTEGER NOT NULL DEFAULT 0,
  rules_shown_at INTEGER,
  cancelled_at INTEGER,
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX online_sessions_place on online_sessions (place_id, starts_at, id);

CREATE TABLE online_sites (
  session_id INTEGER NOT NULL REFERENCES online_sessions (id),
  position INTEGER NOT NULL,
  role INTEGER NOT NULL,
  body_id INTEGER,
  name TEXT NOT NULL,
  joined_at INTEGER,
  address TEXT NOT NULL DEFAULT '',
  takes_part TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (session_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE reception_closures (
  id INTEGER PRIMARY KEY,
  place_id INTEGER NOT NULL REFERENCES reception_places (id),
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  from_minute INTEGER,
  until_minute INTEGER,
  repeats INTEGER NOT NULL,
  until_day INTEGER,
  reason TEXT NOT NULL,
  instead_on INTEGER,
  entered_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX reception_closures_place on reception_closures (place_id, first_day);

CREATE TABLE reception_days (
  id INTEGER PRIMARY KEY,
  place_id INTEGER NOT NULL REFERENCES reception_places (id),
  body_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  day INTEGER NOT NULL,
  from_minute INTEGER NOT NULL,
  until_minute INTEGER NOT NULL,
  state INTEGER NOT NULL,
  head TEXT NOT NULL,
  subject TEXT NOT NULL,
  held_by INTEGER,
  reason TEXT NOT NULL,
  moved_to INTEGER,
  published_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX reception_days_body on reception_days (body_id, day, id);
CREATE INDEX reception_days_day on reception_days (day, id);
CREATE INDEX reception_days_place on reception_days (place_id, day, id);

CREATE TABLE reception_hours (
  id INTEGER PRIMARY KEY,
  place_id INTEGER NOT NULL REFERENCES reception_places (id),
  weekday INTEGER NOT NULL,
  from_minute INTEGER NOT NULL,
  until_minute INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_until INTEGER
) STRICT;
CREATE INDEX reception_hours_place on reception_hours (place_id, weekday, from_minute);

CREATE TABLE reception_places (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  body_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  directions TEXT NOT NULL,
  phone TEXT NOT NULL,
  languages TEXT NOT NULL,
  access INTEGER NOT NULL,
  online INTEGER NOT NULL,
  counters INTEGER NOT NULL,
  slot_minutes INTEGER NOT NULL,
  soonest_hours INTEGER NOT NULL,
  horizon_days INTEGER NOT NULL,
  most_a_day INTEGER NOT NULL,
  opened_on INTEGER NOT NULL,
  closed_on INTEGER
) STRICT;
CREATE INDEX reception_places_body on reception_places (body_id, id);
CREATE UNIQUE INDEX reception_places_code on reception_places (code);

CREATE TABLE ticket_periods (
  ticket_id INTEGER NOT NULL REFERENCES tickets (id),
  began_at INTEGER NOT NULL,
  state INTEGER NOT NULL,
  ended_at INTEGER,
  counter INTEGER,
  PRIMARY KEY (ticket_id, began_at, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE tickets (
  id INTEGER PRIMARY KEY,
  place_id INTEGER NOT NULL REFERENCES reception_places (id),
  day INTEGER NOT NULL,
  line INTEGER NOT NULL,
  number INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  expected_at INTEGER,
  state INTEGER NOT NULL,
  counter INTEGER,
  booking_id INTEGER,
  visit_id INTEGER,
  needs INTEGER NOT NULL,
  came_at INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  idempotency_key TEXT
) STRICT;
CREATE UNIQUE INDEX tickets_booking on tickets (booking_id) where booking_id is not null;
CREATE UNIQUE INDEX tickets_idempotency on tickets (idempotency_key) where idempotency_key is not null;
CREATE INDEX tickets_next on tickets (place_id, day, rank, came_at, id) where state = 1;
CREATE UNIQUE INDEX tickets_number on tickets (place_id, day, line, number);

CREATE TABLE visit_notes (
  visit_id INTEGER NOT NULL REFERENCES visits (id),
  at INTEGER NOT NULL,
  verb TEXT NOT NULL,
  for_visitor INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (visit_id, at, verb)
) STRICT, WITHOUT ROWID;

CREATE TABLE visit_papers (
  receipt_id INTEGER NOT NULL REFERENCES visit_receipts (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  pages INTEGER,
  condition INTEGER NOT NULL,
  PRIMARY KEY (receipt_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE visit_people (
  visit_id INTEGER NOT NULL REFERENCES visits (id),
  position INTEGER NOT NULL,
  role INTEGER NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  identity BLOB NOT NULL,
  identity_key TEXT,
  PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_people_identity on visit_people (identity_key, visit_id) where identity_key is not null;

CREATE TABLE visit_receipts (
  id INTEGER PRIMARY KEY,
  visit_id INTEGER NOT NULL REFERENCES visits (id),
  place_id INTEGER NOT NULL,
  book_year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  copies INTEGER NOT NULL,
  given_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX visit_receipts_number on visit_receipts (place_id, book_year, number);
CREATE INDEX visit_receipts_visit on visit_receipts (visit_id, id);

CREATE VIRTUAL TABLE visit_search using fts5 (exact, folded, content='', tokenize="unicode61 remove_diacritics 0");

CREATE TABLE visits (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  place_id INTEGER NOT NULL REFERENCES reception_places (id),
  body_id INTEGER NOT NULL,
  book_year INTEGER NOT NULL,
  book_number INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  entered_at INTEGER NOT NULL,
  sitting_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  heard_by INTEGER NOT NULL,
  day_id INTEGER,
  matter TEXT NOT NULL,
  people INTEGER NOT NULL,
  present INTEGER NOT NULL,
  handled_before TEXT NOT NULL,
  is_competent INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  ground INTEGER,
  directed_unit_id INTEGER,
  directed_to TEXT NOT NULL,
  document TEXT NOT NULL,
  due_at INTEGER,
  told_at INTEGER,
  is_read_back INTEGER NOT NULL,
  is_hot INTEGER NOT NULL,
  field_id INTEGER,
  area_id INTEGER,
  province_id INTEGER,
  matter_id INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  booking_id INTEGER,
  ticket_id INTEGER,
  followed TEXT NOT NULL,
  note TEXT NOT NULL,
  source TEXT,
  source_id TEXT,
  idempotency_key TEXT
) STRICT;
CREATE UNIQUE INDEX visits_book on visits (place_id, book_year, book_number);
CREATE UNIQUE INDEX visits_code on visits (code);
CREATE INDEX visits_day on visits (day_id, id) where day_id is not null;
CREATE INDEX visits_due on visits (due_at, id) where state in (1, 2);
CREATE UNIQUE INDEX visits_idempotency on visits (idempotency_key) where idempotency_key is not null;
CREATE INDEX visits_matter on visits (matter_id, turn, id);
CREATE INDEX visits_of_body on visits (body_id, received_at, id);
CREATE INDEX visits_open on visits (body_id, due_at, id) where state in (1, 2);
CREATE INDEX visits_received on visits (received_at, id);
CREATE INDEX visits_sealed on visits (received_at, id) where kind = 4;
CREATE INDEX visits_sealed_of_body on visits (body_id, received_at, id) where kind = 4;
CREATE INDEX visits_sitting on visits (sitting_id, id);
CREATE UNIQUE INDEX visits_source on visits (source_id, source) where source_id is not null;

CREATE TABLE waiting_doors (
  place_id INTEGER PRIMARY KEY REFERENCES reception_places (id),
  opened_at INTEGER NOT NULL,
  closed_at INTEGER
) STRICT;
