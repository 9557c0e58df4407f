"""Files on their way: a server that is killed, a line that is cut, a disk that is full. What was acknowledged is
there with its file; of all else nothing is, and nothing half is served."""
import concurrent.futures
import os
import random
import resource
import signal
import socket
import time
import unittest

from support.gandan import OnPostgresql, run
from support.uploads import CaseWithFiles, HEADERS, form_with, paper, send

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


class AttachmentsOnPostgresql(OnPostgresql, Attachments):
    pass


if __name__ == "__main__":
    unittest.main()
