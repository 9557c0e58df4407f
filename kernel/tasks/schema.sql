-- What the migrations of kernel/tasks come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE undertakings (
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
  evidence_id INTEGER,
  word INTEGER
) STRICT;
CREATE INDEX undertakings_came_due on undertakings (due_on, body_id, ending, ended_at, word, shown)
  where shown = 1;
CREATE INDEX undertakings_came_due_by on undertakings (body_id, due_on, ending, ended_at, word, shown)
  where shown = 1;
CREATE INDEX undertakings_doubted on undertakings (due_on, id) where shown = 1 and word = 2;
CREATE INDEX undertakings_ended on undertakings (ending, ended_at, id)
  where shown = 1 and ending is not null;
CREATE INDEX undertakings_ended_by on undertakings (body_id, ending, ended_at, id)
  where shown = 1 and ending is not null;
CREATE INDEX undertakings_owed on undertakings (due_on, id) where shown = 1 and ending is null;
CREATE INDEX undertakings_owed_by on undertakings (body_id, due_on, id)
  where shown = 1 and ending is null;
CREATE INDEX undertakings_source on undertakings (source_kind, source_id, id);
