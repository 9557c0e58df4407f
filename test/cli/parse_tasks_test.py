"""What gandan parse tasks and parse deadline read in a programme, and what they say was not understood."""
import csv
import json
import pathlib
import subprocess
import tempfile
import unittest
import zipfile

from support.gandan import BINARY, run

HEAD = ["TT", "Nhiệm vụ, giải pháp", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm"]
ROWS = [["I", "Về thể chế", "", "", "", ""],
        ["1", "Ban hành quy chế thực hiện dân chủ ở cơ sở", "Sở Nội vụ", "Sở Tư pháp và UBND các xã, phường",
         "Quý II/2026", "Quyết định"],
        ["2", "Đối thoại với nhân dân", "UBND các xã, phường", "", "Hằng năm", "Báo cáo"],
        ["3", "Việc chưa rõ", "Sở Y tế, Bộ", "", "sau Tết", ""]]


def cell(text):
    return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def docx(path, rows):
    table = "".join("<w:tr>" + "".join(map(cell, row)) + "</w:tr>" for row in rows)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                         '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
                         '.wordprocessingml.document.main+xml"/></Types>')
        package.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                         '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                         'officeDocument" Target="word/document.xml"/></Relationships>')
        package.writestr("word/document.xml", '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
                         f'main"><w:body><w:p><w:r><w:t>KẾ HOẠCH</w:t></w:r></w:p><w:tbl>{table}</w:tbl></w:body></w:document>')


class ParsedTasks(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, name):
        path = self.folder / name
        if name.endswith("csv"):
            with open(path, "w", newline="", encoding="utf-8") as out:
                csv.writer(out).writerows([HEAD, *ROWS])
        elif name.endswith("docx"):
            docx(path, [HEAD, *ROWS])
        else:
            lines = ["| " + " | ".join(row) + " |" for row in [HEAD, ["---"] * 6, *ROWS]]
            path.write_text("\n".join(lines), encoding="utf-8")
        return str(path)

    def test_one_table_reads_alike_whatever_it_was_saved_as(self):
        read = {name: [json.loads(line) for line in run("parse", "tasks", self.file(name), "--json").splitlines()]
                for name in ("plan.csv", "plan.docx", "plan.md")}
        self.assertEqual(read["plan.csv"], read["plan.docx"])
        self.assertEqual(read["plan.csv"], read["plan.md"])
        first, yearly, unclear = read["plan.md"]
        self.assertEqual((first["section"], first["section_title"], first["no"]), ("I", "Về thể chế", 1))
        self.assertEqual(first["lead"], ["Sở Nội vụ"])
        self.assertEqual(first["co"], ["Sở Tư pháp", "UBND các xã, phường"])
        self.assertEqual(first["deadline"], {"kind": "quarter", "date": "2026-06-30"})
        self.assertEqual(first["product"], "Quyết định")
        self.assertEqual(yearly["deadline"], {"kind": "yearly", "date": None})
        self.assertEqual(unclear["lead"], ["Sở Y tế"])
        self.assertEqual(unclear["deadline"]["kind"], "none")
        self.assertEqual(unclear["unread"], ["Bộ", "sau Tết"])

    def test_people_read_it_too(self):
        self.assertIn("Not understood: Bộ; sau Tết", run("parse", "tasks", self.file("plan.csv")))
        self.assertIn("Chưa hiểu: Bộ; sau Tết", run("parse", "tasks", self.file("plan.csv"), "--lang", "vi"))

    def test_a_file_without_tasks_is_told(self):
        path = self.folder / "names.csv"
        path.write_text("Họ tên,Chức vụ\nA,B\n", encoding="utf-8")
        for file, words in [(path, "no table with a column of tasks"), (self.folder / "none.csv", "cannot be read")]:
            done = subprocess.run([BINARY, "parse", "tasks", str(file)], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 1)
            self.assertIn(words, done.stderr)

    def test_a_deadline_is_read_from_its_words(self):
        self.assertEqual(json.loads(run("parse", "deadline", "Trước ngày 30/6/2026", "--json")),
                         {"kind": "day", "date": "2026-06-30", "rel": "before"})
        self.assertEqual(json.loads(run("parse", "deadline", "", "--json")), {"kind": "none", "date": None})
        self.assertEqual(run("parse", "deadline", "2016–2021").strip(), "period 2016-01-01 – 2021-12-31")


if __name__ == "__main__":
    unittest.main()
