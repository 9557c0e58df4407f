"""The same request twice at once, bytes that are no text, slow and oversized requests: refused in order."""
import json
import socket
import threading
import time
import unittest
import urllib.parse

from support.gandan import Case, Server, postgresql_database, run


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
                        server.submit("Đề nghị sửa \0 đường", addressed_to="a\0b", place="\0", title="\0",
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
