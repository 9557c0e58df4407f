"""The program under test: its commands, and a server on a free port.

GANDAN_BINARY names it; GANDAN_DATA the folder of real input, where there is one; GANDAN_TEST_PG a
PostgreSQL server (tools/postgres/run).
"""
import atexit
import contextlib
import csv
import functools
import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time
import unittest
import urllib.parse

BINARY = os.path.abspath(os.environ.get("GANDAN_BINARY") or "build/release/gandan")
# Where commands run that were told no other folder: a key file that they make must not stay behind.
_folder = tempfile.TemporaryDirectory(prefix="gandan-test-")


def data(pattern):
    """What of the real input fits ("petitions-uk/uk_*.csv"), by name; where nothing does, the test is skipped.

    Each half of a set names its files by the years in it, so tests ask by pattern.
    """
    folder = os.environ.get("GANDAN_DATA")
    if not folder or not os.path.isdir(folder):
        raise unittest.SkipTest("GANDAN_DATA names no folder of real input")
    found = sorted(pathlib.Path(folder).glob(pattern))
    if not found:
        raise unittest.SkipTest(f"GANDAN_DATA has no {pattern}")
    return found


def table(file):
    """The rows of a CSV file, each by its columns."""
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def run(*words, code=0, timeout=300, **options):
    """Runs a command and returns what it wrote to standard output; fails on another exit code."""
    options.setdefault("cwd", _folder.name)
    done = subprocess.run([BINARY, *map(str, words)], capture_output=True, text=True, timeout=timeout,
                          stdin=subprocess.DEVNULL, **options)
    if done.returncode != code:
        raise AssertionError(f"gandan {' '.join(map(str, words))}: exit {done.returncode}, not {code}\n"
                             f"{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def lines(*words, **options):
    """What a command with --json wrote: one object a line."""
    return [json.loads(line) for line in run(*words, "--json", **options).splitlines()]


def counts(output):
    """The last line of an import: (imported, joined, changed, rejected)."""
    last = output.strip().splitlines()[-1]
    found = re.fullmatch(r"imported (\d+), joined (\d+), changed (\d+), rejected (\d+)", last)
    assert found, last
    return tuple(map(int, found.groups()))


@contextlib.contextmanager
def postgresql_database(name, options=""):
    """The address of a fresh database on the test server; `options` are those of `create database`."""
    server = os.environ.get("GANDAN_TEST_PG")
    if not server:
        raise unittest.SkipTest("no PostgreSQL server here (GANDAN_TEST_PG)")
    name = f"{name}_{os.getpid()}"
    sql(server, f'drop database if exists "{name}" with (force)')
    sql(server, f'create database "{name}" {options}')
    parts = urllib.parse.urlsplit(server)
    try:
        yield urllib.parse.urlunsplit(parts._replace(path="/" + name))
    finally:
        sql(server, f'drop database if exists "{name}" with (force)')


@functools.cache
def migrated_database():
    """The name of a database that others are copied from, in a tenth of the time that migrations take."""
    made = contextlib.ExitStack()
    address = made.enter_context(postgresql_database("migrated"))
    atexit.register(made.close)
    run("migrate", "--db", address)
    return urllib.parse.urlsplit(address).path.removeprefix("/")


def sql(address, statement):
    done = subprocess.run(["psql", "--quiet", "--no-align", "--tuples-only", "--dbname", address,
                           "--command", statement], capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(done.stderr)
    return done.stdout.strip()


class Server:
    """`gandan serve` on a free port of this machine; start() after stop() or kill() is a restart."""

    def __init__(self, db, *options, **popen):
        self.db, self.options, self.popen = db, options, popen
        self.log = tempfile.TemporaryFile("w+")

    def start(self, patience=30):
        at = self.log.seek(0, os.SEEK_END)
        self.process = subprocess.Popen(
            [BINARY, "serve", "--db", self.db, "--listen", "127.0.0.1:0", *self.quiet(), *map(str, self.options)],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, cwd=_folder.name, **self.popen)
        until = time.monotonic() + patience
        while time.monotonic() < until:
            said = self.said(at)
            found = re.search(r"listens on http://127\.0\.0\.1:(\d+)\n", said)
            if found:
                self.port = int(found.group(1))
                return self
            if self.process.poll() is not None:
                break
            time.sleep(0.005)
        self.kill()
        raise AssertionError(f"gandan serve did not start:\n{self.said(at)}")

    def quiet(self):
        """What a test is not about is off, unless it says otherwise."""
        usual = {"--rate-limit": "off", "--access-log": "off", "--undo": "0"}
        return [word for name, value in usual.items() if name not in self.options for word in (name, value)]

    def said(self, since=0):
        return os.pread(self.log.fileno(), 1 << 20, since).decode(errors="replace")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def connect(self, timeout=30):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def request(self, method, path, body=None, headers=None, connection=None):
        """(status, headers, body as text); a dict is sent as JSON."""
        c = connection or self.connect()
        headers = dict(headers or {})
        if isinstance(body, dict):
            body = json.dumps(body, ensure_ascii=False).encode()
            headers.setdefault("Content-Type", "application/json")
        try:
            c.request(method, path, body, headers)
            answer = c.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
        finally:
            if connection is None:
                c.close()

    def submit(self, text, connection=None, headers=None, **more):
        status, _, body = self.request("POST", "/api/v1/petitions", {"kind": "proposal", "text": text, **more},
                                       headers, connection)
        return status, json.loads(body)


def sqlite(folder, name="test.db"):
    return f"sqlite:{pathlib.Path(folder) / name}"


class Case(unittest.TestCase):
    """A test with a folder of its own, removed afterwards."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="gandan-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.db = self.fresh_database()

    def fresh_database(self):
        return sqlite(self.folder)


class OnPostgresql:
    """Before a Case among the bases of a class: the same tests, each in a fresh database of the test server."""

    def fresh_database(self):
        made = postgresql_database(type(self).__name__.lower(), f'template "{migrated_database()}"')
        return self.enterContext(made)


PASSWORD = "gan-dan-2026"  # of the demonstration's accounts


def form(**fields):
    return urllib.parse.urlencode(fields).encode()


class Officer:
    """Somebody of the demonstration who is signed in."""

    def __init__(self, server, username):
        self.server = server
        status, headers, _ = self.post("/sign-in", username=username, password=PASSWORD)
        assert status == 303, status
        self.cookie = "; ".join(value.split(";")[0] for value in headers.get_all("Set-Cookie"))

    def headers(self):
        return {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin",
                **({"Cookie": self.cookie} if hasattr(self, "cookie") else {})}

    def post(self, path, **fields):
        return self.server.request("POST", path, form(**fields), self.headers())
