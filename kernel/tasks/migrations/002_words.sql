-- What who asked says of it, once they were asked: 1 done, 2 not done yet.
alter table undertakings add column word INTEGER;
-- What they doubt, in the order of their days; and what came due in a year, of all bodies and of one,
-- counted from the index alone.
create index undertakings_doubted on undertakings (due_on, id) where shown = 1 and word = 2;
create index undertakings_came_due on undertakings (due_on, body_id, ending, ended_at, word, shown)
  where shown = 1;
create index undertakings_came_due_by on undertakings (body_id, due_on, ending, ended_at, word, shown)
  where shown = 1;
