-- Masked copies of pictures: what an officer drew over, `masks`, as "left top width height" in
-- thousandths, a rectangle from the next by ";", and the two pictures that came of it, under the
-- same key as those beneath. Everybody is given these from then on; the others stay where they are.
alter table files add column masks TEXT;
alter table files add column masked_hash TEXT;
alter table files add column masked_size INTEGER;
alter table files add column masked_small_hash TEXT;
alter table files add column masked_small_size INTEGER;
create unique index files_masked on files (masked_hash) where masked_hash is not null;
create unique index files_masked_small on files (masked_small_hash)
  where masked_small_hash is not null;
