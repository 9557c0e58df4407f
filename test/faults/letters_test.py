"""Letters, from the petition that is sent to the box of who sent it, through a real mail server."""
import re
import time
import unittest

from support.exim import Exim
from support.gandan import Case, Officer, Server, postgresql_database, run

SITE = "https://gandan.example"


class Letters(Case):
    def setUp(self):
        super().setUp()
        self.exim = Exim(self.folder)
        self.addCleanup(self.exim.stop)
        self.exim.start()

    def server(self, db):
        return Server(db, "--keys", self.folder / "keys", "--mail", self.exim.address,
                      "--mail-from", "Gần Dân <thu@gandan.example>", "--public-url", SITE)

    def submit(self, server, local="lan"):
        status, answer = server.submit("Đề nghị sửa cầu treo sang bản Mẫu", contact={"email": f"{local}@example.org"})
        self.assertEqual(status, 201, answer)
        return answer["code"]

    def link(self, letter, end=""):
        found = re.search(rf"{SITE}(/letters/[\w-]+{end})\n", letter.get_content())
        self.assertTrue(found, letter.get_content())
        return found.group(1)

    def one(self):
        letters = self.exim.wait()
        self.assertEqual(len(letters), 1)
        return letters[0]

    def route(self, server, code):
        officer = Officer(server, "tonghop.trunguong")
        self.assertEqual(officer.post(f"/desk/petitions/{code}/route", other="Bộ Nội vụ")[0], 303)

    def whole_way(self, db):
        run("demo", "--db", db, "--keys", self.folder / "keys")
        with self.server(db) as server:
            code = self.submit(server)
            first = self.one()
            self.assertEqual(first["To"], "lan@example.org")
            self.assertIn(code, first["Subject"])
            self.assertIn(f"{SITE}/petitions/{code}", first.get_content())
            self.assertEqual(first["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")

            self.assertEqual(server.request("GET", self.link(first))[0], 200)
            self.assertEqual(server.request("POST", self.link(first), b"")[0], 200)

            self.route(server, code)
            self.assertIn("Bộ Nội vụ", self.one()["Subject"])
            body = Officer(server, "traloi.bnv")
            self.assertEqual(body.post(f"/desk/petitions/{code}/answer", outcome="in_progress", promised="31/12/2099",
                                       text="Cầu đã sửa, còn phải sơn.")[0], 303)
            answered = self.one()
            self.assertIn("Cầu đã sửa, còn phải sơn.", answered.get_content())

            stop = self.link(answered, "/stop")
            self.assertEqual(answered["List-Unsubscribe"], f"<{SITE}{stop}>")
            self.assertEqual(server.request("POST", stop, b"List-Unsubscribe=One-Click",
                                            {"Content-Type": "application/x-www-form-urlencoded"})[0], 200)
            self.assertEqual(body.post(f"/desk/petitions/{code}/answer", outcome="settled", text="Và đã sơn.")[0], 303)
            # Whoever comes after it in the outbox has their letter, so this one is not on its way.
            other = self.submit(server, "hoa")
            self.assertIn(other, self.one()["Subject"])
            self.assertNotIn("example.org", server.said())

            # What is new in a list: the first letter asks, and one press of a mail program ends them.
            status = server.request("POST", "/news", b"list=petitions&asked=q%3Dcau&email=moi%40example.org",
                                    {"Content-Type": "application/x-www-form-urlencoded"})[0]
            self.assertEqual(status, 303)
            asks = self.one()
            self.assertEqual(asks["To"], "moi@example.org")
            link = re.search(rf"{SITE}(/news/[\w-]+)\n", asks.get_content()).group(1)
            self.assertEqual(asks["List-Unsubscribe"], f"<{SITE}{link}/stop>")
            self.assertEqual(server.request("POST", link, b"")[0], 200)
            self.assertEqual(server.request("POST", f"{link}/stop", b"List-Unsubscribe=One-Click",
                                            {"Content-Type": "application/x-www-form-urlencoded"})[0], 200)
            self.assertNotIn("example.org", server.said())

    def test_the_whole_way_on_sqlite(self):
        self.whole_way(self.db)

    def test_the_whole_way_on_postgresql(self):
        with postgresql_database("letters") as db:
            self.whole_way(db)

    def test_a_mail_server_that_is_away_gets_the_letter_once_it_is_back_and_once(self):
        self.exim.stop()
        with self.server(self.db) as server:
            first = self.submit(server)
            until = time.monotonic() + 30
            while "job failed" not in server.said() and time.monotonic() < until:
                time.sleep(0.1)
            self.assertIn("job failed", server.said())
            self.exim.start()
            self.assertIn(first, self.one()["Subject"])
            second = self.submit(server)
            self.assertIn(second, self.one()["Subject"])


if __name__ == "__main__":
    unittest.main()
