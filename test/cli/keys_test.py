"""The key file and its database: no other file takes its place unasked, and what needs no keys needs no file."""
import subprocess
import unittest

from support.gandan import BINARY, Case, Server, postgresql_database, run


class Keys(Case):
    def refused(self, *words, cwd):
        """What a command that must fail wrote to standard error."""
        done = subprocess.run([BINARY, *map(str, words)], capture_output=True, text=True, timeout=60,
                              stdin=subprocess.DEVNULL, cwd=cwd)
        self.assertEqual(done.returncode, 1, done.stderr)
        return done.stderr

    def test_a_command_from_another_folder_makes_no_key_of_its_own(self):
        home, elsewhere = self.folder / "home", self.folder / "elsewhere"
        home.mkdir()
        elsewhere.mkdir()
        with postgresql_database("keys") as db:
            run("migrate", "--db", db, cwd=home)
            self.assertEqual(list(home.iterdir()), [])
            run("demo", "--db", db, cwd=home)
            self.assertTrue((home / "gandan.key").exists())

            said = self.refused("serve", "--db", db, "--listen", "127.0.0.1:0", cwd=elsewhere)
            self.assertIn("--keys FILE", said)
            self.assertIn("gandan keys rotate --lost", said)
            self.refused("keys", "rotate", "--db", db, cwd=elsewhere)
            run("search", "petitions", "--db", db, "đường", cwd=elsewhere)
            run("due", "--db", db, "--days", "3", "--received", "2026-01-05", cwd=elsewhere)
            self.assertEqual(list(elsewhere.iterdir()), [])

            run("keys", "rotate", "--db", db, "--keys", home / "gandan.key", cwd=elsewhere)
            self.assertEqual(len((home / "gandan.key").read_text().split()), 2)
            with Server(db, "--keys", home / "gandan.key"):
                pass

    def test_a_lost_file_is_replaced_where_that_is_said(self):
        run("demo", "--db", self.db)
        (self.folder / "test.db.key").unlink()
        self.refused("serve", "--db", self.db, "--listen", "127.0.0.1:0", cwd=self.folder)
        self.assertFalse((self.folder / "test.db.key").exists())
        run("keys", "rotate", "--db", self.db, "--lost")
        with Server(self.db):
            pass


if __name__ == "__main__":
    unittest.main()
