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

CREATE TABLE log_checkpoints (
  size INTEGER PRIMARY KEY,
  last_seq INTEGER NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER log_checkpoints_no_delete before delete on log_checkpoints
begin select raise(abort, 'the log is append-only'); end;
CREATE TRIGGER log_checkpoints_no_update before update on log_checkpoints
begin select raise(abort, 'the log is append-only'); end;

CREATE TABLE log_cosignatures (
  witness TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  line TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE log_entries (
  log_index INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  content BLOB NOT NULL,
  commitment BLOB NOT NULL,
  at INTEGER NOT NULL,
  parts BLOB
) STRICT;
CREATE UNIQUE INDEX log_entries_seq on log_entries (seq);
CREATE TRIGGER log_entries_no_delete before delete on log_entries
begin select raise(abort, 'the log is append-only'); end;
CREATE TRIGGER log_entries_no_update before update on log_entries
begin select raise(abort, 'the log is append-only'); end;

CREATE TABLE log_identity (
  origin TEXT PRIMARY KEY,
  began_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER log_identity_no_delete before delete on log_identity
begin select raise(abort, 'the log is append-only'); end;
CREATE TRIGGER log_identity_no_update before update on log_identity
begin select raise(abort, 'the log is append-only'); end;

CREATE TABLE log_keys (
  verifier_key TEXT PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT;
CREATE TRIGGER log_keys_no_delete before delete on log_keys
begin select raise(abort, 'the log is append-only'); end;
CREATE TRIGGER log_keys_no_update before update on log_keys
begin select raise(abort, 'the log is append-only'); end;

CREATE TABLE log_salts (
  subject_id INTEGER NOT NULL,
  subject_kind TEXT NOT NULL,
  from_index INTEGER NOT NULL,
  salt BLOB,
  erased_under TEXT,
  PRIMARY KEY (subject_id, subject_kind, from_index)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER log_salts_no_delete before delete on log_salts
begin select raise(abort, 'the log is append-only'); end;
CREATE TRIGGER log_salts_only_erased before update on log_salts
when new.subject_id <> old.subject_id or new.subject_kind <> old.subject_kind
  or new.from_index <> old.from_index or new.salt is not null or old.salt is null
  or coalesce(new.erased_under, '') = ''
begin select raise(abort, 'a salt is only ever erased, and why is told'); end;

CREATE TABLE log_tiles (
  level INTEGER NOT NULL,
  tile INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (level, tile)
) STRICT;
CREATE TRIGGER log_tiles_no_delete before delete on log_tiles
begin select raise(abort, 'the log is append-only'); end;
CREATE TRIGGER log_tiles_only_grow before update on log_tiles
when new.level <> old.level or new.tile <> old.tile or length(new.bytes) <= length(old.bytes)
  or substr(new.bytes, 1, length(old.bytes)) <> old.bytes
begin select raise(abort, 'a tile only ever grows'); end;
