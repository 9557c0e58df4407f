-- The secret of a second factor is locked under a key of the key file, which totp_key names. Empty:
-- it lies in clear, as before; the next start of a server locks it.
alter table accounts add column totp_key TEXT NOT NULL DEFAULT '';

-- Each counts once, in place of a code. Only their hashes are kept.
create table recovery_codes (
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  code_hash BLOB NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (user_id, code_hash)
) STRICT;

-- Browsers from which somebody has signed in before.
create table devices (
  token_hash BLOB PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  signed_in_at INTEGER NOT NULL
) STRICT;
create index devices_by_user on devices (user_id);

-- Every session ends with this step: whoever must now have a second factor signs in anew. `state`
-- says what is still to come before it admits anything.
drop table sessions;
create table sessions (
  token_hash BLOB PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  state INTEGER NOT NULL,
  by_second_factor INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  user_agent TEXT NOT NULL,
  client TEXT NOT NULL
) STRICT;
create index sessions_by_user on sessions (user_id);

-- Wrong passwords and codes, by what they are counted by (guesses.hpp): an HMAC under the key file,
-- for what was typed into the field of the name may be a password.
drop table sign_in_failures;
create table guesses (
  counted_by INTEGER NOT NULL,
  subject BLOB NOT NULL,
  failures INTEGER NOT NULL,
  failed_at INTEGER NOT NULL,
  wait_until INTEGER,
  PRIMARY KEY (counted_by, subject)
) STRICT;
