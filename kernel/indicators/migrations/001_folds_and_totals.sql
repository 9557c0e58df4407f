-- How far each fold has taken up the journal (an entry) and time itself (microseconds).
create table folds (
  name TEXT PRIMARY KEY,
  entry INTEGER NOT NULL,
  aged_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What is counted by facet, of each subject.
create table totals (
  subject TEXT NOT NULL,
  facet TEXT NOT NULL,
  value INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (subject, facet, value)
) STRICT, WITHOUT ROWID;
