-- Complaints and denunciations run in stages, each under its own limit (course.hpp). What is open
-- keeps the due day that it has until its next stage begins.
alter table petitions add column round INTEGER NOT NULL DEFAULT 1;
alter table petitions add column nameless INTEGER NOT NULL DEFAULT 0;
alter table petitions add column withdrawal_at INTEGER;
update petitions set nameless = 1 where kind = 4 and not exists (
  select 1 from sealed_identities s
  where s.subject_kind = 'petition' and s.subject_id = petitions.id);

-- 1: a question that stops the clock; 2: one that does not; 3: a suspension by decision.
alter table petition_pauses add column kind INTEGER NOT NULL DEFAULT 1;
-- Of complexity, as the decrees list them: a bit each.
alter table petition_extensions add column criteria INTEGER NOT NULL DEFAULT 0;

-- Clocks that have run to their end: whether each stage was on time.
create table petition_clocks (
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  entered_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  rule TEXT NOT NULL,
  due_at INTEGER,
  PRIMARY KEY (petition_id, entered_at, rule)
) STRICT, WITHOUT ROWID;

-- Written decisions and notices: acceptance, refusal, suspension, more time. The reason is a note.
create table petition_decisions (
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  at INTEGER NOT NULL,
  verb TEXT NOT NULL,
  number TEXT NOT NULL,
  decided_on INTEGER NOT NULL,
  ground INTEGER NOT NULL,
  PRIMARY KEY (petition_id, at, verb)
) STRICT, WITHOUT ROWID;

-- postgresql:
alter table petition_decisions alter column number type TEXT, alter column number set statistics 0;
-- both:
