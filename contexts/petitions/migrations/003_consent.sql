-- Who sent it does not agree that it is shown in public, so no officer may show it.
alter table petitions add column publication_refused INTEGER NOT NULL DEFAULT 0;
