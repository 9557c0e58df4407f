"""A full disk, under SQLite and under PostgreSQL: it is said where people look and where operators do, nothing
acknowledged is lost, and the same process goes on when there is room."""
import json
import os
import resource
import shutil
import signal
import subprocess
import time
import unittest
import urllib.parse

from support.gandan import Case, Server, postgresql_database, run, sql, sqlite


def small_files():
    """No file of the server may pass 4 MB: its writes fail with EFBIG, for whoever may not mount a disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 20, resource.RLIM_INFINITY))


def allow_large_files(server):
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def mount(*words):
    return subprocess.run(["mount", *map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


class FullDisk(Case):
    def fill(self, db, make_room, **popen):
        """Submits until the server refuses twenty times, makes room; returns the codes that it acknowledged."""
        run("migrate", "--db", db)
        codes, refused = [], []
        with Server(db, **popen) as server:
            connection = server.connect()
            text = "Đề nghị sửa đường. " * 900
            for number in range(2000):
                status, answer = server.submit(f"{number} {text}", connection)
                if status != 201:
                    refused.append(status)
                    if len(refused) == 20:
                        break
                else:
                    codes.append(answer["code"])
            self.assertEqual(len(refused), 20, "the disk was never full")
            self.assertLessEqual(set(refused), {503, 507}, refused)
            # It is said where people look, in their language, and where operators do.
            form = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
            for language, words in [("vi", "tạm hết chỗ lưu"), ("en", "disk is full")]:
                sent = urllib.parse.urlencode({"kind": "proposal", "text": text, "publish": "yes"}).encode()
                status, _, page = server.request("POST", "/petitions", sent, {**form, "Cookie": f"lang={language}"})
                self.assertEqual(status, 507)
                self.assertIn(words, page)
                self.assertIn(text[:100], page)  # what was typed is not lost either
            status, _, health = server.request("GET", "/healthz")
            self.assertEqual((status, json.loads(health)["writes"]), (503, "the disk is full"))
            # What is there can still be read.
            self.assertEqual(server.request("GET", f"/petitions/{codes[0]}")[0], 200)
            # The same process goes on when there is room.
            make_room(server)
            self.assertEqual(server.submit("Có chỗ lại rồi", connection)[0], 201)
            for _ in range(60):  # what was refused is remembered for a while
                if server.request("GET", "/healthz")[0] == 200:
                    break
                time.sleep(1)
            self.assertEqual(server.request("GET", "/healthz")[0], 200)
            connection.close()
        return codes

    def find_all(self, db, codes):
        """Once there is room again, everything acknowledged is there and more can be sent."""
        self.assertTrue(codes)
        with Server(db) as server:
            connection = server.connect()
            for code in codes:
                self.assertEqual(server.request("GET", f"/api/v1/petitions/{code}", connection=connection)[0], 200)
            self.assertEqual(server.submit("Có chỗ lại rồi", connection)[0], 201)
            connection.close()
        self.assertTrue(run("verify", "--db", db).endswith("intact\n"))

    def test_a_file_that_may_not_grow_refuses_and_loses_nothing(self):
        self.find_all(self.db, self.fill(self.db, allow_large_files, preexec_fn=small_files))

    def test_a_full_disk_refuses_and_loses_nothing(self):
        disk = self.folder / "disk"
        disk.mkdir()
        if not mount("-t", "tmpfs", "-o", "size=24m", "gandan-test", disk):
            self.skipTest("this machine does not let us mount a small disk")
        self.addCleanup(subprocess.run, ["umount", "--lazy", disk], check=True)
        db = sqlite(disk)

        def make_room(_):
            self.assertLess(shutil.disk_usage(disk).free, 1 << 20)
            self.assertTrue(mount("-o", "remount,size=64m", disk))

        self.find_all(db, self.fill(db, make_room))

    def small_tablespace(self, disk):
        """The name of one of PostgreSQL's on a small disk. Its log lies elsewhere: without room for it, it would stop."""
        server = os.environ.get("GANDAN_TEST_PG")
        if "GANDAN_TEST_PG_CONTROL" not in os.environ:
            self.skipTest("no PostgreSQL server of our own here (GANDAN_TEST_PG_CONTROL)")
        postmaster = sql(server, "select split_part(pg_read_file('postmaster.pid'), chr(10), 1)")
        owner = os.stat(f"/proc/{postmaster}").st_uid
        disk.mkdir()
        self.folder.chmod(0o711)
        if not mount("-t", "tmpfs", "-o", f"size=128m,mode=700,uid={owner}", "gandan-test", disk):
            self.skipTest("this machine does not let us mount a small disk")
        self.addCleanup(subprocess.run, ["umount", "--lazy", disk], check=True)
        name = f"small_{os.getpid()}"
        sql(server, f"create tablespace {name} location '{disk}'")
        self.addCleanup(sql, server, f"drop tablespace {name}")
        return name

    def test_a_full_disk_of_postgresql_refuses_and_loses_nothing(self):
        disk = self.folder / "disk"
        space = self.small_tablespace(disk)
        of_others = disk / "of others"
        with postgresql_database("full_disk", f"tablespace {space}") as db:
            run("migrate", "--db", db)
            of_others.write_bytes(bytes(shutil.disk_usage(disk).free - (1 << 20)))
            self.find_all(db, self.fill(db, lambda _: of_others.unlink()))


if __name__ == "__main__":
    unittest.main()
