-- The clock of what was withdrawn stands for good. What was withdrawn before this was known never
-- grows late: it stands since it came.
update petitions set stopped_at = received_at where state = 7 and stopped_at is null;

-- The year follows from the month. Counted anew from the journal at the next start.
alter table petition_counted drop column year;
delete from petition_months;
delete from petition_totals;
delete from petition_counted;
delete from petition_folds;
