-- The log (README.md): every entry of the journal that was sealed, in the order of seq, as a leaf of a Merkle tree.
-- One row: under which name it is published, for good.
create table log_identity (
  origin TEXT PRIMARY KEY,
  began_at INTEGER NOT NULL
) STRICT;

-- `content` is the root over what the record held when the entry was taken into the log, at `at`; `commitment` is all
-- that the log tells of the entry.
create table log_entries (
  log_index INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  content BLOB NOT NULL,
  commitment BLOB NOT NULL,
  at INTEGER NOT NULL
) STRICT;
create unique index log_entries_seq on log_entries (seq);

-- The secret under which commitments to a record are made, for its entries from `from_index` on. Where words
-- were erased or went under the seal, it is null, and `erased_under` says why: nobody can try words against what was
-- committed to.
create table log_salts (
  subject_id INTEGER NOT NULL,
  subject_kind TEXT NOT NULL,
  from_index INTEGER NOT NULL,
  salt BLOB,
  erased_under TEXT,
  PRIMARY KEY (subject_id, subject_kind, from_index)
) STRICT, WITHOUT ROWID;

-- Tiles of hashes (C2SP tlog-tiles), each as far as it is filled.
create table log_tiles (
  level INTEGER NOT NULL,
  tile INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (level, tile)
) STRICT;

-- The signed heads. The number of leaves is the key: two servers cannot sign two trees of one size.
create table log_checkpoints (
  size INTEGER PRIMARY KEY,
  last_seq INTEGER NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- The keys that have signed it.
create table log_keys (
  verifier_key TEXT PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT;

-- sqlite:
create trigger log_identity_no_update before update on log_identity
begin select raise(abort, 'the log is append-only'); end;
create trigger log_identity_no_delete before delete on log_identity
begin select raise(abort, 'the log is append-only'); end;
create trigger log_entries_no_update before update on log_entries
begin select raise(abort, 'the log is append-only'); end;
create trigger log_entries_no_delete before delete on log_entries
begin select raise(abort, 'the log is append-only'); end;
create trigger log_salts_only_erased before update on log_salts
when new.subject_id <> old.subject_id or new.subject_kind <> old.subject_kind
  or new.from_index <> old.from_index or new.salt is not null or old.salt is null
  or coalesce(new.erased_under, '') = ''
begin select raise(abort, 'a salt is only ever erased, and why is told'); end;
create trigger log_salts_no_delete before delete on log_salts
begin select raise(abort, 'the log is append-only'); end;
create trigger log_tiles_only_grow before update on log_tiles
when new.level <> old.level or new.tile <> old.tile or length(new.bytes) <= length(old.bytes)
  or substr(new.bytes, 1, length(old.bytes)) <> old.bytes
begin select raise(abort, 'a tile only ever grows'); end;
create trigger log_tiles_no_delete before delete on log_tiles
begin select raise(abort, 'the log is append-only'); end;
create trigger log_checkpoints_no_update before update on log_checkpoints
begin select raise(abort, 'the log is append-only'); end;
create trigger log_checkpoints_no_delete before delete on log_checkpoints
begin select raise(abort, 'the log is append-only'); end;
create trigger log_keys_no_update before update on log_keys
begin select raise(abort, 'the log is append-only'); end;
create trigger log_keys_no_delete before delete on log_keys
begin select raise(abort, 'the log is append-only'); end;
-- postgresql:
create trigger log_identity_append_only before update or delete or truncate on log_identity
  for each statement execute function journal_refuse();
create trigger log_entries_append_only before update or delete or truncate on log_entries
  for each statement execute function journal_refuse();
create trigger log_checkpoints_append_only before update or delete or truncate on log_checkpoints
  for each statement execute function journal_refuse();
create trigger log_keys_append_only before update or delete or truncate on log_keys
  for each statement execute function journal_refuse();
create trigger log_salts_no_delete before delete or truncate on log_salts
  for each statement execute function journal_refuse();
create function log_salts_erased() returns trigger language plpgsql as $$
begin
  if new.subject_id <> old.subject_id or new.subject_kind <> old.subject_kind
    or new.from_index <> old.from_index or new.salt is not null or old.salt is null
    or coalesce(new.erased_under, '') = ''
  then
    raise exception 'a salt is only ever erased, and why is told' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger log_salts_only_erased before update on log_salts
  for each row execute function log_salts_erased();
create trigger log_tiles_no_delete before delete or truncate on log_tiles
  for each statement execute function journal_refuse();
create function log_tiles_grow() returns trigger language plpgsql as $$
begin
  if new.level <> old.level or new.tile <> old.tile or length(new.bytes) <= length(old.bytes)
    or substring(new.bytes from 1 for length(old.bytes)) <> old.bytes
  then
    raise exception 'a tile only ever grows' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger log_tiles_only_grow before update on log_tiles
  for each row execute function log_tiles_grow();
