-- Where people take a number themselves: a place opens its door to that and closes it again. The address
-- at the door is made of the moment, so that one that went round is worth nothing once it was closed.
create table waiting_doors (
  place_id INTEGER PRIMARY KEY REFERENCES reception_places (id),
  opened_at INTEGER NOT NULL,
  closed_at INTEGER
) STRICT;

-- A form that was sent twice takes one number.
alter table tickets add column idempotency_key TEXT;
create unique index tickets_idempotency on tickets (idempotency_key) where idempotency_key is not null;
