-- The one question that follows an answer, to who sent the petition: is it done? On `ask_on` (null:
-- by itself on no day) it is asked, by letter and on its page; `said`: 1 done, 2 not done yet. About
-- which undertaking of kernel/tasks the answer is, where it is about one. No word of anybody is here.
create table petition_askings (
  id INTEGER PRIMARY KEY,
  petition_id INTEGER NOT NULL REFERENCES petitions (id),
  answer_id INTEGER NOT NULL REFERENCES petition_answers (id),
  undertaking_id INTEGER,
  ask_on INTEGER,
  asked_at INTEGER,
  said INTEGER,
  said_at INTEGER
) STRICT;
create unique index petition_askings_answer on petition_askings (petition_id, answer_id);
create index petition_askings_due on petition_askings (ask_on, id)
  where asked_at is null and said is null;
