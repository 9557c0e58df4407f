-- What the migrations of lib/db come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.

CREATE TABLE schema_migrations (module TEXT not null, name TEXT not null, checksum TEXT not null, primary key (module, name));
