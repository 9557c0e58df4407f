"""Bookings of a reception while the server is killed, over and over, on both databases: whoever was told that they have
a time has it, asked again with the same key they have no second one, whoever was told that theirs is cancelled has none, and no time is given to more than there are
seats.

GANDAN_KILLS says how often.
"""
import concurrent.futures
import contextlib
import http.client
import json
import os
import random
import re
import sqlite3
import threading
import time

from support.gandan import Case, OnPostgresql, Server, run, sql

BOOKINGS = "/api/v1/receptions/bookings"
BOOKED = 2  # BookingState::booked
GIVEN = f"""
  select b.place_id, b.starts_at, p.counters, count(*)
  from bookings b join reception_places p on p.id = b.place_id
  where b.state = {BOOKED} group by 1, 2, 3"""


class Wishes:
    """What people ask for, each under a key of their own, until they are told yes or no."""

    def __init__(self, place, slots):
        self.place, self.slots = place, slots
        self.number = 0
        self.lock = threading.Lock()
        self.codes = {}  # the codes that were told to a key
        self.standing, self.cancelled = set(), set()  # what was told; where no answer came to it, in neither
        self.open = []  # (key, body) of which nothing was heard
        self.wrong = []

    def next(self):
        with self.lock:
            if self.open:
                return self.open.pop()
            self.number += 1
            return f"khoa-{self.number}", {
                "place": self.place, "starts_at": self.slots[self.number % len(self.slots)],
                "name": f"Người thứ {self.number}", "phone": f"09{self.number:08}", "matter": "Hỏi về đất đai."}

    def ask(self, server):
        """Until the server is gone. Eleven of twelve think better of it."""
        connection = server.connect(timeout=10)
        key, body = self.next()
        try:
            while True:
                status, told = self.request(connection, "POST", BOOKINGS, body, {"Idempotency-Key": key})
                with self.lock:
                    if status in (200, 201):
                        self.codes.setdefault(key, set()).add(told["code"])
                        self.standing.add(told["code"])
                    elif status != 422:  # the time is another's
                        self.wrong.append((status, told))
                key, body = self.next()
                if status in (200, 201) and self.number % 12:
                    self.cancel(connection, told)
        except (OSError, http.client.HTTPException, ValueError):
            with self.lock:
                self.open.append((key, body))
        finally:
            connection.close()

    def cancel(self, connection, booking):
        with self.lock:
            self.standing.discard(booking["code"])
        status, told = self.request(connection, "DELETE", f"{BOOKINGS}/{booking['code']}", None,
                                    {"Booking-Key": booking["key"]})
        with self.lock:
            if status in (200, 204):
                self.cancelled.add(booking["code"])
            else:
                self.wrong.append((status, told))

    @staticmethod
    def request(connection, method, path, body, headers):
        text = None if body is None else json.dumps(body)
        connection.request(method, path, text, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        said = answer.read()
        return answer.status, json.loads(said) if said else None


class Bookings(Case):
    def free_slots(self, server):
        """A place of the demonstration, and the times that it offers to who asks for one at night."""
        _, _, page = server.request("GET", "/receptions")
        place = re.search(r'href="/receptions/([A-Z0-9-]+)"', page)[1]
        slots = set()
        for days in range(2, 40):
            day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + days * 86400))
            _, _, answer = server.request("POST", BOOKINGS, {
                "place": place, "starts_at": f"{day}T17:00:00Z", "name": "Lò Thị Mẫu", "phone": "0912 000 000",
                "matter": "Hỏi về đất đai."})
            slots |= {each["name"] for each in json.loads(answer)["errors"][0].get("candidates", [])}
        return place, sorted(slots)

    def test_under_kills(self):
        chance = random.Random(11)
        run("demo", "--db", self.db, "--keys", self.folder / "keys")
        server = Server(self.db, "--keys", self.folder / "keys")
        self.addCleanup(lambda: server.process.poll() is None and server.kill())
        server.start()
        place, slots = self.free_slots(server)
        self.assertGreater(len(slots), 5)
        wishes = Wishes(place, slots)
        kills = int(os.environ.get("GANDAN_KILLS", 20))
        for _ in range(kills):
            with concurrent.futures.ThreadPoolExecutor(4) as pool:
                asking = [pool.submit(wishes.ask, server) for _ in range(4)]
                time.sleep(chance.uniform(0.01, 0.15))
                server.kill()
                concurrent.futures.wait(asking)
            for each in asking:
                each.result()
            server.start()
        self.assertEqual(server.stop(), 0)
        self.assertEqual(wishes.wrong, [])
        self.assertGreater(len(wishes.codes), kills, "too little was acknowledged")
        for key, codes in wishes.codes.items():
            self.assertEqual(len(codes), 1, f"{key} was told of several bookings: {codes}")
        self.look_at_what_is_kept(wishes)
        print(f"{kills} kills, {len(wishes.codes)} bookings and {len(wishes.cancelled)} cancellations acknowledged, none "
              "lost, none double")

    def rows(self, query):
        if self.db.startswith("postgresql:"):
            return [tuple(line.split("|")) for line in sql(self.db, query).splitlines()]
        with contextlib.closing(sqlite3.connect(self.db.removeprefix("sqlite:"))) as database:
            return database.execute(query).fetchall()

    def look_at_what_is_kept(self, told):
        kept = {code for code, in self.rows(f"select code from bookings where state = {BOOKED}")}
        self.assertEqual(told.standing - kept, set(), "acknowledged and lost")
        self.assertEqual(told.cancelled & kept, set(), "cancelled, and there all the same")
        for place, at, seats, given in self.rows(GIVEN):
            self.assertLessEqual(int(given), int(seats), f"{at} at {place} is given {given} times")
        self.assertTrue(run("verify", "--db", self.db).endswith("intact\n"))


class BookingsOnPostgresql(OnPostgresql, Bookings):
    pass
