-- What is to be done after a commit. A row is deleted when it has been done; `run_at` moves on when it
-- is taken (so that it comes back if the server dies) and when it fails. Dead: tried too often.
-- sqlite:
create table jobs (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  run_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  dead_at INTEGER,
  last_error TEXT NOT NULL
) STRICT;
-- postgresql:
create table jobs (
  id BIGINT generated always as identity primary key,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  run_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  dead_at BIGINT,
  last_error TEXT NOT NULL
);
-- both:
create index jobs_due on jobs (run_at, id) where dead_at is null;
create index jobs_dead on jobs (id) where dead_at is not null;

-- When each periodic job runs next, so that a restart does not repeat it and one server does it.
create table periodic_jobs (
  name TEXT PRIMARY KEY,
  next_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
