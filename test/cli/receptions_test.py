"""The book of receptions from the command line: taken from the form, written, and the same elsewhere; its figures."""
import csv
import io
import json
import unittest

from support.gandan import Case, OnPostgresql, counts, run

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


class Receptions(Case):
    def setUp(self):
        super().setUp()
        self.book = self.folder / "so.csv"
        out = io.StringIO()
        csv.writer(out).writerows([HEADING, *ROWS])
        self.book.write_text(out.getvalue(), encoding="utf-8")

    def take(self, db, file, *options, code=0):
        return counts(run("import", "receptions", "--db", db, "--keys", self.folder / "keys", file, *options, code=code))

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
        out = io.StringIO()
        csv.writer(out).writerows([["Số TT trong sổ", *HEADING[1:]], *bad])
        self.book.write_text(out.getvalue(), encoding="utf-8")
        rejects = self.folder / "rejects.csv"
        options = ["--map", "number=Số TT trong sổ", "--rejects", rejects]
        self.assertEqual(self.take(self.db, self.book, *options, code=1), (0, 0, 0, 2))
        told = rejects.read_text(encoding="utf-8-sig")
        for words in ["date: not a date", "kind: not one of the four"]:
            self.assertIn(words, told)
        self.assertNotIn("Mẫu", told)

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
