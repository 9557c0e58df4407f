"""Figures agree everywhere: every page, file, feed and command of the demonstration that says a number of the same says
the same number. Each is noted with where it stands; what means one thing must have one value."""
import collections
import csv
import datetime
import html
import http.client
import io
import json
import pathlib
import re
import time
import unittest
import urllib.parse
import xml.etree.ElementTree
import zipfile

from support.gandan import Case, Server, postgresql_database, run

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
EVER = "2000-01-01"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# The column of a table, and what of a row of JSON it says.
COLUMNS = {"Received": "received", "Answered": "answered", "Answered in time": "answered_on_time",
           "Answered late": "answered_late", "Overdue": "pending_overdue", "Not due yet": "not_due",
           "In time, of what fell due": "rate", "Settled": "settled", "In progress": "in_progress",
           "Scheduled": "scheduled", "Explained": "explained", "Given back": "returned"}
# The label of a figure.
LABELS = {"received": "received", "different matters, each counted once": "distinct", "answered": "answered",
          "answered in all": "answered", "in time, of what fell due": "rate", "overdue": "pending_overdue",
          "not due yet": "not_due", "in time, of what came this year and fell due": "rate",
          "overdue, of what came this year": "pending_overdue", "not due yet, of what came this year": "not_due"}


def words_of(markup):
    return html.unescape(re.sub(r"<[^>]*>", "", markup)).strip()


def number(shown):
    """As it is compared: a number without its groups, a share as it is written."""
    return shown.replace(",", "") if re.fullmatch(r"[\d,]+", shown) else shown


def figures_of(page):
    """What the figures of a page say, by their labels."""
    pairs = re.findall(r'<b>([^<]*)</b><span class="label">([^<]*)</span>', page)
    return {html.unescape(label): number(value) for value, label in pairs}


def rate_of(standing):
    """The share as every page must say it."""
    due = standing["answered"] + standing["overdue"]
    if due == 0:
        return "–"
    return "too few to say" if due < 5 else f"{standing['on_time'] / due:.1%}"


def workbook(data):
    """The rows of the first sheet: texts as texts, numbers as numbers."""
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        shared = ["".join(text.text or "" for text in item.iter(SHEET + "t"))
                  for item in xml.etree.ElementTree.fromstring(files.read("xl/sharedStrings.xml"))]
        rows = []
        for row in xml.etree.ElementTree.fromstring(files.read("xl/worksheets/sheet1.xml")).iter(SHEET + "row"):
            cells = []
            for cell in row.iter(SHEET + "c"):
                value = cell.find(SHEET + "v").text
                cells.append(shared[int(value)] if cell.get("t") == "s" else float(value))
            rows.append(cells)
        return rows


class Facts:
    """What was said of a meaning, and where."""

    def __init__(self):
        self.said = collections.defaultdict(lambda: collections.defaultdict(set))

    def note(self, where, scope, what, value):
        self.said[(*scope, what)][str(value)].add(where)

    def note_row(self, where, scope, row):
        """A row of the report's JSON."""
        standing = row["standing"]
        for name in set(COLUMNS.values()) - {"rate", "not_due"}:
            self.note(where, scope, name, row[name])
        self.note(where, scope, "answered", standing["answered"])
        self.note(where, scope, "answered_on_time", standing["on_time"])
        self.note(where, scope, "answered_late", standing["answered_late"])
        self.note(where, scope, "pending_overdue", standing["overdue"])
        self.note(where, scope, "not_due", standing["not_due"])
        self.note(where, scope, "rate", rate_of(standing))
        self.note(where, scope, "distinct", row["distinct"])

    def note_cells(self, where, scope, headings, cells):
        for heading, cell in zip(headings, cells, strict=True):
            self.note(where, scope, COLUMNS[heading], cell)

    def contradictions(self):
        return {meaning: {value: sorted(places) for value, places in values.items()}
                for meaning, values in self.said.items() if len(values) > 1}

    def places(self):
        """How many places say each meaning."""
        return {meaning: len(set().union(*values.values())) for meaning, values in self.said.items()}


class FiguresAgree(Case):
    def text(self, path):
        status, _, text = self.server.request("GET", path + ("&" if "?" in path else "?") + "lang=en")
        self.assertEqual(status, 200, path)
        return text

    def bytes_of(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        self.assertEqual(answer.status, 200, path)
        data = answer.read()
        connection.close()
        return data

    def note_table(self, where, page, scope_of):
        """The table of a report, with the pages that follow it."""
        seen = 0
        while True:
            table = page[page.index('id="table"'):]
            table = table[:table.index("</table>")]
            headings = [words_of(each) for each in re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table)][1:]
            for label, cells in re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', table, re.S):
                found = [number(words_of(cell)) for cell in re.findall(r"<td [^>]*>(.*?)</td>", cells, re.S)]
                self.facts.note_cells(where, scope_of(words_of(label)), headings, found)
                seen += 1
            older = re.search(r'<a class="button quiet" href="([^"]*)" rel="next">', page)
            if older is None:
                return seen
            page = self.text(html.unescape(older.group(1)).split("#")[0])

    def note_files(self, where, rows, scope_of):
        headings, *lines = rows
        for label, *cells in lines:
            said = []
            for heading, cell in zip(headings[1:], cells, strict=True):
                share = COLUMNS[heading] == "rate" and isinstance(cell, float)
                said.append(f"{cell:.1%}" if share else str(int(cell)) if isinstance(cell, float) else cell)
            self.facts.note_cells(where, scope_of(label), headings[1:], said)

    def note_breakdown(self, by, more=""):
        """The same breakdown as command, JSON, page, chart, CSV and workbook."""
        asked = f"/reports/petitions?from={EVER}&by={by}" + (f"&unit={more}" if more else "")
        words = ("report", "petitions", "--db", self.db, "--from", EVER, "--to", self.today, "--by", by,
                 "--lang", "en", *(("--unit", more) if more else ()))
        total = ("ever", more or "all")

        def scope_of(label):
            return total if label == "All" else ("ever", more, by, label)

        page = json.loads(self.text(asked + "&format=json"))
        for where, said in (("command", json.loads(run(*words))), ("JSON", page)):
            self.facts.note_row(f"{where} by {by}", total, said)
            for row in said["rows"]:
                self.facts.note_row(f"{where} by {by}", scope_of(row["label"]), row)
        # A row is a part of the whole, and nothing is in two.
        for name in ("received", "answered", "pending_overdue", "withdrawn"):
            self.assertEqual(sum(row[name] for row in page["rows"]), page[name], (by, name))
        self.note_files(f"CSV by {by}", list(csv.reader(io.StringIO(
            self.text(asked + "&format=csv").removeprefix("\ufeff")))), scope_of)
        if by != "month":  # whose names are days there
            self.note_files(f"XLSX by {by}", workbook(self.bytes_of(asked + "&format=xlsx&lang=en")), scope_of)
            file = pathlib.Path(self.folder) / f"{by}{more}.xlsx"
            run(*words, "--format", "xlsx", "--out", file)
            self.note_files(f"command's XLSX by {by}", workbook(file.read_bytes()), scope_of)
        shown = self.text(asked)
        self.assertEqual(self.note_table(f"page by {by}", shown, scope_of), len(page["rows"]), by)
        self.note_charts(by, shown, scope_of)
        for label, value in figures_of(shown).items():
            if value != "–":
                self.facts.note(f"figures by {by}", total, LABELS[label], value)
        return page

    def note_charts(self, by, shown, scope_of):
        where = f"chart by {by}"
        for name, value in re.findall(r'<li class="c\d r\d+"><a [^>]*>([^<]*) <b>([^<]*)</b></a>', shown):
            if value != "0":
                self.facts.note(where, scope_of(html.unescape(name)), "received", number(value))
        multiples = shown[shown.index("chart multiples"):] if "chart multiples" in shown else ""
        for name, value in re.findall(r'<li>(.*?)<svg.*?<b>([^<]*)</b>', multiples.split("</figure>")[0], re.S):
            self.facts.note(where, scope_of(words_of(name)), "received", number(value))
        bars = shown[shown.index('<div class="table bars"'):] if '<div class="table bars"' in shown else ""
        for name, received, rate in re.findall(
                r'<tr><th scope="row"><span class="barred"><span>(.*?)</span>.*?<td class="number">(.*?)</td>'
                r'<td class="number">(.*?)</td></tr>', bars.split("</table>")[0], re.S):
            self.facts.note(where, scope_of(words_of(name)), "received", number(words_of(received)))
            self.facts.note(where, scope_of(words_of(name)), "rate", words_of(rate))

    def note_picture(self):
        """The map as a file: a tile is two lines of a name, and a number."""
        drawn = self.text(f"/reports/petitions?from={EVER}&by=place&format=svg")
        tiles = re.findall(r'class="middle[^"]*">([^<]*)</text><text[^>]*>([^<]*)</text><text[^>]*>([^<]*)</text>', drawn)
        self.assertEqual(len(tiles), 34)
        for first, second, value in tiles:
            if value != "0":
                name = html.unescape(f"{first} {second}".strip())
                self.facts.note("picture", ("ever", "", "place", name), "received", number(value))

    def note_year(self):
        """What came this year: home, all figures, the report and the command."""
        year = ("--from", f"{self.today[:4]}-01-01", "--to", self.today)
        standing = json.loads(run("report", "petitions", "--db", self.db, *year, "--lang", "en"))
        scope = ("year", "all")
        self.facts.note_row("command", scope, standing)
        self.facts.note_row("JSON", scope, json.loads(self.text("/reports/petitions?format=json")))
        for where in ("/", "/reports", "/reports/petitions"):
            found = figures_of(self.text(where))
            for label, value in found.items():
                if label in LABELS and value != "–":
                    self.facts.note(where, scope, LABELS[label], value)
            self.assertGreaterEqual(len(found), 3, where)
        for where in ("/reports", "/reports/petitions"):
            said = re.search(r'<div class="argued stack-tight">(.*?)</div>', self.text(where), re.S).group(1)
            came, kept, waits = (words_of(each) for each in re.findall(r"<p>(.*?)</p>", said, re.S))
            self.facts.note(f"sentence of {where}", scope, "received",
                            number(re.search(r", ([\d,]+) proposals and reports", came).group(1)))
            self.facts.note(f"sentence of {where}", scope, "rate", re.search(r"[\d.]+%", kept).group(0))
            overdue, not_due = re.fullmatch(r"([\d,]+) waits? past [a-z]+ limit; not due yet: ([\d,]+)\.", waits).groups()
            self.facts.note(f"sentence of {where}", scope, "pending_overdue", number(overdue))
            self.facts.note(f"sentence of {where}", scope, "not_due", number(not_due))

    def note_bodies(self, by_body):
        """Each body among all bodies, and on its own page; only those to whom something went."""
        told = 0
        for row in by_body["rows"]:
            if row["key"] == "none":
                continue
            scope = ("ever", "", "body", row["label"])
            listed = self.bodies_in("/bodies?q=" + urllib.parse.quote(row["label"]))
            self.assertIn(row["label"], listed)
            address, cells = listed[row["label"]]
            for what, cell in zip(("rate", "pending_overdue", "not_due", "answered"), cells, strict=True):
                self.facts.note("/bodies", scope, what, cell)
            for label, value in figures_of(self.text(address)).items():
                if label in LABELS and value != "–":
                    self.facts.note("a body's page", scope, LABELS[label], value)
                    told += 1
        self.assertGreater(told, 0)

    def bodies_in(self, address):
        """Bodies of a table: their pages, and what they say of each."""
        found = {}
        for row in re.findall(r'<tr><th scope="row">.*?</tr>', self.text(address), re.S):
            link = re.search(r'<a href="(/bodies/[^"]*)">([^<]*)</a>', row)
            if link:
                cells = re.findall(r'<td class="number"[^>]*>(.*?)</td>', row, re.S)
                found[html.unescape(link.group(2))] = link.group(1), [number(words_of(cell)) for cell in cells]
        return found

    def note_places(self, by_place):
        """A place counts what its list shows; the report counts that too, and what is not public."""
        for row in [row for row in by_place["rows"] if row["key"] != "none"][:5]:
            page = self.text(f"/places/{row['key']}")
            for value, label in re.findall(r'<a class="figure" href="/petitions[^"]*"><b>([^<]*)</b><span class="label">([^<]*)<', page):
                href = re.search(r'<a class="figure" href="(/petitions[^"]*)"><b>' + re.escape(value) + r'</b><span class="label">' +
                                 re.escape(label), page).group(1)
                self.assertEqual(self.listed(html.unescape(href))[0], number(value), (row["label"], label))
            opened = row["records"].get("answered")
            if opened:
                shown, hidden = self.listed(opened)
                self.assertEqual(int(shown) + hidden, row["answered"], opened)
                found = figures_of(page)
                self.assertEqual(found.get("answered", "0"), shown, row["label"])

    def listed(self, address):
        """How many a list says that it has, and how many it says are not public."""
        page = self.text(address)
        shown = re.search(r'<div class="row"><p>([\d,]+) results?', page).group(1)
        hidden = re.search(r'<p class="small">([\d,]+) of [\d,]+ are not public', page)
        return number(shown), int(number(hidden.group(1))) if hidden else 0

    def note_open_data(self):
        """All that is public, as a file, a feed and a list."""
        rows = list(csv.DictReader(io.StringIO(self.text("/open-data/petitions?format=csv").removeprefix("\ufeff"))))
        scope = ("public", "all")
        self.facts.note("open data", scope, "received", len(rows))
        self.facts.note("command's open data", scope, "received", len(list(csv.DictReader(io.StringIO(
            run("export", "petitions", "--db", self.db, "--format", "csv").removeprefix("\ufeff"))))))
        self.facts.note("list", scope, "received", self.listed(f"/petitions?from={EVER}&to={self.today}")[0])
        answers = {row["code"] for row in rows if row["answered_at"] and row["answer"]}
        feed = self.text("/petitions.atom")
        entries = re.findall(r"<entry>.*?/petitions/(GD-[0-9A-Z-]+)", feed, re.S)
        self.assertEqual(len(entries), min(30, len(answers)), "the feed has the newest answers, all where they are few")
        self.assertLessEqual(set(entries), answers)

    def agree(self, db):
        self.db, self.facts = db, Facts()
        run("demo", "--db", db)
        self.today = datetime.datetime.now(VIETNAM).date().isoformat()
        with Server(db) as self.server:
            time.sleep(1.5)  # what is folded in the background is folded
            self.note_year()
            reports = {by: self.note_breakdown(by) for by in ("month", "kind", "field", "body", "level", "place")}
            of_province = self.note_breakdown("commune", "20")
            self.assertGreater(of_province["received"], 0)
            self.facts.note("communes of Lạng Sơn", ("ever", "20"), "received",
                            sum(row["received"] for row in of_province["rows"]))
            self.note_picture()
            self.note_bodies(reports["body"])
            self.note_places(reports["place"])
            self.note_open_data()
        self.assertEqual(self.facts.contradictions(), {})
        places = self.facts.places()
        # Every meaning that stands on the first page is said in many places; a test that reads nothing must not pass.
        for what in ("rate", "pending_overdue", "not_due"):
            self.assertGreaterEqual(places[("year", "all", what)], 6, what)
        self.assertGreater(sum(1 for count in places.values() if count >= 4), 200)

    def test_on_sqlite(self):
        self.agree(self.db)

    def test_on_postgresql(self):
        with postgresql_database("figures_agree") as db:
            self.agree(db)


if __name__ == "__main__":
    unittest.main()
