-- The forms of the desk that were sent and done, for a day: a button pressed twice does one deed.
-- The key is an HMAC of who sent what (idempotency.hpp).
create table petition_deeds (
  key TEXT PRIMARY KEY,
  done_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
create index petition_deeds_done on petition_deeds (done_at);
