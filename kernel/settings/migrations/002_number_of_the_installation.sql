-- The number that the installation's ids carry (lib/base/id.hpp): one row at most, none where it has no number.
create table installation (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL
) STRICT;
