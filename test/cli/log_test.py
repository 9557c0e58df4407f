"""The public log of a server, read by the C2SP documents alone, and what its receipts prove to a stranger."""
import base64
import json
import re
import time
import unittest
import urllib.parse

from support.gandan import Case, OnPostgresql, Server, run
from support.log_client import ask
from support.tamper import tamper
from support.transparency import (claimed_entry, leaf_hash, read_bundle, read_checkpoint, read_leaves, read_proof_file,
                                  root, root_by_inclusion, signers, tile_path)

OFTEN = ("--log-every", "1")  # the log grows each second, where a server that people use lets it grow each minute
WORDS = "Cầu treo qua suối hỏng ván, xin sửa gấp trước mùa lũ."


class Served:
    """The log of a server, as anybody asks for it."""

    def __init__(self, server):
        self.server = server
        self.keys = []

    @property
    def address(self):
        return self.server.address + "/log"

    def fetch(self, path):
        c = self.server.connect()
        try:
            c.request("GET", "/log/" + path)
            answer = c.getresponse()
            self.headers = answer.headers
            body = answer.read()
            return body if answer.status == 200 else None
        finally:
            c.close()

    def head(self, at_least=1, patience=30):
        """The note, once it has so many entries and nothing more is being entered."""
        until = time.monotonic() + patience
        note = before = None
        while time.monotonic() < until:
            note = self.fetch("checkpoint")
            if note and note == before and read_checkpoint(note.decode())[1] >= at_least:
                page = self.server.request("GET", "/log")[2]
                self.keys = re.findall(r"[^\s<>]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}", page)
                return note.decode()
            before = note
            time.sleep(1.2)
        raise AssertionError(f"the log has no {at_least} entries: {note}")


class OfServer(Case):
    def setUp(self):
        super().setUp()
        self.keys = self.folder / "keys"
        run("demo", "--db", self.db, "--keys", self.keys)

    def serve(self):
        return self.enterContext(Server(self.db, "--keys", self.keys, *OFTEN))

    def proof_of(self, server, sent):
        """(the file, its bytes as text)."""
        status, headers, text = server.request(
            "POST", f"/receipts/{sent['code']}/proof", urllib.parse.urlencode({"author_key": sent["key"]}),
            {"Content-Type": "application/x-www-form-urlencoded", "Origin": server.address})
        self.assertEqual(status, 200, text)
        self.assertIn(".tlog-proof", headers["Content-Disposition"])
        file = self.folder / f"{sent['code']}.tlog-proof"
        file.write_text(text, encoding="utf-8")
        return file, text

    def submit(self, server, log):
        _, size, _ = read_checkpoint(log.head())
        status, sent = server.submit(WORDS)
        self.assertEqual(status, 201)
        return sent, log.head(size + 1)


class Log(OfServer):
    def test_a_stranger_reads_it_by_the_documents_of_the_formats(self):
        log = Served(self.serve())
        note = log.head(300)
        origin, size, stated = read_checkpoint(note)
        self.assertEqual(signers(note, log.keys), set(log.keys))
        self.assertTrue(log.keys[0].startswith(origin + "+"))
        leaves = read_leaves(size, log.fetch)
        self.assertEqual(root(leaves), stated)
        self.assertIn("immutable", log.headers["Cache-Control"])
        self.assertEqual(log.headers["Access-Control-Allow-Origin"], "*", "a page on a disk may ask")
        entries = []
        for index in range((size + 255) // 256):
            width = min(256, size - 256 * index)
            entries += read_bundle(log.fetch(tile_path("entries", index, width)))
        self.assertEqual([leaf_hash(entry) for entry in entries], leaves)
        for entry in entries:
            self.assertRegex(entry, rb"(?s)\Agandan log 2\n.{32}\Z")
        self.assertEqual(len(set(entries)), size)
        for path in (tile_path(0, size), tile_path(0, 0, 255).replace("255", "0"), "tile/0/0", "tile/9/000", "nothing"):
            self.assertEqual(log.server.request("GET", "/log/" + path)[0], 404, path)

    def test_a_receipt_proves_what_was_sent_also_after_years_and_restarts(self):
        with Server(self.db, "--keys", self.keys, *OFTEN) as server:
            log = Served(server)
            sent, _ = self.submit(server, log)
            file, text = self.proof_of(server, sent)
            extra, index, proof, note = read_proof_file(text)
            claim = json.loads(extra)
            _, size, stated = read_checkpoint(note)
            self.assertEqual(root_by_inclusion(leaf_hash(claimed_entry(claim)), index, size, proof), stated)
            self.assertEqual(signers(note, log.keys), set(log.keys))
            shown = {part["name"]: part["value"] for part in claim["parts"] if "name" in part}
            self.assertEqual(shown["text"], WORDS)
            self.assertEqual(shown["code"], sent["code"])
            self.assertIn(claim["log_key"], log.keys)
            run("verify", file, "--log", log.address, "--key", log.keys[0])
        with Server(self.db, "--keys", self.keys, *OFTEN) as server:
            log = Served(server)
            self.submit(server, log)
            said = run("verify", file, "--log", log.address, "--key", log.keys[0])
            self.assertIn(WORDS, said)
            self.assertTrue(said.endswith("intact\n"), said)
        self.assertIn(WORDS, run("verify", file, "--key", log.keys[0]), "the server is gone")
        self.assertIn("broken", run("verify", self.with_other_words(text), code=1))

    def with_other_words(self, text):
        start, extra, rest = text.split("\n", 2)
        claim = base64.b64decode(extra.removeprefix("extra ")).decode().replace("trước mùa lũ", "khi có tiền")
        file = self.folder / "changed"
        file.write_text(f"{start}\nextra {base64.b64encode(claim.encode()).decode()}\n{rest}", encoding="utf-8")
        return file

    def test_a_journalist_reads_it_with_the_client_of_another(self):
        with Server(self.db, "--keys", self.keys, *OFTEN) as server:
            log = Served(server)
            sent, _ = self.submit(server, log)
            file, _ = self.proof_of(server, sent)
            self.submit(server, log)
            said = ask(log.address, log.keys[0], file)
            self.assertRegex(said, r"entries proved\nthe receipt's entry is number \d+, and \d+ entries of today begin")

    def test_an_operator_who_changes_an_answer_is_found(self):
        with Server(self.db, "--keys", self.keys, *OFTEN) as server:
            log = Served(server)
            sent, _ = self.submit(server, log)
            file, _ = self.proof_of(server, sent)
        change = ["update petition_answers set text = text || '.' where id = (select max(answer_id) from petition_answered)",
                  f"update petitions set text = 'Cầu còn tốt.' where code = '{sent['code']}'"]
        for statement in change:
            with self.subTest(statement), tamper(self.db, [statement]) as tampered:
                said = run("verify", "--db", tampered, code=1)
                self.assertIn("petition", said)
                self.assertNotIn("intact", said)
        with tamper(self.db, change[1:]) as tampered, Server(tampered, "--keys", self.keys, *OFTEN) as server:
            status, _, page = server.request(
                "POST", f"/receipts/{sent['code']}/proof", urllib.parse.urlencode({"author_key": sent["key"]}),
                {"Content-Type": "application/x-www-form-urlencoded", "Origin": server.address, "Accept-Language": "en"})
            self.assertEqual(status, 200)
            self.assertIn("is not as the log has it", page)
            said = run("verify", file, "--log", server.address + "/log", "--key", log.keys[0])
            self.assertIn(WORDS, said, "the log still has what was sent")


class LogOnPostgresql(OnPostgresql, Log):
    pass


class OlderCopy(OfServer):
    def test_a_witness_follows_it_and_an_older_copy_of_the_database_is_found(self):
        server = self.serve()
        log = Served(server)
        state = self.folder / "state"
        log.head()
        run("witness", "--log", log.address, "--state", state, "--log-key", log.keys[0])
        run("backup", "--db", self.db, "--keys", self.keys, self.folder / "backup")
        self.submit(server, log)
        run("witness", "--log", log.address, "--state", state)
        server.stop()
        run("restore", "--db", self.db, "--keys", self.keys, self.folder / "backup")
        server.start()
        run("witness", "--log", log.address, "--state", state, code=3)
        server.submit("Một việc khác hẳn.")
        log.head()
        run("witness", "--log", log.address, "--state", state, code=3)
        self.assertEqual(len(list((self.folder / "state.evidence").glob("seen-*"))), 1)
        self.assertGreaterEqual(len(list((self.folder / "state.evidence").glob("shown-*"))), 1)


if __name__ == "__main__":
    unittest.main()
