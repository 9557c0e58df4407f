-- Who wants letters moves to kernel/letters, whose migrations run before these. Letters that wait
-- from before are sent: the jobs have other names there, and a round says of which kind its record is.
insert into subscriptions (id, record_kind, record_id, code, email, language, created_at,
                           confirmed_at, stopped_at, undeliverable_at)
select id, 'petition', petition_id, code, email, language, created_at,
       confirmed_at, stopped_at, undeliverable_at
from petition_subscriptions;
drop table petition_subscriptions;
update jobs set kind = 'letters.send' where kind = 'petitions.letter';
update jobs set kind = 'letters.round',
                payload = replace(payload, '"petition":', '"kind":"petition","record":')
where kind = 'petitions.letter_round';
