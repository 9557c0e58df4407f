"""verify names each record that does not say what the log vouches for, and holds the log against heads kept elsewhere."""
import contextlib
import re
import sqlite3
import subprocess
import unittest

from support.gandan import BINARY, Case, Server, postgresql_database, run, sql
from support.tamper import tamper
from support.transparency import Log

PETITION = "broken: the log: petition "
DIFFERS = " is not as its last entry committed to it: "  # and in which part
LOG = ["log_entries", "log_salts", "log_tiles", "log_checkpoints", "log_keys", "log_identity"]
# What somebody does who holds the database, and what verify must say of it.
TAMPERINGS = [
    ("a text is changed", ["update petitions set text = text || ' thêm' where text <> ''"], DIFFERS + "text"),
    ("one letter of a text", ["update petitions set text = upper(substr(text, 1, 1)) || 'x' || substr(text, 3)"
                              " where id = (select min(id) from petitions where text <> '')"], PETITION),
    ("a kind", ["update petitions set kind = 3 - kind where kind in (1, 2) and topic_id is null"], DIFFERS + "kind"),
    ("a due day", ["update petitions set due_at = due_at + 86400000000 where due_at is not null and state < 5"],
     DIFFERS + "due"),
    ("a state", ["update petitions set state = 3 where state = 2"], DIFFERS + "state"),
    ("a body", ["update petitions set body_id = (select max(body_id) from petitions) where body_id is not null"],
     DIFFERS + "body"),
    ("a place", ["update petitions set place_id = null"], DIFFERS + "place"),
    ("the day of receipt", ["update petitions set received_at = received_at - 1"], DIFFERS + "received"),
    ("an answer", ["update petition_answers set text = 'Không' where text <> ''"], DIFFERS + "answer "),
    ("two answers change places",
     ["update petition_answers set text = case id when (select min(id) from petition_answers where text <> '') then"
      " (select text from petition_answers where id = (select max(id) from petition_answers where text <> '')) else"
      " (select text from petition_answers where id = (select min(id) from petition_answers where text <> '')) end"
      " where id in ((select min(id) from petition_answers where text <> ''), (select max(id) from petition_answers"
      " where text <> ''))"], PETITION),
    ("a question to the sender", ["update petition_pauses set question = 'Ở đâu?' where question <> ''"], PETITION),
    ("who sent it", ["update petition_contacts set name = 'Người khác'"], DIFFERS + "contact"),
    ("a petition with its entries",
     ["delete from journal where subject_kind = 'petition' and subject_id = (select min(id) from petitions)"],
     "broken: the log: "),
    ("a petition moves to another topic", ["update petitions set topic_id = (select max(topic_id) from petitions)"
                                           " where topic_id is not null"], PETITION),
    ("what a topic is called", ["update topics set title = 'Khác' where state = 2"], "broken: the log: topic "),
    ("a sealed box", ["update sealed_identities set sealed = (select public_key from seal_keys limit 1)"], PETITION),
    ("an account's name", ["update accounts set name = 'Người khác' where id = (select min(id) from accounts)"],
     "broken: the log: account "),
    ("a limit", ["update limits set value = value + 1 where rule = 'complaint.accept'"],
     DIFFERS + "how much: complaint.accept"),
    ("from when on a limit holds", ["update limits set valid_from = valid_from - 1 where rule = 'complaint.accept'"],
     DIFFERS + "from when on: complaint.accept"),
    ("a limit of a body's own is put in",
     ["insert into limits (id, rule, body, kind, value, unit, rolls, times, title_vi, title_en, basis, source, valid_from,"
      " verified) select 7, rule, 7, kind, 90, unit, rolls, times, title_vi, title_en, basis, source, valid_from, verified"
      " from limits where id = (select min(id) from limits)"], "broken: limits that the log vouches for: 1 that"),
    ("a limit is taken away", ["delete from limits where id = (select min(id) from limits)"], "nothing of it is left"),
    ("a day off", ["update calendar_days set kind = 2 where date = 20698"],
     "broken: the log: calendar_day 2026-09-02" + DIFFERS + "day"),
    ("a day off is taken away", ["delete from calendar_days where date = 20698"],
     "broken: the log: calendar_day 2026-09-02" + DIFFERS + "nothing of it is left"),
    ("a day off is put in", ["insert into calendar_days (date, kind, name, source, verified) values (30000, 1, 'x', 'x', 1)"],
     "broken: days off and worked that the log vouches for: 1 that"),
    ("a setting is put in", ["insert into settings (id, key, unit_id, words) values (7, 'site.place', 7, 'x')"],
     "broken: changed settings: 1 that"),
    ("a setting", ["update settings set words = 'x' where key = 'site.place'"],
     DIFFERS + "site.place"),
    ("an entry", ["update journal set detail = '{}' where seq = (select min(seq) from journal where detail <> '{}')"],
     "of the journal is not what the log vouches for"),
    ("the order of entries", ["update log_entries set commitment = (select o.commitment from log_entries o where"
                              " o.log_index = 0) where log_index = 1"],
     "of the journal is not what the log vouches for"),
    ("a secret is gone", ["update log_salts set salt = null where from_index = 0"], "nothing says why"),
    ("a secret is taken away as if by law, and what it vouched for changed",
     ["update log_salts set salt = null, erased_under = 'by law' where salt is not null",
      "update petition_answers set text = 'Không' where text <> ''"], "has lost the secret of its last entry"),
    ("who joined, and when", ["update petition_joins set joined_at = joined_at - 1, place_text = ''"],
     "broken: the log: join "),
    ("a topic ends in which petitions stand", ["update topics set state = 3 where state = 2"],
     "broken: topics.members"),
    ("a tile", ["update log_tiles set bytes = (select bytes from log_tiles where level = 1) where level = 0 and"
                " tile = 0"], "tile/0/000 is not what its entries make"),
    ("the journal is emptied with its seals", ["delete from journal", "delete from journal_seals"],
     "of which the journal has nothing"),
    ("the journal is shorter than it was in the last backup",
     ["insert into last_backup (id, made_at, bytes, entries) values (1, 0, 0, 1000000)"], "broken: system_pages.backup"),
    ("where the log goes on", ["update log_checkpoints set last_seq = last_seq + 1000000"], "says that they end at"),
    ("a tile has more than the log", ["update log_tiles set bytes = cast(bytes || bytes as BLOB) where level = 1"],
     "is wider than its entries make it"),
    ("a head is another's", ["update log_checkpoints set note = replace(note, chr10, 'x')"], "is not signed by a key"),
]


class VerifyLog(Case):
    def one(self, db, statement):
        if not db.startswith("sqlite:"):
            return sql(db, statement)
        with contextlib.closing(sqlite3.connect(db.removeprefix("sqlite:"))) as connection:
            return connection.execute(statement).fetchone()[0]

    def served(self, db):
        """A server runs for a moment: when it ends, all is in the log."""
        with Server(db, "--keys", self.folder / "keys", "--public-url", "https://gandan.example"):
            pass
        return db

    def head_of(self, db):
        file = self.folder / "head"
        note = self.one(db, "select note from log_checkpoints order by size desc limit 1")
        file.write_text(note.rstrip("\n") + "\n", encoding="utf-8")
        return file

    def every_way(self, db):
        run("demo", "--db", db, "--keys", self.folder / "keys")
        said = run("verify", "--db", db)
        self.assertIn("log not begun", said)
        self.assertIn("each limit not vouched for yet", said, "a command that does not serve enters nothing")
        head = self.head_of(self.served(db))
        said = run("verify", "--db", db, "--head", head)
        self.assertIn("log gandan.example/log\n", said)
        self.assertNotIn("not in the log yet", said)
        for kind in ("limit", "calendar_day", "setting"):
            self.assertIn(f"each {kind} vouched for as it stood on 20", said)
        copied = self.folder / "copied"  # out of a letter, by a program that ends lines as letters do
        copied.write_bytes(head.read_bytes().replace(b"\n", b"\r\n").rstrip())
        self.assertTrue(run("verify", "--db", db, "--head", copied).endswith("intact\n"))
        self.assertTrue(said.endswith("intact\n"), said)
        key = re.search(r"^log key (.*)$", said, re.M)[1]
        blob = "blob" if db.startswith("sqlite:") else "bytea"
        newline = "char(10)" if db.startswith("sqlite:") else "chr(10)"
        for what, statements, word in TAMPERINGS:
            statements = [statement.replace("chr10", newline).replace("BLOB", blob) for statement in statements]
            with self.subTest(what), tamper(db, statements) as tampered:
                said = run("verify", "--db", tampered, code=1)
                self.assertIn(word, said)
                self.assertNotIn("intact", said)
        self.made_anew(db, head)
        self.of_another_key(db, head)
        self.by_the_key_that_was_published(db, key)

    def made_anew(self, db, head):
        """One answer is changed and the whole log made anew by who has the key file: only the head tells."""
        deeds = ["update petition_answers set text = 'Không' where text <> ''", *(f"delete from {table}" for table in LOG)]
        with self.subTest("all is made anew"), tamper(db, deeds) as tampered:
            self.assertIn("this database has no log", run("verify", "--db", tampered, "--head", head, code=1))
            self.assertTrue(run("verify", "--db", self.served(tampered)).endswith("intact\n"))
            self.assertIn("is of another history", run("verify", "--db", tampered, "--head", head, code=1))

    def of_another_key(self, db, head):
        with self.subTest("a head of another log"):
            other = self.folder / "other"
            other.write_text(head.read_text(encoding="utf-8").replace("gandan.example/log\n", "x.example/log\n", 1),
                             encoding="utf-8")
            self.assertIn("is not signed by a key of this log", run("verify", "--db", db, "--head", other, code=1))

    def by_the_key_that_was_published(self, db, key):
        self.assertTrue(run("verify", "--db", db, "--key", key).endswith("intact\n"))
        stranger = Log(self.folder / "stranger", name="gandan.example/log", seed=b"\2" * 32)
        with self.subTest("the log is signed by another key than was published"):
            self.assertIn("the last head of the log is not signed by a key that was named",
                          run("verify", "--db", db, "--key", stranger.key, code=1))

    def test_a_backup_is_held_against_a_head_that_was_kept_elsewhere(self):
        keys = ("--keys", self.folder / "keys")
        run("demo", "--db", self.db, *keys)
        head = self.head_of(self.served(self.db)).read_text(encoding="utf-8")
        earlier, later, backup = (self.folder / name for name in ("earlier", "later", "backup"))
        earlier.write_text(head, encoding="utf-8")
        run("backup", "--db", self.db, *keys, backup)
        run("user", "add", "them", "--name", "Người Thêm", "--db", self.db, *keys)
        later.write_text(self.head_of(self.served(self.db)).read_text(encoding="utf-8"), encoding="utf-8")
        back = f"sqlite:{self.folder / 'back.db'}"
        refused = subprocess.run([BINARY, "restore", "--db", back, *map(str, keys), backup, "--head", later],
                                 capture_output=True, text=True)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("it was cut short, or the database is an older one", refused.stderr)
        run("restore", "--db", back, *keys, backup, "--head", earlier)
        self.assertTrue(run("verify", "--db", back, "--head", earlier).endswith("intact\n"))

    def test_every_way_on_sqlite(self):
        self.every_way(self.db)

    def test_every_way_on_postgresql(self):
        with postgresql_database("verify_log") as db:
            self.every_way(db)


if __name__ == "__main__":
    unittest.main()
