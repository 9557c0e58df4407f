"""What every measurement uses: the table, wrk, both sides of a ratio in turn."""
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

from support.gandan import BINARY, form, run

COUNT = int(os.environ.get("GANDAN_BENCH_COUNT", 100_000))
SECONDS = int(os.environ.get("GANDAN_BENCH_SECONDS", 4))
ROUNDS = int(os.environ.get("GANDAN_BENCH_ROUNDS", 3))
SETTLES = 5  # seconds after the start: the advisor has learned then
HERE = pathlib.Path(__file__).resolve().parent
FOLDER = pathlib.Path("build/bench").resolve()
TOOLS = pathlib.Path(BINARY).resolve().parent / "bench"
table = []


def row(what, measured, beside="", ratio=None, aim=""):
    table.append((what, measured, beside, "" if ratio is None else f"{ratio:.0%}", aim))
    print(" | ".join(table[-1]), file=sys.stderr, flush=True)


def wrk(script, connections, base, seconds=SECONDS, **environment):
    """Requests a second; fails where an answer was not 2xx."""
    out = subprocess.run(["wrk", "--threads", str(min(2, connections)), "--connections", str(connections), "--duration", f"{seconds}s",
                          "--script", str(HERE / script), base], capture_output=True, text=True, check=True,
                         env={**os.environ, **{key: str(value) for key, value in environment.items()}}).stdout
    if "Non-2xx" in out or "Socket errors" in out:
        raise SystemExit(f"{script} at {base}: not every answer was good\n{out}")
    return float(re.search(r"Requests/sec: +([\d.]+)", out)[1])


def in_turn(*measures):
    """The median of each, taken A B A B …"""
    results = [[] for _ in measures]
    for _ in range(ROUNDS):
        for result, measure in zip(results, measures):
            result.append(measure())
    return [statistics.median(result) for result in results]


def resident_megabytes(process, which="VmRSS"):
    """Now, or at most since the start (VmHWM)."""
    return int(re.search(which + r":\s+(\d+)", pathlib.Path(f"/proc/{process.pid}/status").read_text())[1]) / 1024


def officer_of(db, username, name, roles):
    """Makes an account; returns what signs it in at a server and returns the cookie."""
    link = run("user", "add", username, "--name", name, "--role", roles, "--db", db, "--keys", FOLDER / "keys").strip()
    password = "do-toc-do-ban-viec"

    def signed_in(server):
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        server.request("POST", link, form(password=password, again=password), headers)
        status, answer, _ = server.request("POST", "/sign-in", form(username=username, password=password), headers)
        assert status == 303, status
        return "; ".join(value.split(";")[0] for value in answer.get_all("Set-Cookie"))

    return signed_in


def milliseconds(server, path):
    """How long one request takes that may take seconds."""
    began = time.monotonic()
    status, _, _ = server.request("GET", path, connection=server.connect(timeout=600))
    assert status == 200, (path, status)
    return (time.monotonic() - began) * 1000


def imported(what, db, file, count):
    """Rows a second."""
    started = time.monotonic()
    run("import", what, "--db", db, file, "--keys", FOLDER / "keys", timeout=3600)
    return count / (time.monotonic() - started)


def codes_of(server, wanted):
    """Tracking codes from the public lists."""
    codes, path = [], "/petitions"
    connection = server.connect()
    while len(codes) < wanted and path:
        _, _, html = server.request("GET", path, connection=connection)
        fresh = [c for c in re.findall(r'href="/petitions/([A-Z0-9-]+)"', html) if c not in codes]
        if not fresh:
            break
        codes += fresh
        older = re.search(r'href="(/petitions\?[^"]*(?:after|page|before)=[^"]+)"', html)
        path = older[1].replace("&amp;", "&") if older else None
    connection.close()
    assert codes, "no petition is public"
    return codes[:wanted]
