"""Receptions: a long book beside a short one, and a day on which everybody books."""
import asyncio
import json
import sqlite3
import statistics
import subprocess
import time

from measure import COUNT, FOLDER, SETTLES, TOOLS, imported, in_turn, milliseconds, officer_of, row, wrk
from support.gandan import Server, run

FEW, MANY = COUNT // 10, 10 * COUNT
WORDS = "sought=c%E1%BA%A7u%20treo"  # cầu treo: in every thirtieth row


def book(address_of, engine, few=FEW, many=MANY):
    """What lists, searches and reports of the long book cost, in shares of what they cost of the short one."""
    sizes = (few, many)
    databases = [address_of("book_few"), address_of("book_many")]
    rates = []
    for db, count in zip(databases, sizes):
        file = FOLDER / f"book-{count}.csv"
        if not file.exists():
            with file.open("wb") as out:
                subprocess.run([TOOLS / "bench_receptions", str(count)], stdout=out, check=True)
        rates.append(imported("receptions", db, file, count))
    row(f"import of a book of {many:,} visits, {engine}", f"{rates[1]:,.0f} rows /s", f"of {few:,}: {rates[0]:,.0f} /s",
        rates[0] / rates[1], "the cost of a row: ≤ 150 %")
    officers = {who: [officer_of(db, name, who, roles) for db in databases]
                for who, name, roles in [("all bodies", "book.all", "supervisor"),
                                         ("two bodies", "book.two", "reception_officer@BYT,reception_officer@BXD")]}
    servers = [Server(db, "--keys", FOLDER / "keys") for db in databases]
    with servers[0] as small, servers[1] as large:
        cookies = {who: [signed_in(server) for signed_in, server in zip(all_of, (small, large))]
                   for who, all_of in officers.items()}
        time.sleep(SETTLES)

        def compare(what, who, path, holds, aim="flat"):
            a, b = asked(path, cookies[who], holds)
            row(f"{what}, {many:,} visits, {engine}", f"{b:.1f} ms", f"{few:,} visits: {a:.1f} ms", b / a, aim)

        def asked(path, both, holds):
            for server, cookie in zip((small, large), both):
                status, _, html = server.request("GET", path, headers={"Cookie": cookie})
                assert status == 200 and holds in html, (path, status)
            listed = FOLDER / "asked"
            listed.write_text(path + "\n")
            return [1000 / rate for rate in in_turn(
                *(lambda server=server, cookie=cookie: wrk("read.lua", 1, server.address, PATHS=listed, COOKIE=cookie)
                  for server, cookie in zip((small, large), both)))]

        for who in officers:
            compare(f"the book as a list, {who}", who, "/desk?in=reception_book", "/desk/receptions/")
            compare(f"the same, looked through for words, {who}", who, f"/desk?in=reception_book&{WORDS}",
                    "/desk/receptions/")
        compare("what is still to be told, two bodies", "two bodies", "/desk?in=visits_to_tell", "/desk/receptions/")
        compare("who came before, by two frequent words, two bodies", "two bodies",
                "/desk/receptions/before?before=cau%20treo", "TCD-")
        # It reads every visit of its period: what a visit costs must not grow.
        path = "/reports/receptions?from=2021-07-01&to=2026-06-30&by=kind"
        a, b = in_turn(*(lambda server=server: milliseconds(server, path, times=1) for server in (small, large)))
        row(f"report of all {many:,} visits, {engine}", f"{b:,.0f} ms", f"{few:,} visits: {a:,.1f} ms",
            (b / many) / (a / few), "≤ 150 % a visit")


PEOPLE = 2000
BOOKINGS = "/api/v1/receptions/bookings"


async def ask(port, path, body, all_there):
    """(status, answer, seconds) of one request; it is sent when everybody is connected."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    text = json.dumps(body, ensure_ascii=False).encode()
    await all_there.wait()
    began = time.monotonic()
    writer.write(f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                 f"Connection: close\r\nContent-Length: {len(text)}\r\n\r\n".encode() + text)
    answer = await reader.read()
    took = time.monotonic() - began
    writer.close()
    return int(answer.split(b" ", 2)[1]), answer.partition(b"\r\n\r\n")[2], took
