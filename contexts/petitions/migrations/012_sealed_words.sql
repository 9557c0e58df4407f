-- The words of denunciations lie under the seal (kernel/people: sealed_words); their columns here
-- stay empty. What lay in clear is sealed at the next start (seal_existing.cpp).

-- That something lay in clear before it was sealed: as long as a row is here, pages and indexes may
-- still hold it (traces.cpp).
create table petition_traces (
  id INTEGER PRIMARY KEY,
  left_at INTEGER NOT NULL
) STRICT;

-- They were plain digests of what was sent, how to reach the sender among it.
update petitions set idempotency_key = null where idempotency_key is not null;
update petition_joins set idempotency_key = null where idempotency_key is not null;

insert into petition_traces (id, left_at) select 1, 0 where exists (select 1 from petitions);

-- postgresql:
-- Statistics quote the values of a column. Nothing is planned by these; setting their type, which
-- stays what it is, drops what was gathered.
alter table petitions
  alter column title type TEXT, alter column text type TEXT, alter column asked_by type TEXT,
  alter column addressed_to type TEXT, alter column place_text type TEXT,
  alter column title set statistics 0, alter column text set statistics 0,
  alter column asked_by set statistics 0, alter column addressed_to set statistics 0,
  alter column place_text set statistics 0;
alter table petition_contacts
  alter column name type TEXT, alter column address type TEXT, alter column phone type TEXT,
  alter column email type TEXT,
  alter column name set statistics 0, alter column address set statistics 0,
  alter column phone set statistics 0, alter column email set statistics 0;
alter table petition_notes alter column text type TEXT, alter column text set statistics 0;
alter table petition_pauses
  alter column question type TEXT, alter column reply type TEXT,
  alter column question set statistics 0, alter column reply set statistics 0;
alter table petition_extensions alter column reason type TEXT, alter column reason set statistics 0;
alter table petition_answers
  alter column text type TEXT, alter column document type TEXT,
  alter column text set statistics 0, alter column document set statistics 0;
alter table petition_joins
  alter column place_text type TEXT, alter column place_text set statistics 0;
alter table topics alter column title type TEXT, alter column title set statistics 0;
alter table topic_members alter column reason type TEXT, alter column reason set statistics 0;
-- both:
