"""A database that is taken away under the server, and a restore that is killed at any point."""
import os
import random
import subprocess
import time
import unittest

from support.gandan import BINARY, Case, Server, postgresql_database, run


class TakenAway(Case):
    """The server stops, and acknowledges nothing that it could not keep."""

    def stops(self, take_away):
        server = Server(self.db, "--keys", self.folder / "keys").start()
        self.addCleanup(lambda: server.process.poll() is None and server.kill())
        self.assertEqual(server.submit("Đề nghị sửa đường trước đó")[0], 201)
        take_away(self.folder / "test.db")
        try:
            self.assertNotEqual(server.submit("Đề nghị sửa đường sau đó")[0], 201)
        except OSError:
            pass  # it has stopped already
        self.assertEqual(server.process.wait(timeout=30), 1)
        self.assertIn("was deleted, moved or replaced", server.said())

    def test_deleted(self):
        self.stops(lambda file: file.unlink())

    def test_moved(self):
        self.stops(lambda file: file.rename(file.with_name("elsewhere.db")))

    def test_replaced(self):
        def replace(file):
            other = self.folder / "other.db"
            run("migrate", "--db", f"sqlite:{other}")
            before = other.read_bytes()
            other.rename(file)
            self.addCleanup(lambda: self.assertEqual(file.read_bytes(), before))

        self.stops(replace)

    def test_its_log_deleted(self):
        self.stops(lambda file: file.with_name("test.db-wal").unlink())

    def test_an_idle_server_notices_by_itself(self):
        server = Server(self.db, "--keys", self.folder / "keys").start()
        self.addCleanup(lambda: server.process.poll() is None and server.kill())
        (self.folder / "test.db").unlink()
        self.assertEqual(server.process.wait(timeout=30), 1)


class KilledRestore(Case):
    """Whatever is left is the one database or the other, whole."""

    def kill_again_and_again(self, db, times=int(os.environ.get("GANDAN_RESTORE_KILLS", 25))):
        keys, backup = self.folder / "the.key", self.folder / "backup"
        run("demo", "--db", db, "--keys", keys)
        run("backup", "--db", db, "--keys", keys, backup)
        old = run("verify", "--db", db).split("\n\n")[0]
        with Server(db, "--keys", keys) as server:
            for number in range(20):
                self.assertEqual(server.submit(f"Đề nghị sửa cầu số {number}")[0], 201)
        new = run("verify", "--db", db).split("\n\n")[0]
        self.assertNotEqual(old, new)
        words = [BINARY, "restore", "--db", db, "--keys", keys, backup]
        later = self.folder / "later"
        run("backup", "--db", db, "--keys", keys, later)
        started = time.monotonic()
        run("restore", "--db", db, "--keys", keys, later)
        whole = time.monotonic() - started
        chance, left = random.Random(7), []
        for turn in range(times):
            words[-1] = [backup, later][turn % 2]
            process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL, start_new_session=True)
            time.sleep(chance.uniform(0, 1.1 * whole))
            os.killpg(process.pid, 9)
            process.wait()
            found = run("verify", "--db", db).split("\n\n")[0]
            self.assertIn(found, (old, new))
            left.append(found == old)
        run("restore", "--db", db, "--keys", keys, backup)
        self.assertEqual(run("verify", "--db", db).split("\n\n")[0], old)
        with Server(db, "--keys", keys) as server:
            self.assertEqual(server.submit("Đề nghị sửa cầu sau cùng")[0], 201)
        print(f"{times} restores killed: {sum(left)} times the older database, {times - sum(left)} times the newer")

    def test_on_sqlite(self):
        self.kill_again_and_again(self.db)

    def test_on_postgresql(self):
        with postgresql_database("killed_restore") as db:
            self.kill_again_and_again(db)


if __name__ == "__main__":
    unittest.main()
