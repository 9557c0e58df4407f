"""What was acknowledged survives `kill -9`, over and over, on both databases.

GANDAN_KILLS says how often.
"""
import http.client
import os
import random
import threading
import time
import unittest

from support.gandan import Case, Server, postgresql_database, run


class Senders:
    """Several connections that submit for as long as the server answers."""

    def __init__(self, server, count=4):
        self.server, self.codes, self.wrong = server, [], []
        self.threads = [threading.Thread(target=self.send, args=(n,)) for n in range(count)]
        for thread in self.threads:
            thread.start()

    def send(self, sender):
        connection = self.server.connect(timeout=10)
        number = 0
        try:
            while True:
                number += 1
                status, answer = self.server.submit(f"Đề nghị sửa cầu số {sender}.{number}", connection)
                if status == 201:
                    self.codes.append(answer["code"])
                else:
                    self.wrong.append((status, answer))
        except (OSError, http.client.HTTPException, ValueError):
            pass  # the server is gone
        finally:
            connection.close()

    def join(self):
        for thread in self.threads:
            thread.join()


class Kill(Case):
    def kill_again_and_again(self, db, times=int(os.environ.get("GANDAN_KILLS", 100))):
        chance = random.Random(7)
        acknowledged = 0
        server = Server(db, "--keys", self.folder / "keys")
        self.addCleanup(lambda: server.process.poll() is None and server.kill())
        server.start()
        for turn in range(times):
            senders = Senders(server)
            time.sleep(chance.uniform(0.01, 0.15))
            server.kill()
            senders.join()
            self.assertEqual(senders.wrong, [])
            server.start()
            connection = server.connect()
            for code in senders.codes:
                status, _, _ = server.request("GET", f"/api/v1/petitions/{code}", connection=connection)
                self.assertEqual(status, 200, f"{code} was acknowledged before kill {turn + 1} and is lost")
            connection.close()
            acknowledged += len(senders.codes)
        self.assertEqual(server.stop(), 0)
        self.assertTrue(run("verify", "--db", db).endswith("intact\n"))
        self.assertGreater(acknowledged, times)
        print(f"{times} kills, {acknowledged} acknowledged, none lost")

    def test_on_sqlite(self):
        self.kill_again_and_again(self.db)

    def test_on_postgresql(self):
        with postgresql_database("kill") as db:
            self.kill_again_and_again(db)


if __name__ == "__main__":
    unittest.main()
