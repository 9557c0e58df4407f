"""A backup taken while the server works, restored elsewhere, holds what was acknowledged before it."""
import threading
import unittest

from support.gandan import Case, Server, lines, postgresql_database, run


class Backup(Case):
    def round_trip(self, source, target):
        keys = self.folder / "the.key"
        copy = self.folder / "copy"
        acknowledged = []
        stop = threading.Event()
        with Server(source, "--keys", keys) as server:
            def send():
                connection = server.connect()
                number = 0
                while not stop.is_set():
                    status, answer = server.submit(f"Đề nghị sửa đường thôn số {number}", connection)
                    self.assertEqual(status, 201, answer)
                    acknowledged.append(answer["code"])
                    number += 1

            sender = threading.Thread(target=send)
            sender.start()
            try:
                while len(acknowledged) < 50 and sender.is_alive():
                    stop.wait(0.01)
                before = list(acknowledged)
                run("backup", "--db", source, copy)
            finally:
                stop.set()
                sender.join()
        run("restore", "--db", target, copy)
        self.assertTrue(run("verify", "--db", target).endswith("intact\n"))
        with Server(target, "--keys", keys) as server:
            self.assertGreaterEqual(len(before), 50)
            for code in before:
                self.assertEqual(server.request("GET", f"/api/v1/petitions/{code}")[0], 200)
        self.assertTrue(run("verify", "--db", source).endswith("intact\n"))

    def test_on_sqlite(self):
        self.round_trip(self.db, f"sqlite:{self.folder}/restored.db")

    def test_on_postgresql(self):
        with postgresql_database("backup_from") as source, postgresql_database("backup_to") as target:
            self.round_trip(source, target)

    def test_a_fresh_database_has_no_account_and_prints_a_link_once(self):
        with Server(self.db) as server:
            server.request("GET", "/healthz")
            self.assertIn("No account yet", server.said())

    def test_demonstration_data_loads_once_into_an_empty_database(self):
        run("demo", "--db", self.db)
        self.assertTrue(run("verify", "--db", self.db).endswith("intact\n"))
        found = lines("search", "petitions", "--db", self.db, "den duong")
        self.assertTrue(found)
        run("demo", "--db", self.db, code=1)


if __name__ == "__main__":
    unittest.main()
