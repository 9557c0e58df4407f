"""Import: what is taken, what is joined, what is rejected and why; safe to run again."""
import csv
import json
import subprocess
import unittest

from support.gandan import BINARY, Case, OnPostgresql, counts, lines, run


def imported(db, file, *options, code=0):
    """(imported, joined, rejected), where no id is here with something else."""
    fresh, joined, changed, rejected = counts(run("import", "petitions", "--db", db, file, *options, code=code))
    assert changed == 0, changed
    return fresh, joined, rejected


class Import(Case):
    def rows(self, name, rows):
        file = self.folder / name
        file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        return file

    def test_rejected_rows_stand_in_the_file_with_their_reasons(self):
        file = self.folder / "some.jsonl"
        file.write_text('{"id": "a", "text": "Sửa đường vào thôn"}\n'
                        'not json\n'
                        '{"id": "b", "text": ""}\n'
                        '{"id": "c", "text": "Đèn đường hỏng", "date": "the day before yesterday"}\n'
                        '{"id": "d", "text": "Thêm ghế chờ", "kind": "nonsense"}\n', encoding="utf-8")
        rejects = self.folder / "rejects.csv"
        self.assertEqual(imported(self.db, file, "--rejects", rejects), (1, 0, 4))
        with rejects.open(encoding="utf-8-sig", newline="") as written:
            heading, *rows = csv.reader(written)
        self.assertEqual(heading[:4], ["line", "reason", "source", "source_id"])
        self.assertTrue(rejects.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel takes it for another encoding")
        for row, words in zip(rows, ["not JSON", "text: missing", "date: not a date", "kind: not known"]):
            self.assertIn(words, row[1])
        self.assertEqual([row[0] for row in rows], ["2", "3", "4", "5"])

    def test_columns_that_are_no_field_are_named(self):
        """A day of receipt under another name would be today for every row, without a word."""
        file = self.folder / "some.csv"
        file.write_text("id,text,received_at\n1,Sửa đường vào thôn,2020-01-02\n", encoding="utf-8")
        words = [BINARY, "import", "petitions", "--db", self.db, str(file)]
        done = subprocess.run(words, capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("the column 'received_at' is not used", done.stderr)
        again = subprocess.run([*words, "--map", "date=received_at"], capture_output=True, text=True,
                               stdin=subprocess.DEVNULL, cwd=self.folder)
        self.assertNotIn("is not used", again.stderr)

    def test_a_known_id_with_other_words_is_no_joining(self):
        """Two provinces count from 1, and both call their file kien_nghi.csv."""
        for province, text in [("a", "Nạo vét mương"), ("b", "Kéo điện lưới")]:
            (self.folder / province).mkdir()
            (self.folder / province / "kien_nghi.csv").write_text(f"id,text\n1,{text}\n", encoding="utf-8")
        first, second = (self.folder / province / "kien_nghi.csv" for province in "ab")
        rejects = self.folder / "rejects.csv"
        self.assertEqual(imported(self.db, first, "--rejects", rejects), (1, 0, 0))
        self.assertEqual(rejects.read_bytes(), b"")
        words = ["import", "petitions", "--db", self.db, second, "--rejects", rejects]
        self.assertEqual(counts(run(*words, code=1)), (0, 0, 1, 0))
        self.assertIn("Kéo điện lưới", rejects.read_text(encoding="utf-8-sig"))
        self.assertEqual(counts(run(*words, "--changed", "take")), (0, 0, 1, 0))
        self.assertEqual(imported(self.db, second), (0, 1, 0))
        for words in ["điện lưới", "nạo vét mương"]:
            self.assertEqual(len(lines("search", "petitions", "--db", self.db, words)), 1)
        run("import", "petitions", "--db", self.db, first, "--changed", "perhaps", code=2)
        run("import", "petitions", "--db", self.db, first, "--dates", "american", code=2)

    def test_nothing_taken_is_no_success(self):
        file = self.folder / "some.csv"
        file.write_text("id,text,date\n1,Sửa cầu,99/99/2026\n", encoding="utf-8")
        rejects = self.folder / "rejects.csv"
        self.assertEqual(imported(self.db, file, "--rejects", rejects, code=1), (0, 0, 1))
        mended = rejects.read_bytes().replace(b"99/99/2026,", b"9/9/2026,")
        (self.folder / "again.csv").write_bytes(mended)
        self.assertEqual(imported(self.db, self.folder / "again.csv"), (1, 0, 0))
        file.write_text("id,text,text\n1,Sửa cầu,Sửa đường\n", encoding="utf-8")
        run("import", "petitions", "--db", self.db, file, code=1)

    def test_days_off_and_remote_areas_that_come_later_move_limits(self):
        petitions, holidays, remote = (self.folder / name for name in ("p.csv", "h.csv", "r.csv"))
        # What is settled has the limit of its settlement, which is longer where travel is hard.
        petitions.write_text('id;kind;text;place;date;answer;answered_on\n1;complaint;Khiếu nại quyết định;'
                             '"Xã Đồng Đăng, tỉnh Lạng Sơn";02/03/2026;Giữ nguyên quyết định.;01/04/2026\n'
                             '2;report;Đèn đường tắt;;02/03/2026;;\n', encoding="utf-16")
        holidays.write_text("sep=;\r\nDate;Kind;Name\r\n05/03/2026;off;x\r\n", encoding="utf-8")
        remote.write_text("Code\tFrom\tTo\tBasis\n06184\t01/01/2026\t\tQĐ 1\n09999\t01/01/2026\t\tQĐ 1\n", encoding="utf-16")
        self.assertEqual(imported(self.db, petitions), (2, 0, 0))
        out = run("import", "holidays", "--db", self.db, holidays)
        self.assertEqual(out, "imported 1, rejected 0\nlimits moved 1\n")
        out = run("import", "remote", "--db", self.db, remote)
        self.assertEqual(out, "imported 1, waiting 1, rejected 0\nlimits moved 1\n")
        self.assertIn("limits moved 0\n", run("import", "remote", "--db", self.db, remote))
        self.assertTrue(run("verify", "--db", self.db).endswith("intact\n"))

    def test_a_dry_run_counts_and_stores_nothing(self):
        file = self.rows("some.jsonl", [{"id": str(i), "text": f"Kiến nghị số {i}"} for i in range(20)])
        self.assertEqual(imported(self.db, file, "--dry-run"), (20, 0, 0))
        self.assertEqual(imported(self.db, file), (20, 0, 0))
        self.assertEqual(imported(self.db, file, "--dry-run"), (0, 20, 0))

    def test_csv_and_jsonl_mean_the_same(self):
        file = self.folder / "some.csv"
        file.write_text('id,text,place,date\r\n7,"Đường hỏng, ""ổ gà"" nhiều\nnăm nay",Lạng Sơn,2026-03-01\r\n',
                        encoding="utf-8")
        self.assertEqual(imported(self.db, file), (1, 0, 0))
        same = self.rows("same.jsonl", [{"id": "7", "text": "Đường hỏng, \"ổ gà\" nhiều\nnăm nay"}])
        self.assertEqual(imported(self.db, same), (0, 1, 0))

    def test_the_example_is_a_file_that_is_taken_and_help_explains_its_columns(self):
        told = run("import", "petitions", "--help")
        file = self.folder / "example.csv"
        for language, taken in [("vi", (2, 0, 0)), ("en", (0, 2, 0))]:
            example = run("import", "petitions", "--example", language)
            file.write_text(example, encoding="utf-8")
            self.assertEqual(imported(self.db, file), taken)
            for column in example.lstrip("\ufeff").splitlines()[0].split(","):
                self.assertRegex(told, rf"\b{column}\b")
        run("import", "petitions", "--example", "fr", code=2)

    def test_an_unknown_field_or_column_of_map_is_wrong_use(self):
        file = self.rows("some.jsonl", [{"id": "1", "text": "Một"}])
        run("import", "petitions", "--db", self.db, file, "--map", "colour=text", code=2)


class ImportOnPostgresql(OnPostgresql, Import):
    pass


if __name__ == "__main__":
    unittest.main()
