"""A backup taken while the server works, restored elsewhere, holds what was acknowledged before it."""
import base64
import contextlib
import hashlib
import hmac
import pathlib
import re
import sqlite3
import stat
import subprocess
import threading
import unittest

from support.gandan import BINARY, Case, Server, lines, postgresql_database, run, sql
from support.tamper import tamper
from support.uploads import paper, send


class Backup(Case):
    def round_trip(self, source, target):
        keys = self.folder / "the.key"
        copy = self.folder / "copy"
        acknowledged = []
        stop = threading.Event()
        with Server(source, "--keys", keys) as server:
            def send():
                connection = server.connect()
                number = 0
                while not stop.is_set():
                    status, answer = server.submit(f"Đề nghị sửa đường thôn số {number}", connection)
                    self.assertEqual(status, 201, answer)
                    acknowledged.append(answer["code"])
                    number += 1

            sender = threading.Thread(target=send)
            sender.start()
            try:
                while len(acknowledged) < 50 and sender.is_alive():
                    stop.wait(0.01)
                before = list(acknowledged)
                run("backup", "--db", source, "--keys", keys, copy)
            finally:
                stop.set()
                sender.join()
        run("restore", "--db", target, "--keys", keys, copy)
        self.assertTrue(run("verify", "--db", target).endswith("intact\n"))
        with Server(target, "--keys", keys) as server:
            self.assertGreaterEqual(len(before), 50)
            for code in before:
                self.assertEqual(server.request("GET", f"/api/v1/petitions/{code}")[0], 200)
        self.assertTrue(run("verify", "--db", source).endswith("intact\n"))

    def test_on_sqlite(self):
        self.round_trip(self.db, f"sqlite:{self.folder}/restored.db")

    def test_files_come_along_and_none_may_be_missing_or_changed(self):
        keys, copy, target = self.folder / "the.key", self.folder / "copy", f"sqlite:{self.folder}/restored.db"
        with Server(self.db, "--keys", keys) as server:
            for number in range(3):
                self.assertIsInstance(send(server, number, paper(1_000)), str)
        run("backup", "--db", self.db, "--keys", keys, copy)
        run("backup", "--db", self.db, "--keys", keys, copy)  # again, in its place
        stored = sorted(path for path in (self.folder / "copy.files").glob("??/*"))
        self.assertEqual(len(stored), 3)
        run("restore", "--db", target, "--keys", keys, copy)
        self.assertIn("files 3\n", run("verify", "--db", target))
        here = self.folder / "restored.db.files" / stored[0].relative_to(self.folder / "copy.files")
        self.assertEqual(stat.S_IMODE(here.stat().st_mode), 0o600)
        here.write_bytes(here.read_bytes()[:-1])
        self.assertIn("was changed", run("verify", "--db", target, code=1))
        stored[1].unlink()
        run("restore", "--db", target, "--keys", keys, copy, code=1)
        self.assertEqual(list(self.folder.glob("*.before-*")), [], "a restore that fails leaves the files in place")
        run("restore", "--db", target, "--keys", keys, "--without-files", copy)

    def test_on_postgresql(self):
        with postgresql_database("backup_from") as source, postgresql_database("backup_to") as target:
            self.round_trip(source, target)

    def test_a_fresh_database_has_no_account_and_prints_a_link_once(self):
        with Server(self.db) as server:
            server.request("GET", "/healthz")
            self.assertIn("No account yet", server.said())

    def test_demonstration_data_loads_once_into_an_empty_database(self):
        run("demo", "--db", self.db)
        self.assertTrue(run("verify", "--db", self.db).endswith("intact\n"))
        found = lines("search", "petitions", "--db", self.db, "den duong")
        self.assertTrue(found)
        run("demo", "--db", self.db, code=1)


LAST_LINE = re.compile(rb"\nGANDAN BACKUP 2 (\d{10}) [0-9a-f]{64} ([0-9a-f]{64})\n\Z")


def manifest_of(backup):
    """(the copy, the manifest) of a backup's bytes."""
    line = LAST_LINE.search(backup)
    return backup[:line.start() - int(line[1])], backup[line.start() - int(line[1]):line.start()]


def mac_of(keys, manifest):
    """What only who has the key file can compute: keyed BLAKE2b over the purpose, then HMAC."""
    secret = base64.b64decode(keys.read_text().split()[-1])
    key = hashlib.blake2b(b"gandan backup manifest", key=secret, digest_size=32).digest()
    return hmac.new(key, manifest, hashlib.sha256).hexdigest().encode()


def with_manifest(copy, manifest, keys=None, kind=2):
    """A backup whose checksums are right, whatever it holds; and its MAC too, where there are keys."""
    manifest = re.sub(rb'"bytes":\d+', b'"bytes":%d' % len(copy), manifest)
    manifest = re.sub(rb'"sha256":"\w+"', b'"sha256":"%s"' % hashlib.sha256(copy).hexdigest().encode(), manifest)
    line = b"\nGANDAN BACKUP %d %010d %s" % (kind, len(manifest), hashlib.sha256(manifest).hexdigest().encode())
    if kind == 2:
        line += b" " + (mac_of(keys, manifest) if keys else b"0" * 64)
    return copy + manifest + line + b"\n"


class Replaced(Case):
    def test_a_backup_replaces_a_backup_and_nothing_else(self):
        run("demo", "--db", self.db)
        database = self.db.removeprefix("sqlite:")
        backup = self.folder / "backup"
        for _ in range(2):
            run("backup", "--db", self.db, backup)
        other = self.folder / "letter.txt"
        other.write_text("Kính gửi")
        for kept in [database, database + ".key", other]:
            before = open(kept, "rb").read()
            run("backup", "--db", self.db, kept, code=1)
            self.assertEqual(open(kept, "rb").read(), before)

    def test_the_database_tells_of_its_last_backup_and_the_backup_of_the_one_before(self):
        run("demo", "--db", self.db)
        backup = self.folder / "backup"
        told = lambda file: sqlite3.connect(f"file:{file}?mode=ro", uri=True).execute(
            "select made_at, bytes, entries from last_backup").fetchall()
        before = []
        for _ in range(2):
            run("backup", "--db", self.db, backup)
            (row,) = told(self.db.removeprefix("sqlite:"))
            self.assertEqual(row[1], backup.stat().st_size)
            self.assertEqual(told(backup), before)
            before = [row]

    def test_a_link_to_a_database_is_the_database(self):
        run("demo", "--db", self.db)
        database = self.db.removeprefix("sqlite:")
        run("backup", "--db", self.db, self.folder / "backup")
        link = self.folder / "link.db"
        link.symlink_to(database)
        with Server(f"sqlite:{link}", "--keys", database + ".key"):
            run("restore", "--db", self.db, "--keys", database + ".key", self.folder / "backup", code=1)


class Restore(Case):
    """A restore that is refused says why, exits with 1 and leaves the database as it was."""

    def setUp(self):
        super().setUp()
        self.keys, self.backup = self.folder / "the.key", self.folder / "backup"

    def make(self, db):
        run("demo", "--db", db, "--keys", self.keys)
        run("backup", "--db", db, "--keys", self.keys, self.backup)
        self.before = run("verify", "--db", db)

    def refused(self, db, file, word, *options, keys=None):
        done = subprocess.run([BINARY, "restore", "--db", db, "--keys", keys or self.keys, file, *options],
                              capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(word, done.stderr)
        self.assertEqual(run("verify", "--db", db), self.before)

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def of_either_engine(self, db, other):
        self.make(db)
        whole = self.backup.read_bytes()
        copy, manifest = manifest_of(whole)
        self.refused(db, self.folder / "absent", "no such file")
        self.refused(db, self.file("empty", b""), "no manifest")
        self.refused(db, self.file("empty", b""), "is no backup of a", "--without-manifest")
        self.refused(db, self.file("another", b"what another program wrote" * 1000), "no manifest")
        self.refused(db, self.file("cut", whole[:-7000]), "no manifest")
        flipped = bytearray(whole)
        flipped[len(copy) // 2] ^= 1
        self.refused(db, self.file("flipped", bytes(flipped)), "checksum")
        flipped = bytearray(whole)
        flipped[len(copy) + 20] ^= 1
        self.refused(db, self.file("manifest", bytes(flipped)), "its manifest is not as it was written")
        fewer = re.sub(rb'"petitions":(\d+)', lambda n: b'"petitions":%d' % (int(n[1]) + 1), manifest)
        self.refused(db, self.file("fewer", with_manifest(copy, fewer, self.keys)), "table petitions has")
        other_head = re.sub(rb'"head":"\w', b'"head":"x', manifest)
        self.refused(db, self.file("head", with_manifest(copy, other_head, self.keys)), "another head")
        self.refused(db, self.file("rewritten", with_manifest(copy, fewer)), "does not vouch for it")
        self.refused(db, self.file("downgraded", with_manifest(copy, fewer, kind=1)), "--unsigned")
        self.refused(db, self.file("downgraded", with_manifest(copy, fewer, kind=1)), "table petitions has", "--unsigned")
        self.refused(db, self.file("engine", with_manifest(copy, manifest.replace(db[:6].encode(), b"xxxxxx", 1))),
                     "another engine's")
        self.refused(db, self.backup, "the key file", keys=self.folder / "absent.key")
        run("migrate", "--db", other)
        with Server(other, "--keys", self.folder / "other.key"):
            pass
        self.refused(db, self.backup, "does not hold the key", keys=self.folder / "other.key")
        with Server(db, "--keys", self.keys):
            pass  # the first that starts enters what the log vouches for
        of_backup, self.before = self.before, run("verify", "--db", db)
        with Server(db, "--keys", self.keys):
            self.refused(db, self.backup, "stop it first")
        self.before = of_backup

    def restored(self, db, *options):
        """Restores over a database that went on, and returns the words about what is kept."""
        with Server(db, "--keys", self.keys) as server:
            code = server.submit("Đề nghị sửa cầu sau khi đã sao lưu")[1]["code"]
        done = subprocess.run([BINARY, "restore", "--db", db, "--keys", self.keys, self.backup, *options],
                              capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 0, done.stderr)
        # Before a server runs: the first minute of one begins the log.
        said = run("verify", "--db", db)
        self.assertTrue(said.endswith("intact\n"))
        self.assertEqual(said.split("\n\n")[0], self.before.split("\n\n")[0])
        with Server(db, "--keys", self.keys) as server:
            self.assertEqual(server.request("GET", f"/api/v1/petitions/{code}")[0], 404)
        return done.stderr, code

    def test_on_sqlite(self):
        self.of_either_engine(self.db, f"sqlite:{self.folder}/other.db")
        said, code = self.restored(self.db)
        kept = pathlib.Path(re.search(r"kept as (\S+);", said)[1])
        self.assertTrue(run("verify", "--db", f"sqlite:{kept}").endswith("intact\n"))
        with contextlib.closing(sqlite3.connect(kept)) as old:
            self.assertEqual(old.execute("select count(*) from petitions where code = ?", [code]).fetchone(), (1,))
        run("restore", "--db", f"sqlite:{self.folder}/fresh.db", "--without-keys", self.backup)
        run("migrate", "--db", f"sqlite:{self.folder}/fresh.db")
        for file in self.folder.iterdir():
            self.assertNotIn("restoring", file.name)
            if not file.name.startswith(("empty", "another", "cut", "flipped", "manifest", "fewer", "head", "engine", "rewritten", "downgraded")):
                self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600, file)

    def test_on_postgresql(self):
        with postgresql_database("restore") as db, postgresql_database("restore_other") as other:
            self.of_either_engine(db, other)
            said, code = self.restored(db)
            kept = re.search(r"drop schema (\w+) cascade", said)[1]
            self.assertEqual(sql(db, f"select count(*) from {kept}.petitions where code = '{code}'"), "1")
            # What is kept is no part of a later backup.
            run("backup", "--db", db, "--keys", self.keys, self.backup)
            with postgresql_database("restore_again") as again:
                run("restore", "--db", again, "--keys", self.keys, self.backup)
                self.assertEqual(sql(again, f"select count(*) from pg_namespace where nspname = '{kept}'"), "0")

    def test_another_programs_database_and_a_newer_one_are_refused(self):
        self.make(self.db)
        other = self.folder / "other.db"
        with contextlib.closing(sqlite3.connect(other)) as made:
            made.execute("create table notes (text)")
        self.refused(self.db, other, "another program's database", "--without-manifest")
        with tamper(self.db, ["insert into schema_migrations values ('petitions', '999_later.sql', 'x')"]) as newer:
            file = newer.removeprefix("sqlite:")
            self.refused(self.db, file, "newer than this program", "--without-manifest")
        with tamper(self.db, ["update schema_migrations set checksum = 'x' where name = '001_petitions.sql'"]) as other:
            self.refused(self.db, other.removeprefix("sqlite:"), "has changed", "--without-manifest")

    def test_a_copy_that_was_tampered_with_is_refused_though_its_checksums_are_right(self):
        self.make(self.db)
        _, manifest = manifest_of(self.backup.read_bytes())
        # That a backup was made is noted after it was.
        with tamper(self.db, ["delete from journal", "delete from journal_seals", "delete from last_backup"]) as emptied:
            copy = pathlib.Path(emptied.removeprefix("sqlite:")).read_bytes()
        self.refused(self.db, self.file("emptied", with_manifest(copy, manifest, self.keys)), "its journal has 0 entries")
        manifest = re.sub(rb'"entries":\d+,"sealed":\d+,"head":"\w*"', b'"entries":0,"sealed":0,"head":""', manifest)
        manifest = re.sub(rb'"(journal|journal_seals)":\d+', rb'"\1":0', manifest)
        self.refused(self.db, self.file("emptied", with_manifest(copy, manifest, self.keys)), "the journal is empty, though there are records")

    def test_an_older_backup_is_taken_when_told_so(self):
        self.make(self.db)
        copy, manifest = manifest_of(self.backup.read_bytes())
        old = self.file("old", with_manifest(copy, re.sub(rb'"vouched_by":"\w+",', b"", manifest), kind=1))
        self.refused(self.db, old, "of the kind before November 2026")
        run("restore", "--db", self.db, "--keys", self.keys, "--unsigned", old)
        self.assertEqual(run("verify", "--db", self.db), self.before)

    # What was smuggled in, and what the refusal must name.
    SMUGGLED = [
        ("create trigger spy after insert on petitions begin delete from journal_seals; end", "trigger spy is there"),
        ("create view spy as select * from accounts", "view spy is there"),
        ("create index spy on petitions (title)", "index spy is there"),
        ("create table spy (text)", "table spy is there"),
        ("alter table petitions add column spy text", "table petitions is not as it was made"),
        ("drop index journal_subject", "index journal_subject is not there"),
        ("drop trigger journal_no_delete", "trigger journal_no_delete is not there"),
        ("delete from schema_migrations", "schema_migrations is empty"),
        ("delete from schema_migrations where module = 'people' and name like '002%'", "a row was taken out"),
        ("delete from schema_migrations where module = 'rules'", "rows were taken out of schema_migrations"),
    ]

    def test_what_was_smuggled_into_the_schema_is_named(self):
        self.make(self.db)
        _, manifest = manifest_of(self.backup.read_bytes())
        for statement, word in self.SMUGGLED:
            with self.subTest(statement):
                copy = self.folder / "smuggled.db"
                copy.write_bytes(pathlib.Path(self.db.removeprefix("sqlite:")).read_bytes())
                with contextlib.closing(sqlite3.connect(copy)) as connection:
                    connection.execute(statement)
                    connection.commit()
                self.refused(self.db, copy, word, "--without-manifest")
                copy.unlink()

    def test_what_was_smuggled_into_a_dump_is_named(self):
        with postgresql_database("smuggle") as db, postgresql_database("smuggle_from") as source:
            self.make(db)
            for statement, word in [
                    ("create function spy() returns trigger language plpgsql as 'begin return new; end';"
                     " create trigger spy before insert on petitions for each row execute function spy()",
                     "function spy() is there"),
                    ("create view spy as select * from accounts", "relation spy is there"),
                    ("alter table petitions add column spy text", "petitions.spy is there"),
                    ("alter table journal disable trigger journal_append_only", "journal.journal_append_only is not as")]:
                with self.subTest(statement):
                    run("restore", "--db", source, "--keys", self.keys, self.backup)
                    sql(source, statement)
                    run("backup", "--db", source, "--keys", self.keys, self.folder / "smuggled")
                    self.refused(db, self.folder / "smuggled", word)
                    sql(source, "drop schema public cascade; create schema public")

    def test_a_database_that_is_damaged_is_kept_and_replaced(self):
        self.make(self.db)
        file = pathlib.Path(self.db.removeprefix("sqlite:"))
        file.write_bytes(b"no database any more")
        run("restore", "--db", self.db, "--keys", self.keys, self.backup)
        self.assertEqual(run("verify", "--db", self.db), self.before)
        kept, = self.folder.glob("test.db.before-restore-*")
        self.assertEqual(kept.read_bytes(), b"no database any more")


class Modes(Case):
    """What the program writes is for its own account alone, whatever the umask of who starts it."""

    def mode(self, path):
        return stat.S_IMODE(path.stat().st_mode)

    def test_of_everything_that_is_written(self):
        letters = self.folder / "letters"
        rows = self.folder / "rows.jsonl"
        rows.write_text('{"id": "1", "text": ""}\n{"id": "2", "text": "Đề nghị sửa đường vào thôn"}\n')
        rejects = self.folder / "rejects.csv"
        rejects.write_text("of an earlier time")
        rejects.chmod(0o644)
        run("import", "petitions", "--db", self.db, rows, "--rejects", rejects, umask=0)
        run("report", "petitions", "--db", self.db, "--from", "2026-01-01", "--to", "2026-12-31", "--format", "json",
            "--out", self.folder / "report.json", umask=0)
        with Server(self.db, "--mail", f"file:{letters}", "--mail-from", "Gần Dân <thu@gandan.example>",
                    "--public-url", "https://gandan.example", umask=0) as server:
            server.submit("Đề nghị sửa cầu treo", contact={"email": "lan@example.org"})
            run("backup", "--db", self.db, self.folder / "backup", umask=0)
            for _ in range(300):
                if letters.exists() and any(letters.iterdir()):
                    break
                threading.Event().wait(0.1)
            files = ["test.db", "test.db-wal", "test.db-shm", "test.db.lock", "test.db.key", "rejects.csv",
                     "report.json", "backup"]
            for file in [*map(self.folder.joinpath, files), *letters.iterdir()]:
                self.assertEqual(self.mode(file), 0o600, file)
            self.assertEqual(self.mode(letters), 0o700)
            self.assertTrue(any(letters.iterdir()))

    def test_of_a_database_that_others_could_read_before(self):
        run("migrate", "--db", self.db)
        file = self.folder / "test.db"
        file.chmod(0o664)
        with Server(self.db):
            self.assertEqual(self.mode(file), 0o600)


if __name__ == "__main__":
    unittest.main()
