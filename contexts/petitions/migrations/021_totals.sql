-- Totals and how far they are folded move to kernel/indicators, whose migrations run before these:
-- nothing is counted anew.
insert into folds (name, entry, aged_until)
  select 'petitions', f.position,
    coalesce((select l.position from petition_folds l where l.name = 'late'), 0)
  from petition_folds f where f.name = 'totals';
insert into totals (subject, facet, value, n)
  select 'petitions', facet, value, n from petition_totals;
drop table petition_folds;
drop table petition_totals;
