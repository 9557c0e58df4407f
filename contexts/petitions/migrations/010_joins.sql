-- How many joined a petition, by where they say they are: a page costs the same whether ten have
-- joined or a million. 0 stands for no place.
create table petition_joined (
  petition_id INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (petition_id, place_id)
) STRICT, WITHOUT ROWID;
insert into petition_joined (petition_id, place_id, people)
select petition_id, coalesce(place_id, 0), count(*) from petition_joins group by 1, 2;
drop index petition_joins_petition;

-- Letters go out some hundreds at a time, in the order of their subscriptions.
drop index petition_subscriptions_petition;
create index petition_subscriptions_petition on petition_subscriptions (petition_id, id);
