-- What an officer of a place sees: each list of the desk asks by place and by province.
create index petitions_place on petitions (place_id, state, received_at, id)
  where place_id is not null;
create index petitions_province on petitions (province_id, state, received_at, id)
  where province_id is not null;
