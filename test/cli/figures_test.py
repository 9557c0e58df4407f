"""One definition of how well limits are kept: the same numbers on every page, in every file and command."""
import csv
import datetime
import html
import io
import json
import re
import time
import unittest
import urllib.parse

from support.gandan import Case, Server, postgresql_database, run


# Days are those of Vietnam, wherever the machine stands (it has no summer time).
VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


def figures(page):
    """What the figures of a page say, by their labels."""
    pairs = re.findall(r'<b>([^<]*)</b><span class="label">([^<]*)</span>', page)
    return {html.unescape(label): value for value, label in pairs}


def in_words(standing):
    """The rate as a page must say it."""
    due = standing["answered"] + standing["overdue"]
    if due == 0:
        return "–"
    return "too few to say" if due < 5 else f"{standing['on_time'] / due:.1%}"


class Figures(Case):
    def page(self, server, path):
        status, _, page = server.request("GET", path + ("&" if "?" in path else "?") + "lang=en")
        self.assertEqual(status, 200, path)
        return page

    def row_of_body(self, server, name):
        """A body's line in the table of all bodies: its address, rate, overdue, not due, answered."""
        page = self.page(server, "/bodies?q=" + urllib.parse.quote(name))
        for row in re.findall(r'<tr><th scope="row">.*?</tr>', page, re.S):
            found = re.search(r'<a href="(/bodies/[^"]*)">([^<]*)</a>', row)
            if found and html.unescape(found.group(2)) == name:
                cells = re.findall(r'<td class="number"[^>]*>(?:<a [^>]*>)?([^<]*)', row)
                return [found.group(1), *cells]
        self.fail(f"{name} is not among the bodies")

    def same_everywhere(self, db):
        run("demo", "--db", db)
        today = datetime.datetime.now(VIETNAM).date()
        ever = ("--from", "2000-01-01", "--to", today.isoformat())
        year = ("--from", f"{today.year}-01-01", "--to", today.isoformat())
        with Server(db) as server:
            time.sleep(1.5)  # what is folded in the background is folded
            said = json.loads(run("report", "petitions", "--db", db, *ever, "--by", "body", "--lang", "en"))
            page = json.loads(server.request("GET", "/reports/petitions?from=2000-01-01&by=body&format=json&lang=en")[2])
            self.assertEqual(said["rows"], page["rows"])
            _, headers, text = server.request("GET", "/reports/petitions?from=2000-01-01&by=body&format=csv&lang=en")
            self.assertTrue(headers["Content-Type"].startswith("text/csv"))
            table = {row["Name"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}
            command = run("report", "petitions", "--db", db, *ever, "--by", "body", "--format", "csv", "--lang", "en")
            self.assertEqual(command.splitlines(), text.splitlines())
            as_page, at = "", 0
            while at < len(said["rows"]):  # twelve rows a page
                as_page += self.page(server, f"/reports/petitions?from=2000-01-01&by=body&after={at}")
                at += 12
            told = 0
            for row in said["rows"]:
                standing, name = row["standing"], row["label"]
                due = standing["answered"] + standing["overdue"]
                self.assertEqual(standing["rate"], round(standing["on_time"] / due, 3) if due >= 5 else None)
                self.assertEqual(row["received"], due + standing["not_due"] + row["withdrawn"])
                rate = in_words(standing)
                self.assertEqual([table[name][column] for column in
                                  ("In time, of what fell due", "Overdue", "Not due yet", "Answered", "Answered in time")],
                                 [rate, *(str(standing[key]) for key in ("overdue", "not_due", "answered", "on_time"))])
                line = re.search(rf'<tr><th scope="row">(?:<a [^>]*>)?{re.escape(html.escape(name))}(?:</a>)?</th>.*?</tr>', as_page, re.S)
                self.assertIn(rate, line.group(0))
                if row["key"] == "none":
                    continue
                address, *cells = self.row_of_body(server, name)
                self.assertEqual(cells, [rate, *(str(standing[key]) for key in ("overdue", "not_due", "answered"))], name)
                own = figures(self.page(server, address))
                self.assertEqual([own[label] for label in
                                  ("in time, of what fell due", "overdue", "not due yet", "answered in all")],
                                 [rate.replace("too few to say", "–"), *cells[1:]])  # said in small print
                told += rate.endswith("%")
                if row["key"] == name:
                    continue  # one that came with an import has no code to be asked by
                alone = json.loads(server.request("GET", f"/reports/petitions?from=2000-01-01&unit={row['key']}&format=json")[2])
                # Of a unit the report counts what went to its parts too; a commune's body has none.
                for key in ("answered", "overdue", "not_due"):
                    self.assertGreaterEqual(alone["standing"][key], standing[key], name)
                if name.startswith(("Ủy ban nhân dân xã", "Ủy ban nhân dân phường")):
                    self.assertEqual(alone["standing"], standing, name)
            self.assertGreater(told, 0, "no body of the demonstration has a rate")
            self.home(server, db, year)

    def home(self, server, db, year):
        standing = json.loads(run("report", "petitions", "--db", db, *year))["standing"]
        home, report = figures(self.page(server, "/")), figures(self.page(server, "/reports/petitions"))
        self.assertEqual(home["in time, of what came this year and fell due"], in_words(standing))
        self.assertEqual(report["in time, of what fell due"], in_words(standing))
        for on_home, in_report, key in (("overdue, of what came this year", "overdue", "overdue"),
                                        ("not due yet, of what came this year", "not due yet", "not_due")):
            self.assertEqual({home[on_home], report[in_report]}, {str(standing[key])})
        self.assertGreater(standing["overdue"], 0)

    def test_on_sqlite(self):
        self.same_everywhere(self.db)

    def test_on_postgresql(self):
        with postgresql_database("figures") as db:
            self.same_everywhere(db)


if __name__ == "__main__":
    unittest.main()
