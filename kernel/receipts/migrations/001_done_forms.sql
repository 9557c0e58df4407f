-- The forms that were sent and done, for a day: a button pressed twice does one deed. The key is an
-- HMAC of who sent what (once.hpp).
create table done_forms (
  key TEXT PRIMARY KEY,
  done_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
create index done_forms_done on done_forms (done_at);
