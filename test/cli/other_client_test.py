"""What another's program says of our log: Go's sumdb packages, which nobody wrote for it."""
import unittest

from support.gandan import Case
from support.log_client import ask
from support.transparency import Log, claim_of, claimed_entry


class OtherClient(Case):
    """That it judges at all: on logs that Python wrote, a right one and wrong ones."""

    def setUp(self):
        super().setUp()
        self.log = Log(self.folder / "log")
        claim = claim_of(["1", "1", "0", "0", "7", "petition.submit", "petition", "{}"], {"text": "Cầu"}, {}, self.log.key)
        self.log.grow(*(f"entry {i}" for i in range(299)), claimed_entry(claim))
        self.receipt = self.folder / "receipt"
        self.receipt.write_text(self.log.receipt(299, claim), encoding="utf-8")

    def test_it_proves_a_right_log_and_a_receipt(self):
        self.log.grow(*(f"later {i}" for i in range(500)))
        said = ask(self.log.folder, self.log.key, self.receipt)
        self.assertIn("800 entries proved", said)
        self.assertIn("number 299, and 800 entries of today begin with its 300", said)

    def test_it_refuses_another_history_another_key_and_wrong_tiles(self):
        stranger = Log(self.folder / "stranger", seed=b"\2" * 32).grow("an entry")
        ask(stranger.folder, self.log.key, code=1)
        anew = Log(self.folder / "anew").grow(*(f"another {i}" for i in range(500)))
        self.assertIn("the receipt", ask(anew.folder, anew.key, self.receipt, code=1))
        tile = self.log.folder / "tile/0/000"
        tile.write_bytes(bytes(32) + tile.read_bytes()[32:])
        ask(self.log.folder, self.log.key, code=1)


if __name__ == "__main__":
    unittest.main()
