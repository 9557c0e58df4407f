"""Files on their way: a server that is killed, a line that is cut, a disk that is full. What was acknowledged is
there with its file; of all else nothing is, and nothing half is served."""
import concurrent.futures
import os
import random
import re
import resource
import signal
import socket
import time
import unittest

from support.file_kinds import BEGINNINGS, NAMES, TYPES, picture
from support.gandan import Officer, OnPostgresql, run
from support.uploads import CaseWithFiles, HEADERS, form_with, paper, send

def is_text(name):
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True


class Attachments(CaseWithFiles):
    def test_killed_while_files_arrive(self):
        kept = set()
        server = self.server()
        for kill in range(int(os.environ.get("GANDAN_UPLOAD_KILLS", 6))):
            server.start()
            with concurrent.futures.ThreadPoolExecutor(4) as pool:
                sent = [pool.submit(send, server, f"{kill}-{number}", paper(300_000)) for number in range(40)]
                time.sleep(random.uniform(0.02, 0.4))
                server.kill()
                kept |= {done.result() for done in sent if isinstance(done.result(), str)}
        self.assertGreater(len(kept), 0, "nothing was acknowledged before a kill")
        self.assertGreaterEqual(self.verified(), len(kept))
        with server:
            for code in kept:
                self.assertEqual(server.request("GET", f"/petitions/{code}")[0], 200)

    def test_a_line_that_is_cut_leaves_nothing(self):
        with self.server() as server:
            body = form_with(1, paper(400_000))
            line = socket.create_connection(("127.0.0.1", server.port))
            line.sendall(b"POST /petitions HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n"
                         + f"Content-Type: {HEADERS['Content-Type']}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
                         + body[:200_000])
            line.close()
            self.assertIsInstance(send(server, 2, paper(1_000)), str)
        self.assertEqual(self.verified(), 1)
        self.assertEqual(list((self.folder / "files" / "unnamed").iterdir()), [])

    def test_a_full_disk_is_said_and_the_server_goes_on(self):
        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 20, resource.RLIM_INFINITY))

        run("migrate", "--db", self.db)
        with self.server(preexec_fn=small_files) as server:
            status, _, page = server.request("POST", "/petitions", form_with(7, paper(6 << 20)), HEADERS)
            self.assertEqual(status, 507)
            self.assertIsInstance(send(server, 8, paper(1_000)), str)
        self.assertEqual(self.verified(), 1)


    def test_a_thousand_kinds_names_and_types(self):
        """Each is taken or refused in words; nothing is served but to be saved, whatever it says of itself."""
        run("demo", "--db", self.db, "--keys", self.folder / "keys")
        contents, kept = [*BEGINNINGS, picture()], []
        with self.server() as server:
            officer = Officer(server, "tonghop.trunguong")
            for number in range(1000):
                content, name = contents[number % len(contents)], NAMES[number % len(NAMES)]
                status, headers, page = server.request(
                    "POST", "/petitions", form_with(number, content, name, TYPES[number % len(TYPES)]), HEADERS)
                said = (content[:20], name[:40], status)
                # No browser sends a name that is no UTF-8: that is no form at all.
                self.assertIn(status, (303, 422) if is_text(name) else (400,), said)
                self.assertNotRegex(page, "<img src=x|<svg[^>]*onload", said)
                if status == 303 and name:  # without a name it is a field that was left empty
                    kept.append(headers["Location"].removeprefix("/receipts/"))
            self.assertGreater(len(kept), 50, "nothing was taken")
            self.assertLess(len(kept), 500, "nearly everything was taken")
            for code in kept[::7]:
                self.look_at_files_of(officer, code)
        self.assertGreaterEqual(self.verified(), len(kept))

    def look_at_files_of(self, officer, code):
        def get(path):
            return officer.server.request("GET", path, headers=officer.headers())

        hrefs = set(re.findall(r'"(/files/\d+)(?:/picture)?"', get(f"/desk/petitions/{code}")[2]))
        self.assertTrue(hrefs, code)
        for href in hrefs:
            status, headers, _ = get(href)
            self.assertEqual(status, 200, href)
            self.assertTrue(headers["Content-Disposition"].startswith("attachment"), headers)
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
            self.assertNotRegex(headers["Content-Type"], "html|svg|xml;|/xml|javascript")
            self.assertNotRegex(headers["Content-Disposition"], r'\.\./|[\x00-\x1f]|\.exe"')


class AttachmentsOnPostgresql(OnPostgresql, Attachments):
    pass


if __name__ == "__main__":
    unittest.main()
