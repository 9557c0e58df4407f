-- Who made the link through which an account's password was last set by link: that person may know
-- it. 0: the operator at the command line, or nobody.
alter table accounts add column password_from INTEGER NOT NULL DEFAULT 0;
alter table one_time_links add column made_by INTEGER NOT NULL DEFAULT 0;

-- What comes into force only when a second person consents. asked_by 0: the operator. unit_id 0:
-- everywhere. decision and the columns after it are as of the moment it was decided.
create table consent_requests (
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
create index consent_requests_by_decision on consent_requests (decision, id);

-- Who was told of a request and of what came of it, until they say that they have read it.
create table account_notices (
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  request_id INTEGER NOT NULL REFERENCES consent_requests (id),
  decision INTEGER NOT NULL,
  told_at INTEGER NOT NULL,
  read_at INTEGER,
  PRIMARY KEY (user_id, request_id, decision)
) STRICT;
