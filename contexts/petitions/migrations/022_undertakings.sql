-- What answers promised stands in kernel/tasks too, whose migrations run before these: what is owed,
-- and what was done, explained (4) or settled by its sender's word since the petition was last
-- reopened. Such an undertaking has the number of its petition, and no entry of its own.
insert into undertakings (id, source_kind, source_id, body_id, what, shown, undertaken_at,
                          first_due_on, due_on, ending, ended_at)
select p.id, 'petition', p.id, p.body_id, '', case when p.visibility = 2 then 1 else 0 end,
  begun.answered_at, begun.promised_on, coalesce(p.promised_on, latest.promised_on),
  case when p.promised_on is not null then null when p.outcome = 4 then 2 else 1 end,
  case when p.promised_on is not null then null when p.outcome in (1, 4) then given.answered_at
    else (select max(j.at) from journal j where j.subject_kind = 'petition'
            and j.subject_id = p.id and j.verb = 'petition.settle') end
from (
  select l.petition_id, coalesce((
      select max(j.at) from journal j where j.subject_kind = 'petition'
        and j.subject_id = l.petition_id and j.verb = 'petition.reopen'), 0) as reopened_at
  from petition_answers a join petition_answered l on l.answer_id = a.id
  where a.promised_on is not null group by l.petition_id) promised
join petitions p on p.id = promised.petition_id
join petition_answers given on given.id = p.answer_id
join petition_answers begun on begun.id = (
  select a.id from petition_answered l join petition_answers a on a.id = l.answer_id
  where l.petition_id = p.id and a.promised_on is not null
    and a.answered_at > promised.reopened_at
  order by a.answered_at, a.id limit 1)
join petition_answers latest on latest.id = (
  select a.id from petition_answered l join petition_answers a on a.id = l.answer_id
  where l.petition_id = p.id and a.promised_on is not null
    and a.answered_at > promised.reopened_at
  order by a.answered_at desc, a.id desc limit 1)
where p.state = 5 and p.body_id is not null
  and (p.promised_on is not null or p.outcome in (1, 4) or exists (
    select 1 from journal j where j.subject_kind = 'petition' and j.subject_id = p.id
      and j.verb = 'petition.settle'));
