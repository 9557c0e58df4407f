"""Files in pieces: lines that are cut, servers that are killed, disks that are full. A file is there once its last
piece was acknowledged, and once only; until then it is nowhere but where its sender goes on with it."""
import json
import os
import pathlib
import random
import resource
import signal
import socket
import subprocess
import threading
import time
import unittest

from support.gandan import OnPostgresql, run
from support.uploads import BOUNDARY, CaseWithFiles, Upload, form_with, paper, send


def peak_of(process):
    """The most memory that a process has held, in MB."""
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    raise AssertionError("no VmHWM")


class Pieces(CaseWithFiles):
    def petition(self, server, number=0):
        status, sent = server.submit(f"Tường nhà văn hóa bị nứt dài, ảnh số {number}")
        self.assertEqual(status, 201)
        return sent["code"], sent["key"]

    def own_files(self, server, code, key):
        """What its sender is given of each file."""
        form = f"author_key={key}".encode()
        _, _, page = server.request("POST", f"/petitions/{code}/private", form, {
            "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
        links = {part.split('"')[0].replace("&amp;", "&") for part in page.split('href="')[1:]
                 if part.startswith("/files/")}
        contents = []
        for link in sorted(links):
            connection = server.connect()
            connection.request("GET", link)
            answer = connection.getresponse()
            self.assertEqual(answer.status, 200, link)
            contents.append(answer.read())
            connection.close()
        return contents

    def unnamed(self):
        folder = self.folder / "files" / "unnamed"
        return list(folder.iterdir()) if folder.exists() else []

    def until_free(self, upload):
        """How far it has come once the server has seen that the line was cut."""
        until = time.monotonic() + 30
        while upload.send(upload.offset(), upload.offset()) == 423:
            self.assertLess(time.monotonic(), until, "the server still waits on a line that was cut")
            time.sleep(0.01)
        return upload.offset()

    def test_a_line_that_is_cut_goes_on_where_it_was(self):
        content = paper(3_000_000)
        with self.server() as server:
            code, key = self.petition(server)
            upload = Upload(server, code, key, content)
            cuts = 0
            offset = 0
            while offset < len(content) - 1_000_000:
                line = socket.create_connection(("127.0.0.1", server.port))
                line.sendall(upload.head(offset, len(content) - offset) + content[offset:offset + 700_000])
                line.close()
                came = self.until_free(upload)
                self.assertGreater(came, offset, "what came before the cut was not kept")
                offset = came
                cuts += 1
                self.assertLess(cuts, 100)
            self.assertGreaterEqual(cuts, 3)
            self.assertEqual(self.own_files(server, code, key), [])
            self.assertEqual(upload.send(offset), 204)
            self.assertEqual(upload.offset(), len(content))
            self.assertEqual(self.own_files(server, code, key), [content])
        self.assertEqual(self.verified(), 1)
        self.assertEqual(self.unnamed(), [])

    def test_it_goes_on_after_the_server_was_stopped(self):
        content = paper(300_000)
        server = self.server()
        with server:
            code, key = self.petition(server)
            upload = Upload(server, code, key, content)
            self.assertEqual(upload.send(0, 100_000), 204)
        with server:
            self.assertEqual(upload.offset(), 100_000)
            self.assertEqual(upload.send(100_000), 204)
            self.assertEqual(self.own_files(server, code, key), [content])
        self.assertEqual(self.verified(), 1)

    def test_killed_while_pieces_arrive(self):
        server = self.server()
        with server:
            petitions = [self.petition(server, number) for number in range(4)]
        contents = [paper(400_000) for _ in petitions]
        uploads, acknowledged = [None] * 4, [False] * 4

        def go_on(number):
            """Goes on until the server dies, or all is there."""
            try:
                if uploads[number] is None:
                    uploads[number] = Upload(server, *petitions[number], contents[number])
                while not acknowledged[number]:
                    offset = uploads[number].offset()
                    if offset is None:
                        uploads[number] = None
                        return
                    if offset == len(contents[number]):
                        acknowledged[number] = True
                    else:
                        end = offset + random.randint(1, 60_000)
                        status = uploads[number].send(offset, end)
                        acknowledged[number] = status == 204 and end >= len(contents[number])
            except (OSError, AssertionError):
                return
            except Exception as error:  # http.client's, of an answer that was cut
                if type(error).__module__ != "http.client":
                    raise

        kills = 0
        until = time.monotonic() + 120
        while not all(acknowledged) and time.monotonic() < until:
            server.start()
            threads = [threading.Thread(target=go_on, args=(number,)) for number in range(4)]
            for thread in threads:
                thread.start()
            if kills < int(os.environ.get("GANDAN_UPLOAD_KILLS", 6)):
                time.sleep(random.uniform(0.01, 0.1))
                server.kill()
                kills += 1
            for thread in threads:
                thread.join()
            server.kill()
        self.assertEqual(acknowledged, [True] * 4)
        self.assertEqual(self.verified(), 4)
        with server:
            for (code, key), content in zip(petitions, contents):
                self.assertEqual(self.own_files(server, code, key), [content])

    def test_a_full_disk_in_mid_upload_loses_no_piece(self):
        if os.geteuid() != 0:
            self.skipTest("only root mounts a small disk")
        disk = self.folder / "files"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", disk],
                          stderr=subprocess.DEVNULL).returncode:
            self.skipTest("no disk can be mounted here")
        self.addCleanup(subprocess.run, ["umount", disk])
        content = paper(6_000_000)
        with self.server() as server:
            code, key = self.petition(server)
            upload = Upload(server, code, key, content)
            self.assertEqual(upload.send(0), 507)
            came = self.until_free(upload)
            self.assertGreater(came, 2_000_000)
            subprocess.run(["mount", "-o", "remount,size=40m", disk], check=True)
            self.assertEqual(upload.send(came), 204)
            self.assertEqual(self.own_files(server, code, key), [content])
        self.assertEqual(self.verified(), 1)

    def test_files_that_may_not_grow_are_said_and_the_server_goes_on(self):
        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 20, resource.RLIM_INFINITY))

        run("migrate", "--db", self.db)
        with self.server(preexec_fn=small_files) as server:
            code, key = self.petition(server)
            upload = Upload(server, code, key, paper(6 << 20))
            self.assertEqual(upload.send(0), 507)
            self.assertGreater(self.until_free(upload), 3 << 20)
            self.assertIsInstance(send(server, 8, paper(1_000)), str)
        self.assertEqual(self.verified(), 1)

    def test_memory_does_not_grow_with_what_is_sent(self):
        """The most that is taken, 15 MB, from many at once: in pieces and as forms of five."""
        if os.environ.get("ASAN_OPTIONS") is not None:
            self.skipTest("the sanitizers keep what was freed")
        content = paper((15 << 20) - 100)
        part = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="x.pdf"\r\n\r\n').encode()
        form = (part + content + b"\r\n") * 5 + f"--{BOUNDARY}--\r\n".encode()
        run("migrate", "--db", self.db)
        with self.server() as server:
            petitions = [self.petition(server, number) for number in range(16)]
            statuses = []

            def whole(code, key):
                statuses.append(Upload(server, code, key, content).send(0))

            def at_once(code, key):
                statuses.append(server.request("POST", f"/api/v1/petitions/{code}/files", form, {
                    "Author-Key": key, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})[0])

            def together(*ways):
                threads = [threading.Thread(target=way, args=args) for way, many in ways for args in many]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
                return peak_of(server.process)

            before = together((whole, petitions[:8]), (at_once, petitions[:1]))
            after = together((whole, petitions[8:]), (at_once, petitions[1:4]))
            self.assertLessEqual(set(statuses), {201, 204, 429, 503}, statuses)
            self.assertGreaterEqual(statuses.count(204), 8)
            # Four files at a time are held whole to be looked at, from the first on; nothing else is.
            self.assertLess(after - before, 50, f"{after - before} MB more for {15 * 8 + 75 * 3} MB more")


class PiecesOnPostgresql(OnPostgresql, Pieces):
    pass


if __name__ == "__main__":
    unittest.main()
