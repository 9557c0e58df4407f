-- What officers' lists begin from: what waits for a look before it is shown, and denunciations.

create index petitions_held on petitions (received_at, id) where visibility = 1;
create index petitions_denunciations on petitions (received_at, id) where kind = 4;
