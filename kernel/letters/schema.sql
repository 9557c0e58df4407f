-- What the migrations of kernel/letters come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE subscriptions (
  id INTEGER PRIMARY KEY,
  record_kind TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  email TEXT NOT NULL,
  language TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  stopped_at INTEGER,
  undeliverable_at INTEGER
) STRICT;
CREATE UNIQUE INDEX subscriptions_code on subscriptions (code);
CREATE INDEX subscriptions_email on subscriptions (lower(email), created_at);
CREATE INDEX subscriptions_record on subscriptions (record_kind, record_id, id);

CREATE TABLE watches (
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
CREATE INDEX watches_email on watches (lower(email), created_at);
CREATE INDEX watches_told on watches (told_at, id) where confirmed_at is not null;
CREATE INDEX watches_unconfirmed on watches (created_at) where confirmed_at is null;
