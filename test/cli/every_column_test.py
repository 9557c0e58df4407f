"""Whatever is changed in a database past the program, verify finds it, or doc/verifiability.md says that it does not."""
import concurrent.futures
import contextlib
import pathlib
import shutil
import sqlite3
import subprocess
import unittest

from support.gandan import BINARY, Case, Server, run

# What no entry vouches for: the whole of a table (no columns named), or some of its columns. Each stands in words in
# doc/verifiability.md, under "What no entry vouches for".
NOT_VOUCHED = {
    # What units and places are called, and which is beneath which.
    "places": (), "units": (), "unit_codes": (), "unit_lists": (), "unit_mappings": (), "unit_names": (),
    "unit_reference": (), "unit_remote": (), "unit_remote_lines": (), "unit_successions": (),
    # Which fields and words a body answers for.
    "body_fields": (), "body_keywords": (), "field_names": (), "fields": (),
    # Under which rule, and since when, a clock ran.
    "petition_clocks": (), "petitions": ("clock_rule", "clock_started_at", "sealed_as", "sealed_at", "frozen_at", "nameless"),
    # To which topic an answer was given as one; proposals of topics.
    "petition_answers": ("topic_id",), "topic_members": (),
    # Which records are linked, and to which letter a document's number was given.
    "record_links": (), "document_numbers": ("about_kind", "about_id", "day", "given_at"),
    # How a number of a waiting room stood in line; the address at its door.
    "ticket_periods": (), "waiting_doors": (), "tickets": ("place_id", "day", "line", "number", "rank", "counter", "needs",
                                                          "came_at", "calls"),
    # Which of a time's seats a booking has; the language of its letters; by which digest what one person booked is counted.
    "booking_slots": ("seat", "holder"), "bookings": ("language", "person_key"),
    # By which digest who comes again is found: the number itself is vouched for.
    "visit_people": ("identity_key",),
    # What senders are asked after an answer.
    "petition_askings": (),
    # Requests for a second person's consent; passwords, second factors, sessions, devices.
    "account_notices": (), "consent_requests": (), "accounts": ("password_hash", "totp_secret", "totp_step", "totp_key",
                                                                "created_at", "signed_in_at"),
    "devices": (), "one_time_links": (), "recovery_codes": (), "sessions": (), "account_hands": (), "held_acts": (),
    "guesses": (),
    # The keys that are sealed to: that what is sealed still opens is not looked at.
    "seal_keys": (), "sealed_identities": ("key_id", "sealed_at"), "sealed_words": ("key_id",),
    # When a head was signed and an entry taken in; marks of parts; seals in between.
    "journal_seals": (), "log_checkpoints": ("at",), "log_entries": ("at", "parts"), "log_identity": ("began_at",),
    "log_keys": ("since",),
    # Totals as they are counted, as far as they agree with each other.
    "folds": (), "petition_counted": (), "petition_frozen": (), "petition_months": (), "rules_version": (),
    # What stands only to be quick, or for the program alone.
    "done_forms": (), "heartbeat": (), "jobs": (), "last_backup": (), "periodic_jobs": (), "schema_migrations": ("checksum",),
    **{f"{index}{kept}": () for index in ("petition_search", "visit_search")
       for kept in ("", "_config", "_data", "_docsize", "_idx")},
}
OTHER = {"INTEGER": "{0} + 1", "REAL": "{0} + 0.5", "TEXT": "{0} || '.'", "BLOB": "cast({0} || x'01' as blob)"}


class EveryColumn(Case):
    maxDiff = None

    def changes(self, db):
        """For each table the loss of its first row, and for each column another value in the first row that has one."""
        tables = [name for name, in db.execute("select name from sqlite_schema where type = 'table' and name not like"
                                               " 'sqlite_%' order by name")]
        for table in tables:
            left_out = NOT_VOUCHED.get(table)
            if left_out == () or not db.execute(f"select 1 from {table} limit 1").fetchone():
                continue
            columns = db.execute(f"pragma table_info({table})").fetchall()
            keys = ", ".join(name for _, name, *_, key in sorted(columns, key=lambda column: column[5]) if key) or "rowid"
            first = f"({keys}) = (select {keys} from {table} where %s order by {keys} limit 1)"
            if left_out is None:
                yield table, [f"delete from {table} where {first % 'true'}"]
            for _, name, kind, *_ in columns:
                there = f"{name} is not null"
                if name not in (left_out or ()) and db.execute(f"select 1 from {table} where {there} limit 1").fetchone():
                    # Where the next number is taken, one that is not.
                    values = [OTHER[kind].format(name), f"(select max({name}) + 1 from {table})"]
                    yield f"{table}.{name}", [f"update {table} set {name} = {value} where {first % there}" for value in values]

    def is_found(self, change):
        what, statements = change
        copy = pathlib.Path(f"{self.file}~{what}~")
        shutil.copyfile(self.file, copy)
        try:
            with contextlib.closing(sqlite3.connect(copy)) as connection:
                triggers = connection.execute("select name, sql from sqlite_schema where type = 'trigger'").fetchall()
                for name, _ in triggers:
                    connection.execute(f"drop trigger {name}")
                try:
                    connection.execute(statements[0])
                except sqlite3.IntegrityError:
                    connection.execute(statements[-1])
                for _, made in triggers:
                    connection.execute(made)
                connection.commit()
            said = subprocess.run([BINARY, "verify", "--db", f"sqlite:{copy}"], capture_output=True, text=True)
            return said.returncode == 1 and "broken" in said.stdout
        finally:
            for file in copy.parent.glob(copy.name + "*"):
                file.unlink()

    def test_is_vouched_for_or_said_not_to_be(self):
        run("demo", "--db", self.db, "--keys", self.folder / "keys")
        with Server(self.db, "--keys", self.folder / "keys"):
            pass
        self.file = self.db.removeprefix("sqlite:")
        with contextlib.closing(sqlite3.connect(self.file)) as connection:
            changes = list(self.changes(connection))
        self.assertGreater(len(changes), 100)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            found = list(pool.map(self.is_found, changes))
        self.assertEqual([what for (what, _), is_found in zip(changes, found) if not is_found], [])


if __name__ == "__main__":
    unittest.main()
