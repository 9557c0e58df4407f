-- Home says how much of what came this year is within its limit, as the report does. Counted anew at
-- the next start.
delete from petition_totals;
delete from petition_counted;
delete from petition_months;
delete from petition_folds;
