-- Who wants letters about a record of whichever module: who sent it, or who joined it. Nothing is
-- written before the address is confirmed but the letter that asks for it. The links in letters are
-- made from the row's id and the key file; no token is stored.
create table subscriptions (
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
create unique index subscriptions_code on subscriptions (code);
create index subscriptions_email on subscriptions (lower(email), created_at);
create index subscriptions_record on subscriptions (record_kind, record_id, id);
