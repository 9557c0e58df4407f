-- Every change of state, appended in the transaction that made it. `leaf` is the hash of the row.
-- sqlite:
create table journal (
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
-- postgresql:
create table journal (
  seq BIGINT generated always as identity primary key,
  at BIGINT NOT NULL,
  actor_kind BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  body_id BIGINT NOT NULL,
  verb TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  detail TEXT NOT NULL,
  leaf BYTEA NOT NULL
);
-- both:
create index journal_subject on journal (subject_kind, subject_id, seq);

-- One row a sealed batch: the hash chain's head after the entry last_seq.
create table journal_seals (
  last_seq INTEGER PRIMARY KEY,
  entries INTEGER NOT NULL,
  head BLOB NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- sqlite:
create trigger journal_no_update before update on journal
begin select raise(abort, 'the journal is append-only'); end;
create trigger journal_no_delete before delete on journal
begin select raise(abort, 'the journal is append-only'); end;
create trigger journal_seals_no_update before update on journal_seals
begin select raise(abort, 'the journal is append-only'); end;
create trigger journal_seals_no_delete before delete on journal_seals
begin select raise(abort, 'the journal is append-only'); end;
-- postgresql:
create function journal_refuse() returns trigger language plpgsql as
  $$ begin raise exception 'the journal is append-only' using errcode = 'check_violation'; end $$;
create trigger journal_append_only before update or delete or truncate on journal
  for each statement execute function journal_refuse();
create trigger journal_seals_append_only before update or delete or truncate on journal_seals
  for each statement execute function journal_refuse();
