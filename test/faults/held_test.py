"""What an officer pressed and could still undo is done in its time, once, though the server was killed."""
import json
import re
import time
import unittest

from support.gandan import Case, Officer, Server, postgresql_database, run


class Held(Case):
    def state(self, server, code):
        return json.loads(server.request("GET", f"/api/v1/petitions/{code}")[2])["state"]

    def killed_while_it_waits(self, db):
        run("demo", "--db", db, "--keys", self.folder / "keys")
        server = Server(db, "--keys", self.folder / "keys", "--undo", 5)
        self.addCleanup(lambda: server.process.poll() is None and server.kill())
        server.start()
        _, answer = server.submit("Đề nghị sửa cầu treo sang bản Mẫu", publish=True)
        code = answer["code"]
        officer = Officer(server, "tonghop.trunguong")
        page = server.request("GET", f"/desk/petitions/{code}?do=route", headers=officer.headers())[2]
        seen = re.search(r'name="seen" value="(\d+)"', page)[1]
        self.assertEqual(officer.post(f"/desk/petitions/{code}/route", other="Bộ Nội vụ", seen=seen)[0], 303)
        self.assertEqual(self.state(server, code), "received")
        server.kill()
        server.start()
        until = time.monotonic() + 60
        while self.state(server, code) != "routed":
            self.assertLess(time.monotonic(), until, "it was pressed and is lost")
            time.sleep(0.1)
        self.assertEqual(server.stop(), 0)
        self.assertTrue(run("verify", "--db", db).endswith("intact\n"))

    def test_on_sqlite(self):
        self.killed_while_it_waits(self.db)

    def test_on_postgresql(self):
        with postgresql_database("held") as db:
            self.killed_while_it_waits(db)


if __name__ == "__main__":
    unittest.main()
