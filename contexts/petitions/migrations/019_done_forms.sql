-- What was done within a day moves to kernel/receipts, whose migrations run before these: a form
-- that is pressed before the new version starts and again after it is still one deed.
insert into done_forms (key, done_at) select key, done_at from petition_deeds;
drop table petition_deeds;
