-- A merged topic's address leads to the topic that it went into.
alter table topics add column merged_into INTEGER;

-- A topic is presented by a petition that was neither given back nor withdrawn, where one stands in it.
update topics set representative_id = (
  select m.petition_id from topic_members m join petitions p on p.id = m.petition_id
  where m.topic_id = topics.id and m.state in (topics.state, 2) and p.state not in (6, 7)
  order by case when p.visibility = 2 then 0 else 1 end, p.received_at, p.id limit 1)
where state in (1, 2)
  and exists (select 1 from petitions r where r.id = topics.representative_id and r.state in (6, 7))
  and exists (
    select 1 from topic_members m join petitions p on p.id = m.petition_id
    where m.topic_id = topics.id and m.state in (topics.state, 2) and p.state not in (6, 7));
