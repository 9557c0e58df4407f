-- What the migrations of kernel/journal come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_kind INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  body_id INTEGER NOT NULL,
  verb TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  detail TEXT NOT NULL,
  leaf BLOB NOT NULL
) STRICT;
CREATE INDEX journal_subject on journal (subject_kind, subject_id, seq);
CREATE TRIGGER journal_no_delete before delete on journal
begin select raise(abort, 'the journal is append-only'); end;
CREATE TRIGGER journal_no_update before update on journal
begin select raise(abort, 'the journal is append-only'); end;

CREATE TABLE journal_seals (
  last_seq INTEGER PRIMARY KEY,
  entries INTEGER NOT NULL,
  head BLOB NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER journal_seals_no_delete before delete on journal_seals
begin select raise(abort, 'the journal is append-only'); end;
CREATE TRIGGER journal_seals_no_update before update on journal_seals
begin select raise(abort, 'the journal is append-only'); end;
