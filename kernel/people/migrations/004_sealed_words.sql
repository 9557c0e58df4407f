-- The words of a sealed case (a denunciation), each part by itself, to the key of the body that
-- handles it. unit_id is that body, 0 while none does; null: sealed to the key itself.
create table sealed_words (
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  part TEXT NOT NULL,
  key_id TEXT NOT NULL REFERENCES seal_keys (id),
  unit_id INTEGER,
  sealed BLOB NOT NULL,
  PRIMARY KEY (subject_kind, subject_id, part)
) STRICT;

alter table sealed_identities add column unit_id INTEGER;

-- Who read the words of which case on which day: the journal tells of each once a day.
create table words_readings (
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  day INTEGER NOT NULL,
  PRIMARY KEY (subject_kind, subject_id, user_id, day)
) STRICT;
