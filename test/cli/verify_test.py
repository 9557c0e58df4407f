"""verify finds what was taken out of the journal, or of the records that it tells of."""
import unittest

from support.gandan import Case, postgresql_database, run
from support.tamper import tamper

COPIED = ("kind, state, channel, visibility, title, text, asked_by, addressed_to, place_text, received_at,"
          " clock_rule")
# What somebody does who holds the database, and what verify must say of it.
TAMPERINGS = [
    ("the journal is emptied, with its seals", ["delete from journal", "delete from journal_seals"],
     "the journal is empty, though there are records"),
    ("the journal is emptied, its seals stand", ["delete from journal"], "entries were removed"),
    ("the journal is cut short, with its seals",
     ["delete from journal where seq > 100", "delete from journal_seals where last_seq > 100"],
     "The journal ends with 100 entries, the last of 20"),
    ("seals are taken away", ["delete from journal_seals"], "nothing was sealed"),
    ("an entry is altered", ["update journal set at = at + 1 where seq = 5"], "altered"),
    ("a petition is put in", [f"insert into petitions (id, code, {COPIED}) select id + 1, code || 'X', {COPIED}"
                              " from petitions order by id limit 1"], "broken: petitions"),
    ("a petition is taken out", ["delete from petitions where id = (select min(id) from petitions)"],
     "broken: petitions"),
    ("an answer is taken out", ["delete from petition_answered where answer_id = (select max(answer_id) from"
                                " petition_answered)"], "broken: answers"),
    ("an account is put in", ["update accounts set id = id + 1 where id = (select max(id) from accounts)"],
     "broken: accounts"),
    ("a sealed identity is put in",
     ["insert into sealed_identities (subject_kind, subject_id, key_id, sealed, sealed_at)"
      " select 'petition', 7, id, public_key, 0 from seal_keys limit 1"],
     "broken: sealed identities"),
    ("an opening is put in",
     ["insert into identity_openings select 7, 'petition', 7, id, 0, 'why', 0 from accounts limit 1"],
     "broken: openings"),
    ("an identity is taken out", ["delete from sealed_identities where subject_id = (select min(subject_id) from"
                                  " sealed_identities)"], "broken: identities that were sealed"),
    ("sealed words are taken out", ["delete from sealed_words where part = 'text'"], "broken: sealed words"),
    ("a reading is put in", ["insert into words_readings (subject_kind, subject_id, user_id, day) select 'petition', 7, id, 0 from accounts limit 1"],
     "broken: readings of sealed words"),
    ("a role is put in", ["insert into role_grants select min(id), 1, 0, 2 from accounts where id not in"
                          " (select user_id from role_grants where role = 1 and unit_id = 0)"],
     "broken: roles of accounts (account/role/unit/reach): 1 that the journal does not tell of"),
    ("a role is taken out", ["delete from role_grants where role = 7"],
     "broken: roles of accounts (account/role/unit/reach): "),
    ("a role reaches further", ["update role_grants set reach = 3 - reach where role = 7"], "broken: roles of accounts"),
    ("the accounts' roles are emptied", ["delete from role_grants"], "that the journal tells of are not there"),
    ("the list of migrations is emptied", ["delete from schema_migrations"], "schema_migrations is empty"),
    ("one migration is taken out", ["delete from schema_migrations where module = 'people' and name like '002%'"],
     "a row was taken out"),
    ("an index is taken away", ["drop index journal_subject"], "index journal_subject is not there"),
    ("a view is put in", ["create view spy as select * from accounts"], "spy is there, and no migration makes it"),
    ("a limit is edited past the program", ["update limits set edited_at = 1 where id = (select min(id) from limits)"],
     "broken: edited limits"),
    ("an answer loses its day", ["update petitions set answered_at = null where state = 5 and channel <> 6"],
     "broken: petitions.answered (what is answered has its day"),
    ("what everybody may read is hidden past the program", ["update petitions set visibility = 1 where visibility = 2"],
     "and more"),
    ("people who joined are counted wrongly", ["update petition_joined set people = people + 1"],
     "broken: petitions.joined (the people who joined"),
    ("a role is held at a unit that is not there", ["update role_grants set unit_id = -unit_id where unit_id <> 0"],
     "broken: people.roles ("),
    ("a limit ends before it begins", ["update limits set valid_to = valid_from - 1"], "broken: rules.limits ("),
    ("a setting is of a unit that is not there",
     ["insert into settings (id, key, unit_id, number, words) values (1, 'site.place', 7, 1, 'x')"],
     "broken: settings.units ("),
    ("a setting has two values",
     ["update settings set number = 1 where key = 'site.place' and unit_id = 0"],
     "broken: settings.values ("),
]


class Verify(Case):
    def every_way(self, db):
        run("demo", "--db", db, "--keys", self.folder / "keys")
        said = run("verify", "--db", db)
        self.assertTrue(said.endswith("intact\n"), said)
        self.assertIn("What it does not prove", said)
        for what, statements, word in TAMPERINGS:
            with self.subTest(what), tamper(db, statements) as tampered:
                said = run("verify", "--db", tampered, code=1)
                self.assertIn(word, said)
                self.assertNotIn("intact", said)

    def test_every_way_on_sqlite(self):
        self.every_way(self.db)

    def test_every_way_on_postgresql(self):
        with postgresql_database("verify") as db:
            self.every_way(db)


if __name__ == "__main__":
    unittest.main()
