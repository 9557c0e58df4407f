-- Who wants letters about a petition: who sent it, or who joined it. Nothing is written before the
-- address is confirmed but the letter that asks for it. A denunciation has no row here. The links in
-- letters are made from the row's id and the key file; no token is stored.
create table petition_subscriptions (
  id INTEGER PRIMARY KEY,
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  code TEXT NOT NULL,
  email TEXT NOT NULL,
  language TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  stopped_at INTEGER,
  undeliverable_at INTEGER
) STRICT;
create unique index petition_subscriptions_code on petition_subscriptions (code);
create index petition_subscriptions_email on petition_subscriptions (email, created_at);
create index petition_subscriptions_petition on petition_subscriptions (petition_id);
