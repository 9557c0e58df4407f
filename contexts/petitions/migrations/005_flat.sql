-- What a page costs does not grow with what is stored: lists walk an index that is already in their
-- order, and what time alone makes late is counted as it happens.

drop index petitions_body_state;
drop index petitions_open_due;
drop index petitions_public_body;
drop index petitions_public_field;
drop index petitions_public_province;

-- What a body owes, in the order in which it is due; what is due anywhere; what a body received.
create index petitions_owed on petitions (body_id, coalesce(due_at, 9223372036854775807), id)
  where body_id is not null and state < 5;
create index petitions_open_due on petitions (due_at, id) where state < 5;
create index petitions_body on petitions (body_id, received_at, id) where body_id is not null;
create index petitions_public_field on petitions (field_id, received_at, id)
  where visibility = 2 and field_id is not null;
create index petitions_public_province on petitions (province_id, received_at, id)
  where visibility = 2 and province_id is not null;

-- Open and past its limit, when last looked at; and what the body page shows of each month.
alter table petition_counted add column late INTEGER NOT NULL DEFAULT 0;
alter table petition_counted add column month INTEGER NOT NULL DEFAULT 0;
alter table petition_folds rename column journal_seq to position;

create table petition_months (
  body_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  received INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  on_time INTEGER NOT NULL,
  PRIMARY KEY (body_id, month)
) STRICT, WITHOUT ROWID;

-- Counted anew from the journal at the next start.
delete from petition_totals;
delete from petition_counted;
delete from petition_folds;
