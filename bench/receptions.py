"""Receptions: a long book beside a short one, and a day on which everybody books."""
import asyncio
import collections
import contextlib
import json
import re
import sqlite3
import subprocess
import sys
import time

from measure import COUNT, FOLDER, SECONDS, SETTLES, TOOLS, imported, in_turn, milliseconds, officer_of, row, wrk
from support.gandan import Server, run, sql

FEW, MANY = COUNT // 10, 10 * COUNT
WORDS = "c%E1%BA%A7u%20treo"  # cầu treo, a suspension bridge: in every thirtieth row


def book(address_of, engine, few=FEW, many=MANY):
    """What lists, searches and reports of the long book cost, in shares of what they cost of the short one."""
    databases = [address_of("book_few"), address_of("book_many")]
    rates = []
    for db, count in zip(databases, (few, many)):
        file = FOLDER / f"book-{count}.csv"
        if not file.exists():
            with file.open("wb") as out:
                subprocess.run([TOOLS / "bench_receptions", str(count)], stdout=out, check=True)
        rates.append(imported("receptions", db, file, count))
    row(f"import of a book of {many:,} visits, {engine}", f"{rates[1]:,.0f} rows /s",
        f"of {few:,}: {rates[0]:,.0f} rows /s", rates[0] / rates[1], "≤ 150 % a row")
    compare(databases, engine, few, many)


def compare(databases, engine, few, many):
    officers = [(who, [officer_of(db, name, who, roles) for db in databases])
                for who, name, roles in (("all bodies", "book.all", "supervisor"),
                                         ("two bodies", "book.two", "reception_officer@BYT,reception_officer@BXD"))]
    servers = [Server(db, "--keys", FOLDER / "keys") for db in databases]
    with servers[0], servers[1]:
        cookies = {who: [signed_in(server) for signed_in, server in zip(theirs, servers)] for who, theirs in officers}
        time.sleep(SETTLES)

        def both(what, who, path, aim="≤ 150 %"):
            a, b = in_turn(*(lambda at=at: one_by_one(*at) for at in ((server, cookie, path) for server, cookie
                                                                       in zip(servers, cookies[who]))))
            row(f"{what}, {who}, {many:,} visits, {engine}", f"{b:.1f} ms", f"of {few:,}: {a:.1f} ms", b / a,
                aim)

        for who, _ in officers:
            both("the book as a list", who, "/desk?in=reception_book")
            both("its list looked through for words", who, f"/desk?in=reception_book&sought={WORDS}")
        both("who is still to be told", "two bodies", "/desk?in=visits_to_tell")
        before = f"/desk/receptions/before?before={WORDS}"
        both("who came before, by frequent words", "all bodies", before)
        # Of few bodies all who said these words elsewhere since are passed over.
        both("who came before, by frequent words", "two bodies", before, "")
        # A report reads every visit of its period, so what one visit costs is what must not grow.
        path = "/reports/receptions?from=2021-07-01&to=2026-06-30&by=kind"
        a, b = in_turn(*(lambda server=server: milliseconds(server, path) for server in servers))
        row(f"report of {many:,} visits, {engine}", f"{b:,.0f} ms", f"of {few:,}: {a:,.0f} ms", (b / many) / (a / few),
            "≤ 150 % a visit")


def one_by_one(server, cookie, path):
    """Milliseconds of a page that must hold visits."""
    status, _, html = server.request("GET", path, headers={"Cookie": cookie})
    assert status == 200 and re.search("TD-[0-9A-Z]", html), (path, status)
    asked = FOLDER / "asked"
    asked.write_text(path + "\n")
    return 1000 / wrk("read.lua", 1, server.address, max(1, SECONDS // 2), PATHS=asked, COOKIE=cookie)


PEOPLE = 2000
BOOKINGS = "/api/v1/receptions/bookings"


async def ask(port, body, all_there):
    """(status, answer, seconds) of one request, which is sent when everybody is connected."""
    text = json.dumps(body, ensure_ascii=False).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    all_there["missing"] -= 1
    if all_there["missing"] == 0:
        all_there["go"].set()
    await all_there["go"].wait()
    began = time.monotonic()
    writer.write(f"POST {BOOKINGS} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                 f"Connection: close\r\nContent-Length: {len(text)}\r\n\r\n".encode() + text)
    answer = await reader.read()
    took = time.monotonic() - began
    writer.close()
    return int(answer.split(b" ", 2)[1]), answer.partition(b"\r\n\r\n")[2], took


async def all_at_once(port, bodies):
    all_there = {"missing": len(bodies), "go": asyncio.Event()}
    return await asyncio.gather(*(ask(port, body, all_there) for body in bodies))


def free_slots(server, place, day):
    """What is offered to somebody who asks for a time at night, of the first day that has any."""
    _, _, answer = server.request("POST", BOOKINGS, {"place": place, "starts_at": f"{day}T17:00:00Z", "name": "Lò Thị Mẫu",
                                                     "phone": "0912 000 000", "matter": "Hỏi về đất đai."})
    offered = sorted(each["name"] for each in json.loads(answer)["errors"][0]["candidates"])
    return [at for at in offered if at[:10] == offered[0][:10]]


def received_at_once(db, place):
    query = f"select counters from reception_places where code = '{place}'"
    if db.startswith("postgresql:"):
        return int(sql(db, query))
    with contextlib.closing(sqlite3.connect(db.removeprefix("sqlite:"))) as database:
        return database.execute(query).fetchone()[0]


def popular_day(db, engine):
    """Everybody wants a time of one day of the demonstration: who gets one, and how long all wait."""
    run("demo", "--db", db, "--keys", FOLDER / "keys", timeout=900)
    with Server(db, "--keys", FOLDER / "keys") as server:
        if server.request("POST", BOOKINGS, {})[0] == 404:
            print("bookings are not measured: this program takes none", file=sys.stderr)
            return
        _, _, html = server.request("GET", "/receptions")
        place = re.search(r'href="/receptions/([A-Z0-9-]+)"', html)[1]
        slots = free_slots(server, place, time.strftime("%Y-%m-%d", time.gmtime(time.time() + 3 * 86400)))
        time.sleep(SETTLES)
        bodies = [{"place": place, "starts_at": slots[number % len(slots)], "name": f"Người thứ {number}",
                   "phone": f"09{number:08}", "matter": "Hỏi về giấy chứng nhận quyền sử dụng đất."}
                  for number in range(PEOPLE)]
        answers = asyncio.run(all_at_once(server.port, bodies))
        assert {status for status, _, _ in answers} == {201, 422}, {status for status, _, _ in answers}
        given = collections.Counter(json.loads(text)["starts_at"] for status, text, _ in answers if status == 201)
        again = set(free_slots(server, place, slots[0][:10])) & set(slots)
        assert set(given) == set(slots) and not again, (given, again)
        seats = received_at_once(db, place)
        assert max(given.values()) <= seats, f"a time was given to more than {seats}: {given}"
        took = sorted(seconds * 1000 for _, _, seconds in answers)
        row(f"{PEOPLE:,} people book one day at once, {engine}", f"{took[PEOPLE * 99 // 100]:,.0f} ms",
            f"99th percentile; median {took[PEOPLE // 2]:,.0f} ms; all {len(slots)} times given, none to more than {seats}",
            aim="none double")
