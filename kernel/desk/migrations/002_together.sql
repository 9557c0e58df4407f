-- Acts of one press over several records (kernel/desk/many): they are told, and undone, together.
alter table held_acts add column together INTEGER;
