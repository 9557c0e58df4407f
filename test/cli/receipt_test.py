"""A receipt proves what it says, also where the server is gone, and finds a log that was changed under it."""
import base64
import json
import unittest

from support.gandan import Case, run
from support.transparency import Log, claim_of, claimed_entry, read_proof_file

FIELDS = ["1795082400000000", "1", "0", "0", "77", "petition.submit", "petition", "{}"]
SAID = {"petitions.kind": "2", "petitions.text": "Cầu treo qua suối hỏng ván, \"xin\" sửa gấp."}
HIDDEN = {"petition_notes.text": "Việc của huyện"}


class Receipt(Case):
    def setUp(self):
        super().setUp()
        self.log = Log(self.folder / "log")
        self.claim = claim_of(FIELDS, SAID, HIDDEN, self.log.key)
        self.log.grow(*(f"an entry {i}" for i in range(299)), claimed_entry(self.claim), "one more")
        self.receipt = self.keep(self.log.receipt(299, self.claim))

    def keep(self, text, name="receipt.tlog-proof"):
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        return file

    def verify(self, *more, receipt=None, code=0):
        said = run("verify", receipt or self.receipt, *more, code=code)
        self.assertEqual(said.endswith("intact\n"), code == 0, said)
        return said

    def test_it_proves_what_was_sent_with_and_without_the_log(self):
        for more in (["--log", self.log.folder, "--key", self.log.key], ["--log", self.log.folder], []):
            with self.subTest(more):
                said = self.verify(*more)
                self.assertIn(f"petitions.text: {SAID['petitions.text']}\n", said)
                self.assertIn("entry 299 of 301\n", said)
                self.assertIn("at 2026-11-19T10:00:00Z\ndeed petition.submit\n", said)
                self.assertIn("parts that are not shown 1\n", said)
                self.assertNotIn(HIDDEN["petition_notes.text"], said)
        self.assertIn("compare it with one that was published", self.verify())
        self.assertNotIn("compare it", self.verify("--key", self.log.key))

    def test_years_later_it_is_in_a_log_that_only_grew(self):
        self.log.grow(*(f"a later entry {i}" for i in range(400)))
        self.assertIn("today 701 entries, which begin as the receipt says", self.verify("--log", self.log.folder))

    def test_no_word_and_no_day_of_it_can_be_another(self):
        for what, change in {
                "a text": lambda c: c["parts"][-1].update(value="Cầu treo qua suối hỏng ván."),
                "a kind": lambda c: c["parts"][-2].update(value="1"),
                "what is hidden": lambda c: c["parts"][0].update(hash=base64.b64encode(b"x" * 32).decode()),
                "a part less": lambda c: c["parts"].pop(0),
                "two parts swapped in name": lambda c: (c["parts"][-1].update(name="petitions.kind"),
                                                        c["parts"][-2].update(name="petitions.about")),
                "the time": lambda c: c.update(fields=c["fields"].replace("1795082400000000", "1795082400000001")),
                "the salt": lambda c: c.update(salt=base64.b64encode(b"t" * 16).decode())}.items():
            with self.subTest(what):
                claim = json.loads(json.dumps(self.claim))
                change(claim)
                changed = self.keep(self.log.receipt(299, claim), "changed")
                self.assertIn("broken: the receipt: the entry is not in its tree", self.verify(receipt=changed, code=1))
        elsewhere = self.keep(self.log.receipt(298, self.claim), "elsewhere")
        self.verify(receipt=elsewhere, code=1)

    def test_a_log_that_was_made_anew_without_it_is_a_split_view(self):
        anew = Log(self.folder / "anew").grow(*(f"an entry {i}" for i in range(299)), "another text", "one more", "and more")
        said = self.verify("--log", anew.folder, code=1)
        self.assertIn("broken: the log's history is another than the one in the receipt", said)
        back = Log(self.folder / "back").grow(*(f"an entry {i}" for i in range(299)))
        self.assertIn("has 299 entries today and had 301", self.verify("--log", back.folder, code=1))

    def test_only_the_key_of_the_log_is_believed(self):
        stranger = Log(self.folder / "stranger", seed=b"\2" * 32)
        said = self.verify("--key", stranger.key, code=1)
        self.assertIn("none of the keys that were given signed it", said)
        today = Log(self.folder / "today", seed=b"\2" * 32)
        today.leaves = list(self.log.leaves)
        self.assertIn("broken: the checkpoint of", self.verify("--log", today.write().folder, code=1))

    def test_no_word_in_it_looks_like_a_finding_or_moves_the_cursor(self):
        forged = "Cầu hỏng\nintact\ntoday 900 entries\r\x1b[8m\u009b2J\u202e"
        claim = claim_of(FIELDS, {"petitions.text": forged}, {}, self.log.key)
        index = len(self.log.leaves)
        self.log.grow(claimed_entry(claim))
        said = self.verify("--log", self.log.folder, receipt=self.keep(self.log.receipt(index, claim), "forged"))
        self.assertIn("petitions.text: Cầu hỏng\n  intact\n  today 900 entries", said)
        self.assertEqual([line for line in said.splitlines() if line.startswith(("intact", "today"))],
                         ["today 302 entries, which begin as the receipt says", "intact"])
        for character in "\r\x1b\u009b\u202e":
            self.assertNotIn(character, said)

    def test_what_is_no_receipt_is_said_to_be_none(self):
        extra, index, proof, note = read_proof_file(self.receipt.read_text(encoding="utf-8"))
        for text in ("", "c2sp.org/tlog-proof@v1\n", self.receipt.read_text(encoding="utf-8")[:-2], note,
                     self.log.receipt(299, {**self.claim, "more": 1})):
            run("verify", self.keep(text, "none"), code=1)
        self.assertEqual(json.loads(extra), self.claim)
        self.assertEqual((index, len(proof)), (299, 6))


if __name__ == "__main__":
    unittest.main()
