"""Installations have numbers, which their ids carry: what two made apart never has the same id."""
import contextlib
import sqlite3
import subprocess
import unittest

from support.gandan import BINARY, Case, run


def number_in(identifier):
    return identifier >> 14 & 0xFF


class Installation(Case):
    def ids_of_accounts(self):
        with contextlib.closing(sqlite3.connect(self.db.removeprefix("sqlite:"))) as connection:
            return [row[0] for row in connection.execute("select id from accounts order by id")]

    def test_a_number_is_given_once_and_stands_in_what_is_made_from_then_on(self):
        self.assertEqual(run("installation", "--db", self.db), "0\n")
        run("user", "add", "--db", self.db, "--name", "Lan", "lan")
        run("installation", "--db", self.db, "34")
        self.assertEqual(run("installation", "--db", self.db), "34\n")
        run("user", "add", "--db", self.db, "--name", "Hoa", "hoa")
        before, after = self.ids_of_accounts()
        self.assertLess(before, after)
        self.assertEqual(number_in(after), 34)
        run("installation", "--db", self.db, "34")
        run("installation", "--db", self.db, "35", code=1)
        self.assertEqual(run("installation", "--db", self.db), "34\n")
        run("verify", "--db", self.db)

    def test_who_has_records_is_told_that_they_keep_their_ids(self):
        said = self.said_of("34")
        self.assertIn("from now on", said)
        self.assertNotIn("keeps its ids", said)
        self.assertIn("keeps its ids", self.said_of("35", "--copy"))

    def said_of(self, *words):
        done = subprocess.run([BINARY, "installation", "--db", self.db, *words], capture_output=True, text=True,
                              timeout=60, cwd=self.folder)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        return done.stderr

    def test_a_copy_takes_another_number(self):
        run("installation", "--db", self.db, "34")
        run("installation", "--db", self.db, "35", "--copy")
        self.assertEqual(run("installation", "--db", self.db), "35\n")
        run("verify", "--db", self.db)


if __name__ == "__main__":
    unittest.main()
