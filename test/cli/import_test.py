"""Import: what is taken, what is joined, what is rejected and why; safe to run again."""
import contextlib
import csv
import json
import re
import sqlite3
import subprocess
import unittest

from support.gandan import BINARY, Case, Server, counts, data, lines, postgresql_database, run

BOSTON = ("source_id=case_id,date=opened,due=target,answered_on=closed,text=title,topic=type,"
          "addressed_to=department,place=neighborhood")


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

    def test_an_unknown_field_or_column_of_map_is_wrong_use(self):
        file = self.rows("some.jsonl", [{"id": "1", "text": "Một"}])
        run("import", "petitions", "--db", self.db, file, "--map", "colour=text", code=2)

    def vietnamese(self, db):
        file = data("petitions-vn/petitions.jsonl")
        total = sum(1 for line in file.open(encoding="utf-8") if line.strip())
        self.assertEqual(imported(db, file), (total, 0, 0))
        self.assertEqual(imported(db, file), (0, total, 0))
        found = lines("search", "petitions", "--db", db, "phu cap can bo cap xa", "--limit", "10")
        self.assertTrue(found and all(row["code"] and row["title"] for row in found))
        report = json.loads(run("report", "petitions", "--db", db, "--from", "2000-01-01", "--to", "2026-12-31",
                                "--by", "body", "--format", "json"))
        self.assertEqual(report["received"], total)
        self.assertEqual(sum(row["received"] for row in report["rows"]), total)
        self.assertIn("<table", run("report", "petitions", "--db", db, "--from", "2000-01-01",
                                    "--to", "2026-12-31", "--by", "field", "--format", "html"))
        self.assertTrue(run("verify", "--db", db).endswith("intact\n"))

    def test_the_vietnamese_petitions_on_sqlite(self):
        self.vietnamese(self.db)

    def test_the_vietnamese_petitions_on_postgresql(self):
        with postgresql_database("import") as db:
            self.vietnamese(db)

    def opened(self, verdict, published):
        """What the list of a verdict shows, page by page: the source's id of each, and the city's word."""
        with contextlib.closing(sqlite3.connect(self.db.removeprefix("sqlite:"))) as stored:
            case_of = dict(stored.execute("select code, source_id from petitions"))
        found = {}
        with Server(self.db) as server:
            after = ""
            while after is not None:
                _, _, page = server.request("GET", f"/petitions?from=2011-07-01&to=2011-08-31&is={verdict}&after={after}")
                found.update((case_of[code], published) for code in re.findall(r'href="/petitions/(GD-[^"]+)"', page))
                older = re.search(r'after=([0-9.]+)" rel="next"', page)
                after = older and older.group(1)
        return found

    def test_city_reports_come_in_unchanged_and_add_up_to_the_published_figures(self):
        file, expected = data("boston311/requests.csv"), json.loads(data("boston311/expected_rollup.json").read_text())
        self.assertEqual(imported(self.db, file, "--map", BOSTON), (expected["rows"], 0, 0))
        self.assertEqual(imported(self.db, file, "--map", BOSTON), (0, expected["rows"], 0))
        report = json.loads(run("report", "petitions", "--db", self.db, "--from", "2011-07-01",
                                "--to", "2011-08-31", "--by", "body", "--format", "json"))
        self.assertEqual(report["received"], expected["rows"])
        self.assertEqual(sum(row["received"] for row in report["rows"]), expected["rows"])
        by_body = {row["label"]: row["received"] for row in report["rows"]}
        self.assertEqual(by_body, expected["by_department"])
        # Row by row: errors in both directions would leave the sums as they are. Where the city
        # published no verdict, the rule gives one: these are late, all of them.
        published = {}
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                late = row["target"] and (row["closed"] or "2026") > row["target"]
                published[row["case_id"]] = row["ontime"] or (late and "OVERDUE")
        ours = {**self.opened("on_time", "ONTIME"), **self.opened("overdue", "OVERDUE")}
        self.assertEqual({case: verdict for case, verdict in ours.items() if verdict != published[case]}, {})
        self.assertEqual(len(ours), expected["rows"])
        self.assertEqual(report["overdue"], sum(verdict == "OVERDUE" for verdict in published.values()))
        self.assertEqual(report["on_time"], expected["rows"] - report["overdue"])
        by_month = json.loads(run("report", "petitions", "--db", self.db, "--from", "2011-07-01",
                                  "--to", "2011-08-31", "--by", "month", "--format", "json"))
        self.assertEqual({row["key"]: row["received"] for row in by_month["rows"]}.keys(), {"2011-07", "2011-08"})

    def test_petitions_to_the_white_house_and_to_westminster_come_in_by_map_alone(self):
        us, uk = data("petitions-us/wethepeople_2011-2013.csv"), data("petitions-uk/uk_2015-2017.csv")
        with us.open(encoding="utf-8", newline="") as rows:
            total = sum(1 for _ in csv.DictReader(rows))
        options = ["--map", "source_id=id,title=title,text=body,date=created,topic=issues,answered_on=response_at"]
        self.assertEqual(imported(self.db, us, *options), (total, 0, 0))
        self.assertEqual(imported(self.db, us, *options), (0, total, 0))
        total = json.loads(data("petitions-uk/uk_2015-2017.expected.json").read_text())["rows"]
        self.assertEqual(imported(self.db, uk, "--map", "source_id=id,text=title"), (total, 0, 0))


if __name__ == "__main__":
    unittest.main()
