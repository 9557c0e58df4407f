"""Open data: what the command writes is what the address gives; in memory that does not grow with the rows."""
import csv
import io
import json
import re
import subprocess
import unittest

from support.gandan import BINARY, Case, OnPostgresql, Server, run


class Exports(Case):
    def imported(self, rows, text):
        """So many petitions that everybody may read."""
        file = self.folder / f"{rows}.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["source_id", "kind", "text"])
            for number in range(rows):
                writer.writerow([f"{rows}-{number}", "kiến nghị", f"Đề nghị sửa cây cầu số {number}. {text}"])
        said = run("import", "petitions", "--db", self.db, file)
        self.assertIn(f"imported {rows},", said)

    def test_the_command_writes_what_the_address_gives(self):
        run("demo", "--db", self.db)
        with Server(self.db) as server:
            for kind, content in (("csv", "text/csv; charset=utf-8"), ("jsonl", "application/jsonl")):
                status, headers, text = server.request("GET", f"/open-data/petitions?format={kind}")
                self.assertEqual((status, headers["Content-Type"]), (200, content))
                # As bytes are: a terminal's line ends are no part of the file.
                done = subprocess.run([BINARY, "export", "petitions", "--db", self.db, "--format", kind],
                                      capture_output=True, check=True, cwd=self.folder)
                self.assertEqual(done.stdout.decode(), text)
        text_of_csv = run("export", "petitions", "--db", self.db).removeprefix("\ufeff")
        table = list(csv.DictReader(io.StringIO(text_of_csv)))
        objects = [json.loads(line) for line in text.splitlines()]
        self.assertGreater(len(table), 50)
        self.assertEqual([row["code"] for row in table], [each["code"] for each in objects])
        self.assertEqual({row["kind"] for row in table}, {"proposal", "report"})
        self.assertTrue(text_of_csv.startswith("code,kind,state,"))

    def test_a_file_is_for_its_owner_and_wrong_use_is_told(self):
        run("migrate", "--db", self.db)
        out = self.folder / "petitions.jsonl"
        run("export", "petitions", "--db", self.db, "--format", "jsonl", "--out", out)
        self.assertEqual(out.read_bytes(), b"")
        self.assertEqual(out.stat().st_mode & 0o777, 0o600)
        run("export", "petitions", "--db", self.db, "--format", "xml", code=2)
        run("export", "petitions", "--db", self.db, "--out", self.folder / "no" / "such" / "folder", code=1)

    def peak_of_export(self):
        """In KiB, of the command alone."""
        measured = subprocess.run(
            ["python3", "-c",
             "import resource, subprocess, sys\n"
             "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)\n"
             "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)",
             BINARY, "export", "petitions", "--db", self.db],
            capture_output=True, check=True, text=True, cwd=self.folder)
        return int(re.search(r"\d+", measured.stdout)[0])

    def test_memory_does_not_grow_with_the_rows(self):
        long = "Đường trơn, học sinh đi lại khó khăn. " * 200  # some 10 KB
        self.imported(100, long)
        small = self.peak_of_export()
        self.imported(3000, long)  # 30 MB more
        self.assertLess(self.peak_of_export(), small + 15_000)


class ExportsOnPostgresql(OnPostgresql, Exports):
    pass


if __name__ == "__main__":
    unittest.main()
