"""Measures gandan against what it stands on, in turn, and prints a table: see ./dev bench.

Two programs that are compared run one after the other, A B A B, and the medians are taken: the speed of
a shared machine drifts. Everything listens on the loopback alone.
"""
import json
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import threading
import time

import papers
import receptions
from measure import (COUNT, FOLDER, SECONDS, SETTLES, TOOLS, codes_of, imported, in_turn, officer_of,
                     resident_megabytes, row, table, wrk)
from support.gandan import Server, postgresql_database, run


class Nginx:
    """The same bytes as files, served as nginx does it best."""

    def __init__(self, root):
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        config = FOLDER / "nginx.conf"
        config.write_text(f"""
            worker_processes auto; pid {FOLDER}/nginx.pid; error_log {FOLDER}/nginx.log; daemon off;
            {"user root;" if os.geteuid() == 0 else ""}
            events {{ worker_connections 1024; }}
            http {{
              access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; default_type text/html;
              open_file_cache max=10000 inactive=60s; open_file_cache_valid 60s;
              client_body_temp_path {FOLDER}/nginx-1; proxy_temp_path {FOLDER}/nginx-2;
              fastcgi_temp_path {FOLDER}/nginx-3; uwsgi_temp_path {FOLDER}/nginx-4; scgi_temp_path {FOLDER}/nginx-5;
              server {{ listen 127.0.0.1:{self.port}; root {root}; }}
            }}""")
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-c", str(config), "-p", str(FOLDER)],
                                        stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("nginx does not answer")

    def stop(self):
        self.process.terminate()
        self.process.wait()


def files_of(server, paths, root):
    """Saves what the server answers to each path as a file; returns the file of addresses and the mean size."""
    shutil.rmtree(root, ignore_errors=True)
    connection, size = server.connect(), 0
    addresses = []
    for number, path in enumerate(paths):
        status, _, body = server.request("GET", path, connection=connection)
        assert status == 200, (status, path)
        file = root / str(number)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body)
        size += len(body.encode())
        addresses.append(f"/{number}\n")
    connection.close()
    ours, theirs = root.with_suffix(".ours"), root.with_suffix(".theirs")
    ours.write_text("".join(path + "\n" for path in paths))
    theirs.write_text("".join(addresses))
    return ours, theirs, size / len(paths)


def reading(db, engine, aims):
    with Server(db, "--keys", FOLDER / "keys") as server:
        time.sleep(SETTLES)
        if engine == "SQLite":
            row("resident memory, idle", f"{resident_megabytes(server.process):.0f} MB", aim="< 60 MB")
        pages = [f"/petitions/{code}" for code in codes_of(server, 500)]
        for what, paths, connections, aim in [("a petition's page", pages, 64, aims[0]),
                                              ("a list of 25", ["/petitions"], 64, aims[1]),
                                              ("the home page", ["/"], 64, aims[2]),
                                              ("the page of a place", ["/places/20"], 4, aims[2]),
                                              ("the ledger of promises", ["/undertakings"], 64, aims[2])]:
            ours, theirs, size = files_of(server, paths, FOLDER / re.sub(r"\W+", "-", what))
            nginx = Nginx(ours.with_suffix(""))
            try:
                a, b = in_turn(lambda: wrk("read.lua", connections, server.address, PATHS=ours),
                               lambda: wrk("read.lua", connections, f"http://127.0.0.1:{nginx.port}", PATHS=theirs))
            finally:
                nginx.stop()
            row(f"{what}, {engine}, {size / 1000:.0f} kB", f"{a:,.0f} /s", f"nginx, the same bytes: {b:,.0f} /s", a / b, aim)
        if engine == "SQLite":
            row("resident memory, after the load", f"{resident_megabytes(server.process):.0f} MB")


def desk(db):
    """The first page of an officer before whom a twelfth of all lies open, which nobody else is shown."""
    signed_in = officer_of(db, "desk.bench", "Cán bộ đo", "answering_officer@BYT,answering_officer@BXD")
    with Server(db, "--keys", FOLDER / "keys") as server:
        cookie = signed_in(server)
        time.sleep(SETTLES)
        paths = FOLDER / "desk"
        paths.write_text("/desk\n")
        status, _, body = server.request("GET", "/desk", headers={"Cookie": cookie})
        assert status == 200 and "/desk/petitions/" in body, status
        one, two = in_turn(*[lambda n=n: wrk("read.lua", n, server.address, PATHS=paths, COOKIE=cookie) for n in (1, 2)])
        row(f"the desk of an officer with {COUNT // 12:,} open matters, {len(body.encode()) / 1000:.0f} kB",
            f"{1000 / one:.1f} ms", f"two at a time: {two:,.0f} /s", aim="≥ 5,000 /s or < 2 ms")


class Longest:
    """Looks ten times a second how large a file is."""

    def __init__(self, file):
        self.file, self.bytes, self.stopped = pathlib.Path(file), 0, threading.Event()
        self.thread = threading.Thread(target=self.look)
        self.thread.start()

    def look(self):
        while not self.stopped.wait(0.1):
            if self.file.exists():
                self.bytes = max(self.bytes, self.file.stat().st_size)

    def stop(self):
        self.stopped.set()
        self.thread.join()
        return self.bytes


def log_under_load(texts):
    """SQLite's log while petitions come as fast as they can and lists and reports are read beside them."""
    file = FOLDER / "log.db"
    seconds = 4 * SECONDS
    paths = FOLDER / "read-beside"
    paths.write_text("/petitions\n/\n/reports/petitions\n/petitions?q=duong\n")
    with Server(f"sqlite:{file}", "--keys", FOLDER / "keys") as server:
        longest = Longest(f"{file}-wal")
        reader = threading.Thread(target=lambda: wrk("read.lua", 16, server.address, seconds, PATHS=paths))
        reader.start()
        rate = wrk("submit.lua", 128, server.address, seconds, TEXTS=texts)
        reader.join()
        row("size of the log under load, SQLite", f"{longest.stop() / 2**20:.0f} MB",
            f"{rate:,.0f} submissions /s beside 16 readers, {seconds} s; the database: {file.stat().st_size / 2**20:.0f} MB",
            aim="≤ 64 MB")
    for left in FOLDER.glob("log.db*"):
        left.unlink()


def sign_ins(db):
    """A hundred at once, each from a network of its own, and how long a page takes meanwhile."""
    with Server(db, "--keys", FOLDER / "keys", "--trusted-proxy", "127.0.0.1") as server:
        def sign_in(number):
            server.request("POST", "/sign-in", f"username=nobody{number}&password=a-long-password".encode(),
                           {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": f"203.0.{number}.1"})

        def page(connection):
            began = time.monotonic()
            assert server.request("GET", "/petitions", connection=connection)[0] == 200
            return time.monotonic() - began

        time.sleep(SETTLES)
        connection = server.connect()
        page(connection)
        idle = resident_megabytes(server.process)
        threads = [threading.Thread(target=sign_in, args=(number,)) for number in range(100)]
        for thread in threads:
            thread.start()
        waits = [page(connection)]
        while any(thread.is_alive() for thread in threads):
            waits.append(page(connection))
        connection.close()
        cores = len(os.sched_getaffinity(0))
        row("resident memory, at most, 100 sign-ins at once",
            f"{resident_megabytes(server.process, 'VmHWM'):.0f} MB", f"idle {idle:.0f} MB, {cores} cores",
            aim=f"≤ {idle + 64 * cores + 16:.0f} MB")
        row("a list's latency meanwhile, at most", f"{max(waits) * 1000:.0f} ms",
            f"median {statistics.median(waits) * 1000:.1f} ms", aim="< 500 ms")


def submissions(texts):
    def gandan(db):
        with Server(db, "--keys", FOLDER / "keys") as server:
            return wrk("submit.lua", 128, server.address, TEXTS=texts)

    def fresh(name):
        for file in FOLDER.glob(name + "*"):
            file.unlink()
        run("migrate", "--db", f"sqlite:{FOLDER}/{name}", "--keys", FOLDER / "keys")
        return f"{FOLDER}/{name}"

    def raw():
        out = subprocess.run([TOOLS / "bench_raw_inserts", fresh("raw.db"), str(SECONDS), "100"],
                             capture_output=True, text=True, check=True).stdout
        return float(out)

    def on_postgresql():
        with postgresql_database("bench_submit") as db:
            return gandan(db)

    measures = [lambda: gandan("sqlite:" + fresh("submit.db")), raw]
    if os.environ.get("GANDAN_TEST_PG"):
        measures.append(on_postgresql)
    a, b, *c = in_turn(*measures)
    row("durable submissions by HTTP, SQLite", f"{a:,.0f} /s", f"raw SQLite, the same inserts, 100 a commit: {b:,.0f} /s",
        a / b, "≥ 5,000 /s, ≥ 50 %")
    run("verify", "--db", f"sqlite:{FOLDER}/submit.db")
    for rate in c:
        row("durable submissions by HTTP, PostgreSQL", f"{rate:,.0f} /s", f"on SQLite: {a:,.0f} /s", rate / a,
            "≥ 50 % of SQLite")


def public_log(address, engine, entries):
    """Of a fresh database; it is left as it is."""
    out = subprocess.run([TOOLS / "bench_log", address, FOLDER / "log.keys", str(entries)],
                         capture_output=True, text=True, check=True).stdout
    rate, proof, checked = map(float, out.split())
    row(f"entries taken into the public log, {engine}", f"{rate:,.0f} /s", aim="≥ 100,000 /s")
    row(f"a proof out of {entries:,} entries, {engine}", f"{proof * 1000:.2f} ms", aim="< 1 ms")
    row(f"{entries:,} entries of the log checked, {engine}", f"{checked:.1f} s", aim="< 10 s a million")


def cold_start(db):
    times = []
    for _ in range(5):
        started = time.monotonic()
        with Server(db, "--keys", FOLDER / "keys") as server:
            assert server.request("GET", "/healthz")[0] == 200
            times.append(time.monotonic() - started)
    row(f"start to first answer, {COUNT:,} petitions", f"{statistics.median(times) * 1000:.0f} ms", aim="< 200 ms")


def grouping(small, large):
    def seconds(db):
        started = time.monotonic()
        run("group", "petitions", "--db", db, "--keys", FOLDER / "keys", timeout=900)
        return time.monotonic() - started

    few, many = COUNT // 10, COUNT
    a, b = seconds(small), seconds(large)
    row(f"grouping {few:,} petitions", f"{a:.1f} s", f"{a / few * 1e6:.0f} µs a petition")
    row(f"grouping {many:,} petitions", f"{b:.1f} s", f"{b / many * 1e6:.0f} µs a petition", (b / many) / (a / few),
        "< 60 s, ≤ 150 % a petition")


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    large, small = f"sqlite:{FOLDER}/large.db", f"sqlite:{FOLDER}/small.db"
    for name, count in [("large", COUNT), ("small", COUNT // 10)]:
        with (FOLDER / f"{name}.jsonl").open("wb") as out:
            subprocess.run([TOOLS / "bench_petitions", str(count)], stdout=out, check=True)
    texts = FOLDER / "texts"
    with (FOLDER / "small.jsonl").open(encoding="utf-8") as rows, texts.open("w", encoding="utf-8") as out:
        for line in rows:
            out.write(json.dumps(json.loads(line)["text"], ensure_ascii=False)[1:-1] + "\n")
    rate = imported("petitions", large, FOLDER / "large.jsonl", COUNT)
    row(f"import of {COUNT:,} petitions, SQLite", f"{rate:,.0f} rows /s")
    imported("petitions", small, FOLDER / "small.jsonl", COUNT // 10)
    cold_start(large)
    reading(large, "SQLite", ("≥ 20,000 /s, ≥ 30 %", "≥ 10,000 /s", "≥ 5,000 /s"))
    desk(large)
    sign_ins(large)
    submissions(texts)
    public_log(f"sqlite:{FOLDER}/public_log.db", "SQLite", 10 * COUNT)
    log_under_load(texts)
    papers.uploads(large)
    papers.letters(large)
    receptions.book(lambda name: f"sqlite:{FOLDER}/{name}.db", "SQLite")
    receptions.popular_day(f"sqlite:{FOLDER}/day.db", "SQLite")
    if os.environ.get("GANDAN_TEST_PG"):
        with postgresql_database("bench_log") as db:
            public_log(db, "PostgreSQL", 10 * COUNT)
        with postgresql_database("bench_read") as db:
            rate = imported("petitions", db, FOLDER / "small.jsonl", COUNT // 10)
            row(f"import of {COUNT // 10:,} petitions, PostgreSQL", f"{rate:,.0f} rows /s")
            reading(db, f"PostgreSQL, {COUNT // 10:,} petitions", ("", "", ""))
        with postgresql_database("bench_few") as few, postgresql_database("bench_many") as many:
            receptions.book({"book_few": few, "book_many": many}.get, "PostgreSQL", many=COUNT)
        with postgresql_database("bench_day") as db:
            receptions.popular_day(db, "PostgreSQL")
    grouping(small, large)
    widths = [max(len(line[i]) for line in [*table, ("what", "measured", "beside", "ratio", "aim")]) for i in range(5)]
    text = "\n".join("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |"
                     for line in [("what", "measured", "beside", "ratio", "aim"), tuple("-" * w for w in widths), *table])
    print(text)
    pathlib.Path("build/bench.md").write_text(text + "\n", encoding="utf-8")
    shutil.rmtree(FOLDER)


main()
