-- The first four bytes of the hash of each part that `content` is the root over, in their order: what tells which part
-- of a record is another by now. Of entries that were taken in before, nothing.
alter table log_entries add column parts BLOB;
