"""The book of receptions from the command line: taken from the form, written, and the same elsewhere; its figures."""
import csv
import io
import json
import subprocess
import unittest
import zipfile

from support.gandan import BINARY, Case, OnPostgresql, counts, run

HEADING = ["STT", "Ngày tiếp", "Họ tên, địa chỉ", "CCCD/CMND/Hộ chiếu", "Nội dung đơn", "Loại đơn (KN/TC/KN/PA)",
           "Số người cùng nội dung", "Cơ quan đã giải quyết", "Thuộc thẩm quyền (x)",
           "Hướng dẫn công dân đến cơ quan có thẩm quyền", "Cơ quan, đơn vị thụ lý", "Theo dõi kết quả giải quyết",
           "Ghi chú", "Cơ quan tiếp công dân", "Hướng xử lý", "Căn cứ từ chối"]
BODY = "Ủy ban nhân dân xã Đồng Đăng"
ROWS = [
    ["1", "01/07/2026 08:30", "Lò Thị Mẫu, Bản Mẫu", "001199000001", "Đất cấp sai diện tích", "KN", "1", "", "x", "",
     "", "Đang xác minh", "", BODY, "", ""],
    ["2", "02/07/2026", "Vàng A Mẫu, Bản Ví; Vàng Thị Ví, Bản Ví", "", "=Đường vào bản sạt lở", "PA", "11", "", "",
     "Ủy ban nhân dân tỉnh Lạng Sơn, số 12/HD-UBND", "", "", "", BODY, "", ""],
    ["3", "03/07/2026", "Hà Văn Mẫu, Bản Mẫu", "", "Xin hỗ trợ \"nhà dột\"\nhai lần", "KNg", "1", "Xã đã trả lời", "",
     "", "Sở Xây dựng, số 3/CĐ", "", "Gấp", BODY, "", ""],
    ["4", "06/07/2026", "Lò Thị Mẫu, Bản Mẫu", "001199000001", "Đất cấp sai diện tích", "KN", "1", "", "x", "", "", "",
     "", BODY, "", ""],
    ["5", "07/07/2026", "Bế Văn Ví, Bản Mẫu", "", "Thu phí ngoài quy định", "TC", "1", "", "x", "", "", "", "", BODY,
     "", ""],
    ["6", "08/07/2026", "Nông Văn Mẫu, Bản Mẫu", "", "Việc đã giải quyết", "KN", "1", "", "", "", "", "", "", BODY,
     "Từ chối tiếp", "khoản 3 Điều 9 Luật Tiếp công dân"],
    ["7", "09/07/2026", "Chu Thị Ví, Bản Mẫu", "", "Hỏi thủ tục", "PA", "1", "", "", "", "", "", "", BODY,
     "Trả lời ngay", ""],
    ["8", "10/07/2026", "Mã Văn Ví, Bản Mẫu", "", "Đơn không ký", "KNg", "1", "", "", "", "", "", "", BODY,
     "Trả lại đơn", ""],
]
PERIOD = ["--from", "2026-07-01", "--to", "2026-07-31"]
OUTCOMES = ["accepted", "guided", "forwarded", "returned", "refused", "answered_at_once"]


def book(*rows, heading=HEADING):
    out = io.StringIO()
    csv.writer(out).writerows([heading, *rows])
    return out.getvalue().encode()


def package(**parts):
    """An office file of these parts ("xl/workbook.xml" as xl_workbook), packed as small as they can be."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("_", "/") + ".xml", content)
    return out.getvalue()


class Receptions(Case):
    def setUp(self):
        super().setUp()
        self.book = self.folder / "so.csv"
        self.book.write_bytes(book(*ROWS))

    def take(self, db, file, *options, code=0):
        return counts(run("import", "receptions", "--db", db, "--keys", self.folder / "keys", file, *options, code=code))

    def written(self, content):
        self.book.write_bytes(content)
        return self.book

    def refused(self, content, reason):
        """Ends with 1, and says why: of a row among the rejects, of a file on standard error, which is returned."""
        rejects = self.folder / "rejects.csv"
        rejects.unlink(missing_ok=True)
        done = subprocess.run([BINARY, "import", "receptions", "--db", self.db, "--keys", self.folder / "keys",
                               "--rejects", rejects, self.written(content)], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 1, done.stderr[-2000:])
        told = rejects.read_text(encoding="utf-8") if rejects.exists() else ""
        self.assertIn(reason, told + done.stderr)
        return done.stderr

    def export(self, db, form):
        out = self.folder / f"out.{form}"
        run("export", "receptions", "--db", db, "--keys", self.folder / "keys", *PERIOD, "--format", form, "--out", out)
        return out

    def test_a_book_exported_and_imported_elsewhere_is_the_same_book(self):
        self.assertEqual(self.take(self.db, self.book, "--dry-run"), (8, 0, 0, 0))
        self.assertEqual(self.take(self.db, self.book), (8, 0, 0, 0))
        self.assertEqual(self.take(self.db, self.book), (0, 8, 0, 0), "it is safe to run again")
        original = self.export(self.db, "csv").read_bytes()
        heading, *rows = csv.reader(io.StringIO(original.decode("utf-8-sig")))
        self.assertEqual(heading[:13], HEADING[:13])
        self.assertEqual([row[0] for row in rows], [str(n) for n in range(1, 9)])
        self.assertEqual(rows[4][2:5], ["", "", ""], "who denounces, and what they said, is in no file")
        self.assertEqual(len(json.loads(self.export(self.db, "json").read_text(encoding="utf-8"))), 8)
        for form in ["csv", "json", "xlsx"]:
            elsewhere = f"sqlite:{self.folder}/{form}.db"
            self.assertEqual(self.take(elsewhere, self.export(self.db, form)), (8, 0, 0, 0), form)
            self.assertEqual(self.export(elsewhere, "csv").read_bytes(), original, form)
        self.assertTrue(run("verify", "--db", self.db).endswith("intact\n"))
        for form, begin in [("docx", b"PK"), ("pdf", b"%PDF")]:
            self.assertTrue(self.export(self.db, form).read_bytes().startswith(begin))

    def test_what_is_rejected_says_why_and_not_who(self):
        bad = [["9", "40/07/2026", *ROWS[0][2:]], ["10", *ROWS[0][1:5], "khác", *ROWS[0][6:]]]
        self.book.write_bytes(book(*bad, heading=["Số TT trong sổ", *HEADING[1:]]))
        rejects = self.folder / "rejects.csv"
        options = ["--map", "number=Số TT trong sổ", "--rejects", rejects]
        self.assertEqual(self.take(self.db, self.book, *options, code=1), (0, 0, 0, 2))
        told = rejects.read_text(encoding="utf-8-sig")
        for words in ["date: not a date", "kind: not one of the four"]:
            self.assertIn(words, told)
        self.assertNotIn("Mẫu", told)

    def test_no_cell_of_an_exported_book_runs_as_a_formula(self):
        formulas = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "＝1+1"]
        self.book.write_bytes(book(*([str(n), *ROWS[0][1:4], words, *ROWS[0][5:]]
                                     for n, words in enumerate(formulas, start=1))))
        self.assertEqual(self.take(self.db, self.book), (len(formulas), 0, 0, 0))
        heading, *rows = csv.reader(io.StringIO(self.export(self.db, "csv").read_text(encoding="utf-8-sig")))
        self.assertEqual([row[4] for row in rows], ["'" + words.strip() for words in formulas])
        with zipfile.ZipFile(self.export(self.db, "xlsx")) as parts:
            for name in parts.namelist():
                self.assertNotRegex(parts.read(name), b"<f[ >]", name)

    def test_bytes_that_are_no_text_are_left_out_or_the_row_is_refused(self):
        first = book(ROWS[0])
        self.assertEqual(self.take(self.db, self.written(first.decode().encode("utf-16"))), (1, 0, 0, 0))
        self.assertEqual(self.take(self.db, self.written(first.replace(b"KN,1", b"K\0N,1\0"))), (0, 1, 0, 0))
        self.assertEqual(self.take(self.db, self.written(first.replace(b"STT", b"ST\0T"))), (0, 1, 0, 0))
        second = book(ROWS[1]).replace("sạt lở".encode(), b"\xed\xa0\x80\xc0\x80\xff")
        self.refused(second, "not UTF-8")

    def test_what_would_fill_the_memory_is_refused_with_the_reason(self):
        row, million = ROWS[0], 1_000_000
        for content, reason in [
                (book([*row[:4], "a" * 100 * million, *row[5:]]), "the row is too large"),
                (b'"' + b"a" * 100 * million, "no heading"),
                (book(row[:5] + [""] * million), "the row is too large"),
                (book(row, heading=[f"c{n}" for n in range(million)]), "no heading"),
                (book([*row[:2], "a;" * million, *row[3:]]), "who: longer than 100,000 bytes"),
                (book([*row[:2], "Lò Thị Mẫu", "1" * 3_000, *row[4:]]), "who: longer than 2,000 characters"),
                (b'{"number":"1","matter":"' + b"a" * 100 * million + b'"}\n', "the row is too large"),
                (b'{"number":' + b"[" * million + b"\n", "not JSON"),
                (b"[\n" + b"[" * million, "not JSON"),
                (package(**{"xl_workbook": "<workbook><sheets>" + " " * 100 * million + "</sheets></workbook>"}),
                 "far larger than it looks"),
                (package(**{"word_document": "<document><body>" + " " * 100 * million + "</body></document>"}),
                 "far larger than it looks")]:
            with self.subTest(reason, begins=content[:20]):
                self.refused(content, reason)

    def test_columns_that_a_stranger_named_do_not_flood_a_terminal(self):
        heading = [*HEADING, *(f"\x1b[2J{n}" + "x" * 1_000 for n in range(500))]
        told = self.refused(book(ROWS[0], heading=heading), "columns instead of")
        self.assertNotIn("\x1b", told)
        self.assertEqual(told.count("is not used"), 100)
        self.assertLess(len(told), 40_000)

    def test_outcomes_add_up_to_the_visits_in_every_row(self):
        self.take(self.db, self.book)

        def report(*options):
            return json.loads(run("report", "receptions", "--db", self.db, *PERIOD, *options))

        told = report()
        self.assertEqual((told["visits"], told["people"], told["groups_of_five"]), (7, 17, 1),
                         "nothing in public tells that a denunciation came")
        self.assertEqual((told["first"], told["repeated"]), (6, 1))
        self.assertEqual([told[name] for name in OUTCOMES], [2, 1, 1, 1, 1, 1])
        self.assertEqual(report("--sealed")["visits"], 8)
        for by in ["kind", "outcome", "field", "body", "level", "place", "month", "head"]:
            rows = report("--by", by)["rows"]
            self.assertEqual(sum(row["visits"] for row in rows), 7, by)
            for row in rows:
                self.assertEqual(sum(row[name] for name in OUTCOMES), row["visits"], (by, row["key"]))
        self.assertEqual(report("--unit", "20")["visits"], 7)
        self.assertEqual(report("--unit", "01")["visits"], 0)
        for form, begin in [("html", b"<!"), ("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")]:
            for by in [[], ["--by", "body"]]:
                out = self.folder / form
                run("report", "receptions", "--db", self.db, *PERIOD, *by, "--format", form, "--out", out)
                self.assertTrue(out.read_bytes().startswith(begin), form)


class ReceptionsOnPostgresql(OnPostgresql, Receptions):
    pass


if __name__ == "__main__":
    unittest.main()
