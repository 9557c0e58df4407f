"""What gandan parse office reads in a file, as text and as JSON; what it refuses, and how it says so."""
import io
import json
import pathlib
import subprocess
import tempfile
import unittest
import zipfile

from support.gandan import BINARY, run

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def relations(kind, target):
    return f'<Relationships><Relationship Id="r1" Type="{RELATION}{kind}" Target="{target}"/></Relationships>'


def package(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()


BOOK = package({
    "_rels/.rels": relations("officeDocument", "xl/workbook.xml"),
    "xl/_rels/workbook.xml.rels": relations("worksheet", "sheet.xml"),
    "xl/workbook.xml": '<workbook><sheets><sheet name="Sổ" sheetId="1" id="r1"/></sheets></workbook>',
    "xl/sheet.xml": '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Số</t></is></c>'
                    '<c r="C1" t="b"><v>1</v></c></row><row r="2"><c r="A2"><v>12</v></c><c r="C2"><v>0.5</v></c></row>'
                    '</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>'})
LETTER = package({
    "_rels/.rels": relations("officeDocument", "word/document.xml"),
    "word/document.xml": '<w:document xmlns:w="urn:w"><w:body><w:p><w:r><w:t>Kính gửi\u202e\x85</w:t></w:r></w:p>'
                         '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>'
                         '</w:body></w:document>'})
BOMB = package({
    "_rels/.rels": relations("officeDocument", "word/document.xml"),
    "word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><document><body>&b;</body></document>'})


class ParseOffice(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, content):
        path = self.folder / "file"  # without an ending: a file is what its content says
        path.write_bytes(content)
        return str(path)

    def test_a_book_is_told_by_its_cells(self):
        said = json.loads(run("parse", "office", self.file(BOOK), "--json"))
        self.assertEqual((said["paragraphs"], said["tables"]), ([], []))
        sheet, = said["sheets"]
        self.assertEqual((sheet["name"], sheet["merged"]), ("Sổ", ["A1:B1"]))
        self.assertEqual(sheet["cells"], {"A1": "Số", "C1": True, "A2": 12, "C2": 0.5})
        self.assertIs(sheet["cells"]["C1"], True)

    def test_a_letter_is_told_by_its_paragraphs_and_tables(self):
        said = json.loads(run("parse", "office", self.file(LETTER), "--json"))
        self.assertEqual(said["paragraphs"], ["Kính gửi\u202e\x85"])
        self.assertEqual((said["tables"], said["sheets"]), ([[["a", ""]]], []))

    def test_people_read_it_and_nothing_of_it_moves_their_terminal(self):
        self.assertIn("Số | Số | TRUE", run("parse", "office", self.file(BOOK)))
        self.assertIn("Trang tính Sổ", run("parse", "office", self.file(BOOK), "--lang", "vi"))
        self.assertTrue(run("parse", "office", self.file(LETTER)).startswith("Kính gửi\ufffd\ufffd\n"))

    def test_what_is_refused_is_told_in_both_languages_and_printed_nowhere(self):
        for content, english, vietnamese in [
                (BOMB, "declarations", "khai báo"), (BOOK[:200], "damaged", "bị hỏng"), (b"", "no Word", "không phải"),
                (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(64), ".doc", ".doc")]:
            for language, words in [("en", english), ("vi", vietnamese)]:
                with self.subTest(words):
                    done = subprocess.run([BINARY, "parse", "office", self.file(content), "--json", "--lang", language],
                                          capture_output=True, text=True, check=False)
                    self.assertEqual((done.returncode, done.stdout), (1, ""))
                    self.assertIn(words, done.stderr)

    def test_a_file_that_is_not_there_is_said(self):
        for name in [self.folder / "none", self.folder]:
            done = subprocess.run([BINARY, "parse", "office", str(name)], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 1)
            self.assertIn("cannot be read", done.stderr)


if __name__ == "__main__":
    unittest.main()
