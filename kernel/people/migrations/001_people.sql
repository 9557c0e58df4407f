-- Accounts of staff. Residents have none.
create table accounts (
  id INTEGER PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  totp_secret BLOB NOT NULL,
  totp_step INTEGER NOT NULL,
  disabled INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  signed_in_at INTEGER
) STRICT;

-- A role at a unit; unit 0 is everywhere.
create table role_grants (
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  role INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  reach INTEGER NOT NULL,
  PRIMARY KEY (user_id, role, unit_id)
) STRICT;

create table sessions (
  token_hash BLOB PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  needs_code INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  user_agent TEXT NOT NULL,
  client TEXT NOT NULL
) STRICT;
create index sessions_by_user on sessions (user_id);

-- By the name that was typed, whether or not an account has it: a lock tells nothing.
create table sign_in_failures (
  username TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  failed_at INTEGER NOT NULL,
  locked_until INTEGER
) STRICT;

create table one_time_links (
  token_hash BLOB PRIMARY KEY,
  purpose INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;

-- Public keys only: the secret ones never come into the database.
create table seal_keys (
  id TEXT PRIMARY KEY,
  public_key BLOB NOT NULL,
  published_at INTEGER NOT NULL
) STRICT;

create table sealed_identities (
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  key_id TEXT NOT NULL REFERENCES seal_keys (id),
  sealed BLOB NOT NULL,
  sealed_at INTEGER NOT NULL,
  PRIMARY KEY (subject_kind, subject_id)
) STRICT;
