-- What bodies owe and keep is counted as the report counts it, what is not public too. Counted anew
-- from the journal at the next start.
delete from petition_totals;
delete from petition_counted;
delete from petition_months;
delete from petition_folds;
