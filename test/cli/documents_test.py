"""What is written as DOCX and as PDF is one document: LibreOffice's pages of the one beside ours of the other, as pictures."""
import contextlib
import pathlib
import sqlite3
import subprocess
import tempfile
import unittest

from support import pictures
from support.gandan import BINARY, Officer, Server, run, sqlite

ALIKE = 0.5  # what is the same has 0.6 and more, what stands a line lower 0.3 at most
PERIOD = ["--from", "2020-01-01", "--to", "2100-01-01"]
# Of the demonstration: a paper of a visit, and which visits have it.
PAPERS = {
    "refusal": "ground in (3, 11) and state = 3",
    "refusal-owed": "ground in (3, 11) and state = 2",
    "receipt": "id in (select visit_id from visit_receipts)",
    "conclusion": "id in (select visit_id from conclusions) and present = 1",
    "conclusion-of-a-group": "id in (select visit_id from conclusions) and present > 10",
}
ANSWERED = "select code from petitions where answer_id is not null and kind in (1, 2) order by id limit 1"


class Documents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        pictures.needed()
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="gandan-test-")))
        cls.db = sqlite(cls.folder)
        run("demo", "--db", cls.db)
        with contextlib.closing(sqlite3.connect(cls.folder / "test.db")) as rows:
            one = lambda sql: rows.execute(sql).fetchone()[0]
            visits = {name: one(f"select code from visits where {of} order by id desc limit 1") for name, of in PAPERS.items()}
            petition = one(ANSWERED)
        with Server(cls.db, "--demo") as server:
            officer = Officer(server, "giamsat.langson")
            for name, code in visits.items():
                for form in ["docx", "pdf"]:
                    cls.keep(name, form, cls.fetched(server, officer, f"/desk/receptions/{code}/{name.split('-')[0]}.{form}"))
        for form in ["docx", "pdf"]:
            of = ["--db", cls.db, "--format", form]
            cls.keep("letter", form, cls.written("letter", petition, *of))
            cls.keep("book", form, cls.written("export", "receptions", *PERIOD, *of))
            cls.keep("figures", form, cls.written("report", "receptions", *PERIOD, *of))
            cls.keep("figures-by-outcome", form, cls.written("report", "receptions", *PERIOD, "--by", "outcome", *of))
        pictures.shown_by_libreoffice(sorted(cls.folder.glob("*.docx")), cls.folder / "theirs")

    @classmethod
    def keep(cls, name, form, content):
        (cls.folder / f"{name}.{form}").write_bytes(content)

    @staticmethod
    def fetched(server, officer, path):
        connection = server.connect()
        with contextlib.closing(connection):
            connection.request("GET", path, headers=officer.headers())
            answer = connection.getresponse()
            assert answer.status == 200, (path, answer.status)
            return answer.read()

    @staticmethod
    def written(*words):
        return subprocess.run([BINARY, *words], capture_output=True, check=True, stdin=subprocess.DEVNULL).stdout

    def test_libreoffice_shows_each_docx_as_our_pdf(self):
        files = sorted(self.folder.glob("*.docx"))
        self.assertEqual(len(files), len(PAPERS) + 4)
        for file in files:
            with self.subTest(file.stem):
                ours = pictures.pages_of(file.with_suffix(".pdf"))
                theirs = pictures.pages_of(self.folder / "theirs" / f"{file.stem}.pdf")
                self.assertEqual(len(ours), len(theirs), "pages")
                for number, (a, b) in enumerate(zip(ours, theirs), start=1):
                    self.assertGreater(pictures.likeness(a, b), ALIKE, f"page {number}")

    def test_one_line_more_would_be_seen(self):
        line, middle = 19, 300  # dots
        for file in sorted(self.folder.glob("*.pdf")):
            page = pictures.pages_of(file)[0]
            self.assertLess(pictures.likeness(page, page[:middle] + page[middle - line:-line]), ALIKE, file.stem)


if __name__ == "__main__":
    unittest.main()
