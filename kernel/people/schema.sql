-- What the migrations of kernel/people come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE account_hands (
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  hand_id INTEGER NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (user_id, hand_id)
) STRICT;

CREATE TABLE account_notices (
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  request_id INTEGER NOT NULL REFERENCES consent_requests (id),
  decision INTEGER NOT NULL,
  told_at INTEGER NOT NULL,
  read_at INTEGER,
  PRIMARY KEY (user_id, request_id, decision)
) STRICT;

CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  totp_secret BLOB NOT NULL,
  totp_step INTEGER NOT NULL,
  disabled INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  signed_in_at INTEGER,
  totp_key TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE consent_requests (
  id INTEGER PRIMARY KEY,
  act INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  role INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  reach INTEGER NOT NULL,
  email TEXT NOT NULL,
  reason TEXT NOT NULL,
  asked_by INTEGER NOT NULL,
  asked_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  decision INTEGER NOT NULL,
  decided_by INTEGER NOT NULL,
  decided_at INTEGER
) STRICT;
CREATE INDEX consent_requests_by_decision on consent_requests (decision, id);

CREATE TABLE devices (
  token_hash BLOB PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  signed_in_at INTEGER NOT NULL
) STRICT;
CREATE INDEX devices_by_user on devices (user_id);

CREATE TABLE guesses (
  counted_by INTEGER NOT NULL,
  subject BLOB NOT NULL,
  failures INTEGER NOT NULL,
  failed_at INTEGER NOT NULL,
  wait_until INTEGER,
  PRIMARY KEY (counted_by, subject)
) STRICT;

CREATE TABLE identity_openings (
  id INTEGER PRIMARY KEY,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  unit_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  opened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX identity_openings_by_subject on identity_openings (subject_kind, subject_id);

CREATE TABLE one_time_links (
  token_hash BLOB PRIMARY KEY,
  purpose INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  made_by INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE recovery_codes (
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  code_hash BLOB NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (user_id, code_hash)
) STRICT;

CREATE TABLE role_grants (
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  role INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  reach INTEGER NOT NULL,
  PRIMARY KEY (user_id, role, unit_id)
) STRICT;

CREATE TABLE seal_keys (
  id TEXT PRIMARY KEY,
  public_key BLOB NOT NULL,
  published_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sealed_identities (
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  key_id TEXT NOT NULL REFERENCES seal_keys (id),
  sealed BLOB NOT NULL,
  sealed_at INTEGER NOT NULL,
  unit_id INTEGER,
  PRIMARY KEY (subject_kind, subject_id)
) STRICT;

CREATE TABLE sealed_words (
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  part TEXT NOT NULL,
  key_id TEXT NOT NULL REFERENCES seal_keys (id),
  unit_id INTEGER,
  sealed BLOB NOT NULL,
  PRIMARY KEY (subject_kind, subject_id, part)
) STRICT;

CREATE TABLE sessions (
  token_hash BLOB PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  state INTEGER NOT NULL,
  by_second_factor INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  user_agent TEXT NOT NULL,
  client TEXT NOT NULL,
  new_totp_secret BLOB,
  new_totp_key TEXT,
  new_totp_at INTEGER
) STRICT;
CREATE INDEX sessions_by_user on sessions (user_id);

CREATE TABLE words_readings (
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  day INTEGER NOT NULL,
  read_at INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (subject_kind, subject_id, user_id, day)
) STRICT;
