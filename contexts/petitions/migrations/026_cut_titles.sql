-- An earlier version cut titles in dots; the next start makes them whole again, found by this index
-- however many petitions there are (record/mend_titles).
create index petitions_cut_titles on petitions (id) where title like '%…';
