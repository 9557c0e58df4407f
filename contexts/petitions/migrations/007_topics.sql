-- What was confirmed in a topic stands in a confirmed one; a merge could leave it in a proposed one,
-- and the next grouping then deleted that.
update topics set state = 2 where state = 1 and exists (
  select 1 from topic_members m where m.topic_id = topics.id and m.state = 2);
update petitions set topic_id = null where topic_id is not null and not exists (
  select 1 from topics t where t.id = petitions.topic_id);

-- A topic is presented by a petition that stands in it (membership.cpp).
update topics set representative_id = coalesce((
  select m.petition_id from topic_members m join petitions p on p.id = m.petition_id
  where m.topic_id = topics.id and m.state in (topics.state, 2)
  order by case when p.visibility = 2 then 0 else 1 end, p.received_at, p.id limit 1),
  representative_id)
where state in (1, 2) and not exists (
  select 1 from topic_members m
  where m.topic_id = topics.id and m.petition_id = topics.representative_id
    and m.state in (topics.state, 2));
update topics set state = 3 where state in (1, 2) and not exists (
  select 1 from topic_members m where m.topic_id = topics.id and m.state in (topics.state, 2));
