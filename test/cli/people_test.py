"""Accounts at the command line: the operator is one person, and what is sealed needs two."""
import subprocess
import unittest

from support.gandan import BINARY, Case, OnPostgresql, run

WHY = "Xã chưa có cán bộ giải quyết tố cáo."


class People(Case):
    def tried(self, *words):
        return subprocess.run([BINARY, *map(str, words), "--db", self.db], capture_output=True, text=True,
                              timeout=60, stdin=subprocess.DEVNULL)

    def test_where_somebody_administers_they_must_consent_to_what_the_operator_asks(self):
        run("demo", "--db", self.db)
        self.assertEqual(self.tried("user", "link", "traloi.byt").stdout[:14], "/set-password/")
        refused = self.tried("user", "role", "traloi.byt", "denunciation_officer@Bộ Y tế")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("--reason", refused.stderr)
        short = self.tried("user", "role", "traloi.byt", "denunciation_officer@Bộ Y tế", "--reason", "thử")
        self.assertEqual(short.returncode, 2)
        self.assertIn("--reason must have at least 10 characters", short.stderr)
        for words in (["user", "role", "traloi.byt", "denunciation_officer@Bộ Y tế"],
                      ["user", "link", "tocao.langson"], ["user", "reset-factor", "tocao.langson"]):
            done = self.tried(*words, "--reason", WHY)
            self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
            self.assertIn("A second person must consent", done.stderr)
        made = self.tried("user", "add", "moi", "--name", "Người Mới", "--role",
                          "leader@Bộ Y tế,denunciation_officer@Bộ Y tế", "--reason", WHY)
        self.assertIn("A second person must consent to 1 request", made.stderr)
        self.assertTrue(made.stdout.startswith("/set-password/"))

    def test_before_the_first_administrator_nobody_can_be_asked(self):
        made = self.tried("user", "add", "thu", "--name", "Thu", "--role", "denunciation_officer")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertNotIn("second person", made.stderr)


class PeopleOnPostgresql(OnPostgresql, People):
    pass


if __name__ == "__main__":
    unittest.main()
