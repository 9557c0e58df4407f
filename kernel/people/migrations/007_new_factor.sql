-- The secret of a second factor that a session is setting up: locked as those in use are, gone with the
-- session, once it is used, and after some minutes.
alter table sessions add column new_totp_secret BLOB;
alter table sessions add column new_totp_key TEXT;
alter table sessions add column new_totp_at INTEGER;
