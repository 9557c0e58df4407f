-- Lists of the desk walk an index in their own order, however long the book is: what is still to be
-- told wherever it is, and denunciations, of which there are few.
create index visits_due on visits (due_at, id) where state in (1, 2);
create index visits_sealed on visits (received_at, id) where kind = 4;
create index visits_sealed_of_body on visits (body_id, received_at, id) where kind = 4;
