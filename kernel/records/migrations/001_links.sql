-- Which record follows from another, of whichever modules: what was said at a reception and became a
-- petition. A relation is told from its source; read backwards it has another word.
create table record_links (
  from_kind TEXT NOT NULL,
  from_id INTEGER NOT NULL,
  relation TEXT NOT NULL,
  to_kind TEXT NOT NULL,
  to_id INTEGER NOT NULL,
  linked_at INTEGER NOT NULL,
  PRIMARY KEY (from_kind, from_id, relation, to_kind, to_id)
) STRICT, WITHOUT ROWID;
create index record_links_to on record_links (to_kind, to_id, linked_at);
