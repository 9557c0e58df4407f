"""Files that are sent along, against the disk itself; and letters as DOCX and PDF."""
import os
import threading
import time

from measure import FOLDER, SETTLES, codes_of, in_turn, officer_of, resident_megabytes, row, wrk
from support.gandan import Server

FILE = b"%PDF-1.7\n" + os.urandom(14 << 20)  # of a kind that is taken as it is; the largest is 15 MB
FILES = 16  # a measurement
AT_ONCE = 16
BOUNDARY = "bench-of-gandan"
FORM = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="to-trinh.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n").encode() + FILE + f"\r\n--{BOUNDARY}--\r\n".encode()


def on_the_disk():
    """MB a second: the same bytes written as a program must that promises to keep them.

    They stay, as ours do: memory that was just freed is written to much faster than what the machine must find.
    """
    folder = FOLDER / f"plain-{time.monotonic_ns()}"
    folder.mkdir()
    began = time.monotonic()
    for number in range(FILES):
        with (folder / "unnamed").open("wb", buffering=0) as file:
            file.write(FILE)
            os.fsync(file.fileno())
        os.rename(folder / "unnamed", folder / str(number))
        above = os.open(folder, os.O_RDONLY)
        os.fsync(above)
        os.close(above)
    took = time.monotonic() - began
    return FILES * len(FILE) / took / 1e6


class Sending:
    """An officer who adds a file to one petition after another, each from a network of its own."""

    def __init__(self, server, cookie, codes):
        self.server, self.cookie, self.codes = server, cookie, codes
        self.lock, self.sent = threading.Lock(), 0

    def send(self, connection):
        with self.lock:
            number = self.sent
            self.sent += 1
        status, _, body = self.server.request(
            "POST", f"/desk/petitions/{self.codes[number % len(self.codes)]}/files", FORM,
            {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Sec-Fetch-Site": "same-origin",
             "Cookie": self.cookie, "X-Forwarded-For": f"203.0.{number // 256}.{number % 256}"}, connection)
        assert status == 303, (status, body[:300])

    def one_by_one(self):
        """MB a second."""
        connection = self.server.connect()
        began = time.monotonic()
        for _ in range(FILES):
            self.send(connection)
        took = time.monotonic() - began
        connection.close()
        return FILES * len(FILE) / took / 1e6

    def at_once(self):
        def send():
            connection = self.server.connect(timeout=120)
            self.send(connection)
            connection.close()

        threads = [threading.Thread(target=send) for _ in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def uploads(db):
    signed_in = officer_of(db, "files.bench", "Cán bộ gửi tệp", "synthesis_officer")
    with Server(db, "--keys", FOLDER / "keys", "--trusted-proxy", "127.0.0.1") as server:
        sending = Sending(server, signed_in(server), codes_of(server, 100))
        time.sleep(SETTLES)
        idle = resident_megabytes(server.process)
        ours, plain = in_turn(sending.one_by_one, on_the_disk)
        row(f"files of {len(FILE) / 1e6:.0f} MB taken in, one after another", f"{ours:,.0f} MB/s",
            f"written and synced alone: {plain:,.0f} MB/s", ours / plain, "the disk's own speed")
        after_few, many = resident_megabytes(server.process), sending.sent
        for _ in range(2):
            sending.one_by_one()
        row(f"resident memory after {sending.sent} files", f"{resident_megabytes(server.process):.0f} MB",
            f"after {many}: {after_few:.0f} MB, before: {idle:.0f} MB", aim="does not grow")
        sending.at_once()
        row(f"resident memory, at most, {AT_ONCE} files at once",
            f"{resident_megabytes(server.process, 'VmHWM'):.0f} MB", f"before: {idle:.0f} MB")


def letters(db):
    """By a server that runs, the petition read and the letter written anew each time."""
    signed_in = officer_of(db, "letters.bench", "Cán bộ đọc thư", "supervisor")
    with Server(db, "--keys", FOLDER / "keys") as server:
        cookie = signed_in(server)
        codes = codes_of(server, 100)
        time.sleep(SETTLES)
        for kind in ("docx", "pdf"):
            paths = [path for path in (f"/desk/petitions/{code}/letter.{kind}" for code in codes)
                     if server.request("GET", path, headers={"Cookie": cookie})[0] == 200]
            assert paths, "no petition is answered"
            listed = FOLDER / f"letters-{kind}"
            listed.write_text("".join(path + "\n" for path in paths))
            [rate] = in_turn(lambda: wrk("read.lua", 1, server.address, PATHS=listed, COOKIE=cookie))
            row(f"a letter of answer as {kind.upper()}, asked for one after another", f"{1000 / rate:.1f} ms",
                f"{len(paths)} letters in turn", aim="< 20 ms")
