-- What is public and came from a province, newest first, with all that a count of it asks for, so
-- that counting reads the index alone.
drop index petitions_public_province;
create index petitions_public_province on petitions
  (province_id, received_at, id, visibility, state, place_id, due_at, stopped_at, answered_at)
  where visibility = 2 and province_id is not null;
-- Of what bodies owe, what is in one state, and what waits for a look before it is shown: mostly
-- little, of which the desk asks again and again.
create index petitions_owed_state on petitions
  (state, body_id, coalesce(due_at, 9223372036854775807), id)
  where body_id is not null and state < 5;
create index petitions_owed_held on petitions
  (visibility, body_id, coalesce(due_at, 9223372036854775807), id)
  where body_id is not null and state < 5 and visibility = 1;
