"""Every command explains itself, and says when it is called wrongly."""
import pathlib
import re
import subprocess
import unittest

from support.gandan import BINARY, Case, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMANDS = ["serve", "migrate", "demo", "routes", "roles", "indicators", "export petitions", "import units",
            "import holidays", "import petitions", "group petitions", "similar petitions", "report petitions", "search petitions", "report receptions",
            "letter",
            "search places", "due", "backup", "restore", "verify", "user add", "keys rotate", "import remote",
            "witness", "installation", "parse office", "parse tasks", "parse deadline"]

WRONG = [
    ["nonsense"], ["import"], ["import", "nonsense"], ["serve", "--nonsense"], ["serve"],
    ["serve", "--db", "DB", "--mail", "smtp://127.0.0.1:25", "--public-url", "https://gandan.example"],
    ["serve", "--db", "DB", "--mail", "smtp://127.0.0.1:25", "--mail-from", "a@example.vn"],
    ["serve", "--db", "DB", "--mail", "carrier pigeon", "--mail-from", "a@example.vn",
     "--public-url", "https://gandan.example"],
    ["serve", "--db", "DB", "--listen", "127.0.0.1:99999"],
    ["serve", "--db", "DB", "--rate-limit", "maybe"],
    ["serve", "--db", "DB", "--trusted-proxy", "our-proxy"],
    ["serve", "--db", "DB", "--trusted-proxy", "10.0.0.0/8=on"],
    ["serve", "--db", "DB", "--trusted-proxy", "10.0.0.0/33"],
    ["serve", "--db", "DB", "--trusted-proxy", "127.0.0.1,"],
    ["serve", "--db", "DB", "--trusted-proxy", ""],
    ["migrate"], ["import", "petitions", "--db", "sqlite::memory:"],
    ["similar", "petitions", "--db", "DB"],
    ["similar", "petitions", "--db", "DB", "--text", "a", "--limit", "0"],
    ["report", "petitions", "--db", "DB"],
    ["report", "petitions", "--db", "DB", "--from", "2026-13-01", "--to", "2026-12-31"],
    ["report", "petitions", "--db", "DB", "--from", "2026-02-01", "--to", "2026-01-01"],
    ["report", "petitions", "--db", "DB", "--from", "2026-01-01", "--to", "2026-02-01", "--as-of", "2999-01-01"],
    ["report", "petitions", "--db", "DB", "--from", "2999-01-01", "--to", "2999-02-01"],
    ["report", "petitions", "--db", "DB", "--from", "2026-01-01", "--to", "2026-01-31", "--by", "colour"],
    ["search", "petitions", "--db", "DB", "cầu", "--limit", "-5"],
    ["due", "--db", "DB", "--days", "3"],
    ["due", "--db", "DB", "--days", "3", "--rule", "voter_petition.answer", "--received", "2026-01-01"],
    ["due", "--db", "DB", "--days", "many", "--received", "2026-01-01"],
    ["due", "--db", "DB", "--rule", "nonsense", "--received", "2026-01-01"],
    ["serve", "--db", "DB", "--log-every", "0"],
    ["serve", "--db", "DB", "--log-every", "3601"],
    ["serve", "--db", "DB", "--witness", "witness.example"],
    ["serve", "--db", "DB", "--witness", "https://witness.example=no key"],
    ["verify"], ["verify", "one receipt", "another"],
    ["installation"], ["installation", "--db", "DB", "0"], ["installation", "--db", "DB", "256"],
    ["installation", "--db", "DB", "one"], ["installation", "--db", "DB", "1", "2"],
    ["parse", "office"], ["parse", "office", "one file", "another"], ["parse", "office", "FILE", "--lang", "tlh"],
    ["witness", "--log", "nowhere"], ["witness", "--log", "nowhere", "--state", "nothing seen"],
    ["witness", "--log", "nowhere", "--state", "nothing seen", "--log-key", "no key"],
]


class Usage(Case):
    def test_every_command_of_the_contract_has_help(self):
        for command in COMMANDS:
            with self.subTest(command):
                self.assertIn(f"usage: gandan {command}", run(*command.split(), "--help"))

    def test_every_command_that_is_listed_has_help(self):
        listed = re.findall(r"^  (\S+(?: \S+)?)  ", run("--help"), re.M)
        self.assertGreaterEqual(set(listed), set(COMMANDS))
        for command in listed:
            with self.subTest(command):
                self.assertIn("usage: gandan", run(*command.split(), "--help"))

    def test_wrong_use_exits_2_and_says_why_on_standard_error(self):
        for words in WRONG:
            with self.subTest(words):
                words = [self.db if word == "DB" else word for word in words]
                done = subprocess.run([BINARY, *words], capture_output=True, text=True, timeout=60,
                                      stdin=subprocess.DEVNULL, cwd=self.folder)
                self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
                self.assertIn("usage", done.stderr)

    def test_what_cannot_be_done_exits_1(self):
        run("import", "petitions", "--db", self.db, self.folder / "absent.jsonl", code=1)
        run("restore", "--db", self.db, self.folder / "absent.backup", code=1)
        run("migrate", "--db", f"sqlite:{self.folder}/no/such/folder/a.db", code=1)

    def test_the_version_is_the_project_s_with_the_source_where_that_is_known(self):
        said = re.fullmatch(r"gandan (\S+)(?: \(([0-9a-f]{12})\+?\))?\n", run("--version"))
        project = re.search(r"^project\(gandan VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text(), re.M)
        self.assertEqual(said[1], project[1])
        self.assertEqual(bool(said[2]), (ROOT / ".git").exists())

    def test_routes_are_listed_with_their_policies(self):
        table = run("routes")
        for route in [r"POST +/api/v1/petitions +\S", r"GET +/petitions/\{code\} +\S", r"GET +/healthz +\S", r"GET +/metrics +operate, everywhere",
                      r"POST +/desk/petitions/\{code\}/identity +open_sealed_identity, at the record.s unit"]:
            self.assertRegex(table, route)

    def test_roles_are_listed_with_what_they_may_and_where(self):
        table = run("roles")
        of = {head.split()[0]: rows for head, rows in re.findall(r"^(\S.*)\n((?:  .*\n)+)", table, re.M)}
        self.assertEqual(len(of), 7)
        self.assertRegex(of["synthesis_officer"], r"(?m)^  synthesise +where it is held +petitions +\S")
        self.assertRegex(of["administrator"], r"(?m)^  administer_rules +everywhere only +people +\S")
        self.assertNotIn("read_cases", of["administrator"])
        self.assertIn("denunciation_officer (given by two persons, with a second factor)\n", table)

    def test_what_is_counted_is_printed_with_what_each_figure_means(self):
        said = run("indicators", "--lang", "en")
        self.assertIn("petitions (petitions), by month, place, commune, kind, body, field, level\n", said)
        self.assertIn("  answered_late [sum, in all: answered_late] Of the answered: after its limit.\n", said)
        self.assertRegex(said, r"  in_time \[ratio\] .*fewer than five")
        self.assertIn("kiến nghị", run("indicators"))

    def test_each_route_is_listed_with_the_file_and_line_that_adds_it(self):
        for row in run("routes").splitlines():
            method, pattern, (file, line) = *row.split()[:2], row.split()[-1].rsplit(":", 1)
            with self.subTest(row):
                source = (ROOT / file).read_text(encoding="utf-8")
                added = " ".join(source.splitlines()[int(line) - 1:int(line) + 1])
                self.assertRegex(added, rf"\b(router\.)?({'del' if method == 'DELETE' else method.lower()}|add)\(")
                # In words, by a name that the file gives to them, or by that of a small kind of record.
                self.assertTrue(f'"{pattern}"' in added or f'= "{pattern}"' in source or "K::" in added)


if __name__ == "__main__":
    unittest.main()
