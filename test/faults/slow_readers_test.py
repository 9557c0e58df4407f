"""Readers of open data that stop reading: they hold no worker, no transaction, and the log of the database stays short."""
import json
import pathlib
import socket
import threading
import unittest
import urllib.parse

from support.gandan import Case, Server, run

READERS = 12  # more than there are threads for slow work, fewer than are let in at once
OF_ONE = 4  # as many as one address is let in with
LONG = "sửa đường vào bản " * 1000  # some 25 KB
MOST_OF_LOG = 64 << 20


class SlowReaders(Case):
    def filled(self):
        """More open data than sockets take up on their own."""
        keys, rows = self.folder / "keys", self.folder / "rows.jsonl"
        rows.write_text("".join(json.dumps({"id": str(n), "text": f"Đề nghị {n} {LONG}"}) + "\n" for n in range(500)),
                        encoding="utf-8")
        run("import", "petitions", "--db", self.db, "--keys", keys, rows)
        file = self.folder / "all.csv"
        run("export", "petitions", "--db", self.db, "--keys", keys, "--out", file)
        self.assertGreater(file.stat().st_size, 10 << 20)
        return Server(self.db, "--keys", keys), file.read_bytes()

    def reader(self, server, number):
        """One that has read the first bytes, and no more."""
        reader = self.enterContext(socket.socket())
        reader.settimeout(60)
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        reader.bind((f"127.0.0.{2 + number // OF_ONE}", 0))
        reader.connect(("127.0.0.1", server.port))
        reader.sendall(b"GET /open-data/petitions?format=csv HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        self.assertTrue(reader.recv(15).startswith(b"HTTP/1.1 200 OK"))
        return reader

    def rest_of(self, reader):
        """The body that was sent in chunks."""
        answer = b"".join(iter(lambda: reader.recv(1 << 20), b""))
        left, body = answer.split(b"\r\n\r\n", 1)[1], []
        while left:
            size, left = left.split(b"\r\n", 1)
            end = int(size, 16)
            if end == 0:
                return b"".join(body)
            body.append(left[:end])
            left = left[end + 2:]
        raise AssertionError("the file has no end")

    def test_hold_nothing_up(self):
        server, whole = self.filled()
        with server:
            readers = [self.reader(server, number) for number in range(READERS)]
            for path in ("/petitions?q=đường", "/reports/petitions", "/bodies", "/healthz", "/open-data/petitions"):
                self.assertEqual(server.request("GET", urllib.parse.quote(path, safe="/?="))[0], 200, path)
            self.assertEqual(self.rest_of(readers[0]), whole, "however slowly it is read, it comes whole")
            log, sizes = pathlib.Path(self.db.removeprefix("sqlite:") + "-wal"), []

            def write(number):
                connection = server.connect()
                for turn in range(600):
                    status, _ = server.submit(f"Xin {number} {turn} {LONG}", connection)
                    self.assertEqual(status, 201)
                    sizes.append(log.stat().st_size)

            threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(len(sizes), 2400, "every letter was kept")
            self.assertLess(max(sizes), MOST_OF_LOG)
        self.assertTrue(run("verify", "--db", self.db).endswith("intact\n"))


if __name__ == "__main__":
    unittest.main()
