-- What an online reception needs besides: until when it is planned, that its rules were shown, that it was
-- cancelled, why it was changed or cancelled; where a site is, and who must take part there.
alter table online_sessions add column planned_until INTEGER NOT NULL DEFAULT 0;
alter table online_sessions add column rules_shown_at INTEGER;
alter table online_sessions add column cancelled_at INTEGER;
alter table online_sessions add column reason TEXT NOT NULL DEFAULT '';
alter table online_sites add column address TEXT NOT NULL DEFAULT '';
alter table online_sites add column takes_part TEXT NOT NULL DEFAULT '';
