"""Real petitions and reports come in whole, and add up to what their sets say."""
import contextlib
import json
import re
import sqlite3
import unittest

from support.gandan import Case, Server, counts, data, lines, postgresql_database, run, table

BOSTON = ("source_id=case_id,date=opened,due=target,answered_on=closed,text=title,topic=type,"
          "addressed_to=department,place=neighborhood")


def imported(db, file, *options):
    """(imported, joined, rejected), where no id is here with something else."""
    fresh, joined, changed, rejected = counts(run("import", "petitions", "--db", db, file, *options))
    assert changed == 0, changed
    return fresh, joined, rejected


class Import(Case):
    def vietnamese(self, db):
        file = data("petitions-vn/petitions*.jsonl")[0]
        texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
        self.assertEqual(imported(db, file), (len(texts), 0, 0))
        self.assertEqual(imported(db, file), (0, len(texts), 0))
        found = lines("search", "petitions", "--db", db, texts[0][:200], "--limit", "10")
        self.assertTrue(found and all(row["code"] and row["title"] for row in found))
        ever = ("--from", "2000-01-01", "--to", "2100-12-31")
        report = json.loads(run("report", "petitions", "--db", db, *ever, "--by", "body", "--format", "json"))
        self.assertEqual(report["received"], len(texts))
        self.assertEqual(sum(row["received"] for row in report["rows"]), len(texts))
        self.assertIn("<table", run("report", "petitions", "--db", db, *ever, "--by", "field", "--format", "html"))
        self.assertTrue(run("verify", "--db", db).endswith("intact\n"))

    def test_the_vietnamese_petitions_on_sqlite(self):
        self.vietnamese(self.db)

    def test_the_vietnamese_petitions_on_postgresql(self):
        with postgresql_database("import") as db:
            self.vietnamese(db)

    def opened(self, verdict, published, period):
        """What the list of a verdict shows, page by page: the source's id of each, and the city's word."""
        with contextlib.closing(sqlite3.connect(self.db.removeprefix("sqlite:"))) as stored:
            case_of = dict(stored.execute("select code, source_id from petitions"))
        found = {}
        with Server(self.db) as server:
            after = ""
            while after is not None:
                _, _, page = server.request("GET", "/petitions?from={}&to={}&is={}&after={}".format(*period, verdict, after))
                found.update((case_of[code], published) for code in re.findall(r'href="/petitions/(GD-[^"]+)"', page))
                older = re.search(r'after=([0-9.]+)" rel="next"', page)
                after = older and older.group(1)
        return found

    def test_city_reports_come_in_unchanged_and_add_up_to_the_published_figures(self):
        file = data("boston311/requests*.csv")[0]
        expected = json.loads(data("boston311/expected_rollup*.json")[0].read_text())
        reports = table(file)
        days = [report["opened"][:10] for report in reports]
        period = (min(days), max(days))
        self.assertEqual(imported(self.db, file, "--map", BOSTON), (expected["rows"], 0, 0))
        self.assertEqual(imported(self.db, file, "--map", BOSTON), (0, expected["rows"], 0))
        by = lambda what: json.loads(run("report", "petitions", "--db", self.db, "--from", period[0], "--to", period[1],
                                         "--by", what, "--format", "json"))
        report = by("body")
        self.assertEqual(report["received"], expected["rows"])
        self.assertEqual({"" if row["key"] == "none" else row["label"]: row["received"] for row in report["rows"]},
                         expected["by_department"])
        # Row by row: errors in both directions would leave the sums as they are. Where the city
        # published no verdict, the rule that its own verdicts follow gives one.
        published = {}
        for row in reports:
            late = row["target"] and (row["closed"] or "9999") > row["target"]
            published[row["case_id"]] = row["ontime"] or ("OVERDUE" if late else "ONTIME")
        ours = {**self.opened("on_time", "ONTIME", period), **self.opened("overdue", "OVERDUE", period)}
        self.assertEqual({case: verdict for case, verdict in ours.items() if verdict != published[case]}, {})
        self.assertEqual(len(ours), expected["rows"])
        self.assertEqual(report["overdue"], sum(verdict == "OVERDUE" for verdict in published.values()))
        self.assertEqual(report["on_time"], expected["rows"] - report["overdue"])
        self.assertEqual({row["key"] for row in by("month")["rows"]}, {day[:7] for day in days})

    def test_petitions_to_the_white_house_come_in_by_map_alone(self):
        for file in data("petitions-us/wethepeople_[0-9]*.csv"):
            total = len(table(file))
            options = ["--map", "source_id=id,title=title,text=body,date=created,topic=issues,answered_on=response_at"]
            self.assertEqual(imported(self.db, file, *options), (total, 0, 0))
            self.assertEqual(imported(self.db, file, *options), (0, total, 0))

    def test_petitions_to_westminster_come_in_by_map_alone(self):
        for file in data("petitions-uk/uk_*.csv"):
            total = json.loads(file.with_suffix(".expected.json").read_text())["rows"]
            self.assertEqual(imported(self.db, file, "--map", "source_id=id,text=title"), (total, 0, 0))


if __name__ == "__main__":
    unittest.main()
