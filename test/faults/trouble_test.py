"""A full disk, a database that goes and comes back, the same request twice at once, slow and oversized
requests: refused in order, and nothing acknowledged is lost."""
import json
import os
import resource
import shlex
import shutil
import signal
import socket
import subprocess
import threading
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


class Trouble(Case):
    def same_key_twice_at_once(self, db):
        with Server(db, "--keys", self.folder / "keys") as server:
            for turn in range(20):
                barrier, codes = threading.Barrier(4), []

                def send():
                    barrier.wait()
                    status, answer = server.submit("Đề nghị lắp đèn đường", headers={"Idempotency-Key": f"key-{turn}"})
                    codes.append((status < 300, answer.get("code")))

                threads = [threading.Thread(target=send) for _ in range(4)]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
                self.assertEqual(len(set(codes)), 1, codes)
                self.assertTrue(codes[0][0])
        report = json.loads(run("report", "petitions", "--db", db, "--from", "2020-01-01", "--to", "2100-01-01",
                                "--format", "json"))
        self.assertEqual(report["received"], 20)

    def test_one_key_sent_at_once_counts_once_on_sqlite(self):
        self.same_key_twice_at_once(self.db)

    def test_one_key_sent_at_once_counts_once_on_postgresql(self):
        with postgresql_database("twice") as db:
            self.same_key_twice_at_once(db)

    def test_postgresql_stops_and_comes_back(self):
        control = os.environ.get("GANDAN_TEST_PG_CONTROL")
        if not control:
            self.skipTest("no PostgreSQL server here that may be stopped (GANDAN_TEST_PG_CONTROL)")
        with postgresql_database("comes_back") as db, Server(db, "--keys", self.folder / "keys") as server:
            codes, statuses, stop = [], [], threading.Event()

            def send():
                while not stop.is_set():
                    status, answer = server.submit("Đề nghị sửa kênh mương")
                    statuses.append(status)
                    if status == 201:
                        codes.append(answer["code"])

            def pg(*words):
                subprocess.run([*shlex.split(control), *words], check=True, cwd="/", stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)

            threads = [threading.Thread(target=send) for _ in range(4)]
            for thread in threads:
                thread.start()
            try:
                time.sleep(0.5)
                pg("stop", "--silent", "--mode", "fast")
                time.sleep(1)
                self.assertEqual(server.request("GET", "/healthz")[0], 503)
                self.assertIn(503, statuses[-20:])
            finally:
                pg("start", "--silent", "--wait", "--log", "/dev/null")
            for _ in range(200):
                if statuses[-1] == 201:
                    break
                time.sleep(0.1)
            stop.set()
            for thread in threads:
                thread.join()
            self.assertLessEqual(set(statuses), {201, 503}, set(statuses))
            self.assertEqual(statuses[-1], 201, "it works again")
            connection = server.connect()
            for code in codes:
                self.assertEqual(server.request("GET", f"/api/v1/petitions/{code}", connection=connection)[0], 200)
            connection.close()
            self.assertTrue(run("verify", "--db", db).endswith("intact\n"))

    def bytes_that_are_no_text(self, db):
        """Whatever a header, a field or a JSON string holds: never a broken server, and the next one is served."""
        junk = [b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"a\x80b", "Trình duyệt".encode("latin-1", "replace") + b"\xe9"]
        form = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        with Server(db, "--keys", self.folder / "keys") as server:
            run("user", "add", "an", "--db", db, "--keys", self.folder / "keys", "--name", "An",
                "--role", "administrator")
            for bad in junk:
                escaped = urllib.parse.quote(bad)
                headers = {"User-Agent": bad, "Idempotency-Key": bad, "X-Request-Id": bad, "Cookie": b"session=" + bad,
                           "Accept-Language": bad, "Referer": bad}
                said = [server.submit("Đề nghị sửa đường", headers=headers)[0],
                        server.submit("Đề nghị sửa \0 đường", asked_by="a\0b", place="\0", title="\0",
                                      contact={"name": "\0", "phone": "\0", "email": "a\0@example.vn"})[0]]
                for path in ["/", "/petitions?q=" + escaped, "/petitions/" + escaped, "/bodies?q=" + escaped,
                             "/reports/petitions?unit=" + escaped, "/petitions?q=%00", "/sign-in?next=" + escaped]:
                    said.append(server.request("GET", path, headers=headers)[0])
                for body in [b"username=" + escaped.encode() + b"&password=x", b"username=an&password=" + bad,
                             b"username=a%00n&password=%00"]:
                    said.append(server.request("POST", "/sign-in", body, {**headers, **form})[0])
                self.assertFalse([status for status in said if status >= 500], (bad, said))
            self.assertEqual(server.submit("Đề nghị lắp đèn")[0], 201)

    def test_bytes_that_are_no_text_break_nothing_on_sqlite(self):
        self.bytes_that_are_no_text(self.db)

    def test_bytes_that_are_no_text_break_nothing_on_postgresql(self):
        with postgresql_database("no_text") as db:
            self.bytes_that_are_no_text(db)

    def test_a_trusted_proxy_says_who_the_client_is_and_none_is_warned_of(self):
        for options, seen in [((), "127.0.0.0/24"), (("--trusted-proxy", "127.0.0.1"), "203.0.113.0/24"),
                              (("--trusted-proxy", "192.0.2.1", "--trusted-proxy", "127.0.0.0/8,::1"), "203.0.113.0/24")]:
            with Server(self.db, *options, "--access-log", "on", "--rate-limit", "on") as server:
                server.request("GET", "/help", headers={"X-Forwarded-For": "203.0.113.9"})
                server.stop()
                self.assertIn(f'"{seen}"', server.said())
                self.assertEqual("share one rate limit" in server.said(), not options)

    def test_postgresql_stalls_and_goes_on(self):
        """Backends that stop without dying: one holds up nobody but who was on it; all of them are told in time, by 503
        and by /healthz; nothing acknowledged is lost."""
        control = os.environ.get("GANDAN_TEST_PG_CONTROL")
        if not control:
            self.skipTest("no PostgreSQL server here that may be stopped (GANDAN_TEST_PG_CONTROL)")
        with postgresql_database("stalls") as db, Server(db, "--keys", self.folder / "keys") as server:
            codes, statuses, stop = [], [], threading.Event()

            def send():
                while not stop.is_set():
                    began = time.monotonic()
                    status, answer = server.submit("Đề nghị sửa kênh mương")
                    statuses.append((status, time.monotonic() - began))
                    if status == 201:
                        codes.append(answer["code"])

            def processes():
                """The server's writing connections, and the postmaster before them."""
                pids = sql(db, "select pid from pg_stat_activity where datname = current_database() "
                               "and application_name = 'gandan'").split()
                postmaster = sql(db, "select split_part(pg_read_file('postmaster.pid'), chr(10), 1)")
                return [int(pid) for pid in [postmaster, *pids]]

            def stop_one():
                """Stops a connection's backend that holds nothing all others need, like the right to write the log."""
                for _ in range(200):
                    pid = sql(db, "select pid from pg_stat_activity where datname = current_database() and state = 'idle' "
                                  "and application_name = 'gandan' order by state_change desc limit 1")
                    if not pid:
                        continue
                    os.kill(int(pid), signal.SIGSTOP)
                    if sql(db, f"select state from pg_stat_activity where pid = {pid}").startswith("idle"):
                        return int(pid)
                    os.kill(int(pid), signal.SIGCONT)
                self.fail("no backend was idle")

            def until(done, what):
                for _ in range(600):
                    if done():
                        return
                    time.sleep(0.1)
                self.fail(what)

            threads = [threading.Thread(target=send) for _ in range(8)]
            for thread in threads:
                thread.start()
            pids = []
            try:
                until(lambda: len(codes) > 50, "it writes")
                pids = [stop_one()]
                since = len(codes)
                until(lambda: len(codes) > since + 200, "others go on while one backend stands")
                os.kill(pids[0], signal.SIGCONT)
                pids = processes()
                for pid in pids:
                    os.kill(pid, signal.SIGSTOP)
                at = len(statuses)
                until(lambda: any(status == 503 for status, _ in statuses[at:]), "whoever writes is told")
                status, _, health = server.request("GET", "/healthz")
                self.assertEqual(status, 503)
                self.assertNotEqual(json.loads(health)["writes"], "ok")
            finally:
                for pid in pids:
                    os.kill(pid, signal.SIGCONT)
            since = len(codes)
            until(lambda: len(codes) > since + 20, "it works again")
            stop.set()
            for thread in threads:
                thread.join()
            time.sleep(1.5)  # the last look is good for a second
            self.assertEqual(server.request("GET", "/healthz")[0], 200)
            self.assertLessEqual({status for status, _ in statuses}, {201, 503})
            self.assertLess(max(seconds for _, seconds in statuses), 25, "nobody waits for ever")
            connection = server.connect()
            for code in codes:
                self.assertEqual(server.request("GET", f"/api/v1/petitions/{code}", connection=connection)[0], 200)
            connection.close()
            self.assertTrue(run("verify", "--db", db).endswith("intact\n"))

    def test_oversized_requests_are_refused(self):
        with Server(self.db) as server:
            for body in [b"x" * (64 << 20), b'{"kind":"report","text":"' + b"a" * (4 << 20) + b'"}']:
                try:
                    status, _, _ = server.request("POST", "/api/v1/petitions", body, {"Content-Type": "application/json"})
                except OSError:
                    status = 413  # closed while we were still sending
                self.assertIn(status, (400, 413, 422))
            self.assertIn(server.request("GET", "/" + "a" * 100_000)[0], (400, 414, 431))
            self.assertIn(server.request("GET", "/", headers={"X-Long": "a" * 100_000})[0], (400, 431))
            self.assertIn(server.request("POST", "/api/v1/petitions", b"[" * 200_000, {"Content-Type": "application/json"})[0],
                          (400, 413, 422))
            self.assertEqual(server.request("GET", "/healthz")[0], 200)

    def test_slow_requests_do_not_keep_others_waiting(self):
        with Server(self.db) as server:
            slow = []
            for _ in range(200):
                s = socket.create_connection(("127.0.0.1", server.port))
                s.sendall(b"POST /api/v1/petitions HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{")
                slow.append(s)
            started = time.monotonic()
            for number in range(20):
                self.assertEqual(server.submit(f"Đề nghị số {number}")[0], 201)
            self.assertLess(time.monotonic() - started, 20)
            # They are given up in the end: closed, or told so.
            slow[0].settimeout(90)
            self.assertNotIn(b" 201 ", slow[0].recv(4096))
            for s in slow:
                s.close()

    def test_what_is_not_http_is_refused(self):
        with Server(self.db) as server:
            for junk in [b"\x16\x03\x01\x02\x00\x01\x00", b"GET\r\n\r\n", b"\x00" * 1000 + b"\r\n\r\n",
                         b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                         b"GET / HTTP/9.9\r\nHost: a\r\n\r\n"]:
                with socket.create_connection(("127.0.0.1", server.port), timeout=20) as s:
                    s.sendall(junk)
                    s.shutdown(socket.SHUT_WR)
                    try:
                        answer = s.recv(4096)
                    except OSError:
                        answer = b""
                self.assertNotIn(b" 500 ", answer)
                self.assertNotIn(b" 200 ", answer.split(b"\r\n")[0])
            self.assertEqual(server.request("GET", "/healthz")[0], 200)


if __name__ == "__main__":
    unittest.main()
