-- Who opened a sealed identity, and why. The journal holds the fact; the reason may name people.
create table identity_openings (
  id INTEGER PRIMARY KEY,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  unit_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  opened_at INTEGER NOT NULL
) STRICT;
create index identity_openings_by_subject on identity_openings (subject_kind, subject_id);
