-- Figures tell nothing of complaints and denunciations (sealed_figures.hpp). As which of the two it
-- came or was found to be, and when: by these it is told of, by whole quarters, and neither changes.
alter table petitions add column sealed_as INTEGER;
alter table petitions add column sealed_at INTEGER;
-- What came as a proposal or a report, and was counted as one before it was found to be a complaint
-- or a denunciation: as that it stays counted, given back at sealed_at. A count that fell would tell.
alter table petitions add column counted_as INTEGER;
create index petitions_sealed on petitions (sealed_at) where sealed_as is not null;

-- What is here already came as what it is. An id says when it was entered (lib/base/id.hpp); what was
-- imported (channel 6) is of its day of receipt.
update petitions set sealed_as = case when kind in (3, 4) then kind else 3 end,
  sealed_at = case when channel = 6 then received_at
    else (id / 4194304 + 1577836800000) * 1000 end
where kind in (3, 4) or visibility = 0;

-- Counted anew from the journal at the next start.
delete from petition_totals;
delete from petition_counted;
delete from petition_months;
delete from petition_folds;
