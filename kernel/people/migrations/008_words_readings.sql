-- When it was, and why: whoever opens the words of a case says so first. Of before, only the day is
-- known.
alter table words_readings add column read_at INTEGER NOT NULL DEFAULT 0;
alter table words_readings add column reason TEXT NOT NULL DEFAULT '';
