"""The report at the command line: what is sealed is counted only where that is said, and its days are of this century."""
import csv
import io
import json
import subprocess
import unittest

from support.gandan import BINARY, Case, OnPostgresql, Server, run

SENT = """id,kind,text,date,answer,answered_on
1,report,Đèn đường trước cổng chợ tắt ba tuần nay,02/03/2026,Đã thay bóng.,09/03/2026
2,proposal,Đề nghị làm cầu treo qua suối,02/03/2026,,
3,complaint,Khiếu nại quyết định thu hồi đất,02/03/2026,Giữ nguyên quyết định.,01/04/2026
4,complaint,Khiếu nại mức bồi thường,02/03/2026,,
5,denunciation,Cán bộ thu phí ngoài quy định,02/03/2026,,
"""
SEALED = {"complaint", "denunciation"}


class Report(Case):
    def setUp(self):
        super().setUp()
        self.keys = self.folder / "keys"
        file = self.folder / "sent.csv"
        file.write_text(SENT, encoding="utf-8")
        run("import", "petitions", "--db", self.db, "--keys", self.keys, file)

    def report(self, *options):
        return run("report", "petitions", "--db", self.db, "--from", "2026-03-01", "--to", "2026-03-31", *options)

    def test_what_is_sealed_is_counted_only_where_that_is_said(self):
        every = json.loads(self.report("--by", "kind", "--sealed"))
        self.assertEqual({row["key"]: row["received"] for row in every["rows"]},
                         {"report": 1, "proposal": 1, "complaint": 2, "denunciation": 1})
        self.assertEqual(set(every["kinds"]), {"report", "proposal"} | SEALED)
        self.assertEqual((every["received"], every["answered"]), (5, 2))
        self.assertNotIn("sealed", every, "what is counted one by one needs no statement of quarters")

        public = json.loads(self.report("--by", "kind"))
        self.assertEqual({row["key"]: row["received"] for row in public["rows"]}, {"report": 1, "proposal": 1})
        self.assertEqual(set(public["kinds"]), {"report", "proposal"})
        self.assertEqual((public["received"], public["answered"]), (2, 1))

    def test_without_it_they_are_told_as_to_everybody(self):
        """By quarters that have closed: the very words of the page that anybody may open."""
        said = self.report("--by", "kind")
        with Server(self.db, "--keys", self.keys) as server:
            page = server.request("GET", "/reports/petitions?from=2026-03-01&to=2026-03-31&by=kind&format=json")[2]
        self.assertEqual(json.loads(said), json.loads(page))
        self.assertIn("sealed", json.loads(said))
        whole = json.loads(run("report", "petitions", "--db", self.db, "--from", "2026-01-01", "--to", "2026-03-31",
                               "--by", "kind"))
        [quarter] = whole["sealed"]
        # They were entered later than that quarter, and none is told like fewer than five.
        self.assertEqual({kind: quarter[kind] for kind in SEALED}, dict.fromkeys(SEALED, {"fewer_than": 5}))

    def test_every_format_counts_alike_and_says_whom_it_is_for(self):
        def total(*options):
            return list(csv.reader(io.StringIO(self.report("--format", "csv", "--by", "kind", *options))))[-1][1]

        self.assertEqual((total(), total("--sealed")), ("2", "5"))
        note = "These figures are not for publication"
        self.assertIn(note, self.report("--format", "html", "--by", "kind", "--lang", "en", "--sealed"))
        self.assertNotIn(note, self.report("--format", "html", "--by", "kind", "--lang", "en"))


class ReportOnPostgresql(OnPostgresql, Report):
    pass


class Days(Case):
    def test_a_year_of_two_digits_is_refused_and_never_the_year_26(self):
        for option in ("--from", "--to", "--as-of"):
            for typed in ("26-03-01", "01/03/26", "0026-03-01"):
                with self.subTest(option=option, typed=typed):
                    days = {"--from": "2026-03-01", "--to": "2026-03-31", option: typed}
                    done = subprocess.run([BINARY, "report", "petitions", "--db", self.db, *sum(days.items(), ())],
                                          capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd=self.folder)
                    self.assertEqual((done.returncode, done.stdout), (2, ""))
                    self.assertIn(f"{option} takes a day like 2026-07-01, not '{typed}'", done.stderr)


if __name__ == "__main__":
    unittest.main()
