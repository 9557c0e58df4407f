-- What a body owes by a day, to a record of whichever module: what was promised in an answer. It is
-- owed as long as it has no ending (1 done, 2 withdrawn); whether it is late is told by its days.
create table undertakings (
  id INTEGER PRIMARY KEY,
  source_kind TEXT NOT NULL,
  source_id INTEGER NOT NULL,
  body_id INTEGER NOT NULL,
  what TEXT NOT NULL,
  shown INTEGER NOT NULL,
  undertaken_at INTEGER NOT NULL,
  first_due_on INTEGER NOT NULL,
  due_on INTEGER NOT NULL,
  ending INTEGER,
  ended_at INTEGER,
  evidence_kind TEXT,
  evidence_id INTEGER
) STRICT;
create index undertakings_source on undertakings (source_kind, source_id, id);
-- What everybody may read, of all bodies and of one.
create index undertakings_owed on undertakings (due_on, id) where shown = 1 and ending is null;
create index undertakings_owed_by on undertakings (body_id, due_on, id)
  where shown = 1 and ending is null;
create index undertakings_ended on undertakings (ending, ended_at, id)
  where shown = 1 and ending is not null;
create index undertakings_ended_by on undertakings (body_id, ending, ended_at, id)
  where shown = 1 and ending is not null;
