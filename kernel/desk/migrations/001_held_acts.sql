-- Acts of the desk that are held back for some seconds, so that who pressed can undo them: nothing
-- of them has happened yet. What was sent lies under the seal of the key file; `sent` is an HMAC of
-- it, by which a button pressed twice is held once. What could not be carried out (refused_at)
-- stands until its officer has read why.
create table held_acts (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  proof INTEGER NOT NULL,
  code TEXT NOT NULL,
  act TEXT NOT NULL,
  sent TEXT NOT NULL,
  key_id TEXT NOT NULL,
  sealed BLOB NOT NULL,
  due_at INTEGER NOT NULL,
  refused_at INTEGER
) STRICT;
create unique index held_acts_sent on held_acts (sent) where refused_at is null;
create index held_acts_due on held_acts (due_at, id) where refused_at is null;
create index held_acts_code on held_acts (code, id) where refused_at is null;
create index held_acts_account on held_acts (account_id, id);
create index held_acts_refused on held_acts (refused_at) where refused_at is not null;
