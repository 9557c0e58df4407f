-- What an officer hides and what is found to be sealed stand still in public figures, alike, as they
-- stood at that moment (figures/sealed_figures.hpp).
create table petition_frozen (
  petition_id INTEGER PRIMARY KEY REFERENCES petitions (id),
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  body_id INTEGER,
  field_id INTEGER,
  place_id INTEGER,
  province_id INTEGER,
  outcome INTEGER,
  due_at INTEGER,
  stopped_at INTEGER,
  answered_at INTEGER
) STRICT;

-- What was hidden or found out before, and when: what is not public was hidden when it was last
-- hidden, unless it was shown after that and then found to be sealed.
create table frozen_since as
select p.id as petition_id, coalesce(p.counted_as, p.kind) as kind, coalesce((
    select max(h.at) from journal h where h.subject_kind = 'petition' and h.subject_id = p.id
      and h.verb = 'petition.hide' and not exists (
        select 1 from journal s where s.subject_kind = 'petition' and s.subject_id = p.id
          and s.seq > h.seq and s.verb in ('petition.publish', 'petition.mask'))),
  p.sealed_at) as at
from petitions p
where p.counted_as is not null or p.visibility = 1 and exists (
  select 1 from journal h where h.subject_kind = 'petition' and h.subject_id = p.id
    and h.verb = 'petition.hide');

-- What the journal says of their bodies, fields and limits.
-- sqlite:
create table frozen_facts as
select j.subject_id as petition_id, j.seq as seq, j.at as at, j.verb as verb,
  nullif(json_extract(j.detail, '$.body'), 0) as body_id,
  nullif(json_extract(j.detail, '$.field'), 0) as field_id,
  nullif(json_extract(j.detail, '$.due'), 0) as due_at
from frozen_since f join journal j on j.subject_kind = 'petition' and j.subject_id = f.petition_id
where j.verb in ('petition.route', 'petition.send_back', 'petition.reopen', 'petition.extend',
  'petition.supplement', 'petition.accept');
-- postgresql:
create table frozen_facts as
select j.subject_id as petition_id, j.seq as seq, j.at as at, j.verb as verb,
  nullif(cast(cast(j.detail as json) ->> 'body' as bigint), 0) as body_id,
  nullif(cast(cast(j.detail as json) ->> 'field' as bigint), 0) as field_id,
  nullif(cast(cast(j.detail as json) ->> 'due' as bigint), 0) as due_at
from frozen_since f join journal j on j.subject_kind = 'petition' and j.subject_id = f.petition_id
where j.verb in ('petition.route', 'petition.send_back', 'petition.reopen', 'petition.extend',
  'petition.supplement', 'petition.accept');
-- both:
update frozen_facts set body_id = null where verb = 'petition.send_back';
create index frozen_facts_petition on frozen_facts (petition_id, at, seq);

-- What had come to an end by then is as it is now; of what was open, body, field and limit are those
-- that the journal last told before, or else, where it never tells of any, those of now.
insert into petition_frozen (petition_id, kind, state, body_id, field_id, place_id, province_id,
                             outcome, due_at, stopped_at, answered_at)
select w.id, w.kind,
  case when w.is_over then w.state when w.body_id is null then 1 else 3 end,
  w.body_id, w.field_id, w.place_id, w.province_id,
  case when w.is_over then w.outcome end,
  case when w.is_over then w.due_at else coalesce(
    (select f.due_at from frozen_facts f where f.petition_id = w.id and f.at < w.at
      order by f.at desc, f.seq desc limit 1),
    (select c.due_at from petition_clocks c where c.petition_id = w.id and c.started_at <= w.at
      and c.ended_at >= w.at order by c.ended_at limit 1),
    case when w.clock_started_at <= w.at then w.due_at end) end,
  case when w.stopped_at <= w.at then w.stopped_at else w.at end,
  case when w.is_over then w.answered_at end
from (
  select p.id, s.kind, s.at, p.state, p.place_id, p.province_id, p.outcome, p.due_at, p.stopped_at,
    p.answered_at, p.clock_started_at,
    coalesce(p.state = 7 and p.stopped_at <= s.at or p.answered_at <= s.at, 1 = 0) as is_over,
    case when exists (select 1 from frozen_facts f where f.petition_id = p.id
          and f.verb in ('petition.route', 'petition.send_back', 'petition.reopen'))
      then (select f.body_id from frozen_facts f where f.petition_id = p.id and f.at < s.at
          and f.verb in ('petition.route', 'petition.send_back', 'petition.reopen')
        order by f.at desc, f.seq desc limit 1)
      else p.body_id end as body_id,
    case when exists (select 1 from frozen_facts f where f.petition_id = p.id
          and f.verb = 'petition.route')
      then (select f.field_id from frozen_facts f where f.petition_id = p.id and f.at < s.at
          and f.verb = 'petition.route'
        order by f.at desc, f.seq desc limit 1)
      else p.field_id end as field_id
  from frozen_since s join petitions p on p.id = s.petition_id) w;

-- When it came to stand still, beside the row, so that what moves is told apart without looking there.
alter table petitions rename column counted_as to frozen_at;
update petitions set frozen_at = (select s.at from frozen_since s where s.petition_id = petitions.id)
where id in (select petition_id from frozen_since);
create index petitions_frozen on petitions (received_at) where frozen_at is not null;
drop table frozen_facts;
drop table frozen_since;

-- Where anything stands still, all is counted anew from the journal at the next start.
delete from petition_counted where exists (select 1 from petition_frozen);
delete from petition_months where exists (select 1 from petition_frozen);
delete from totals where subject = 'petitions' and exists (select 1 from petition_frozen);
delete from folds where name = 'petitions' and exists (select 1 from petition_frozen);
