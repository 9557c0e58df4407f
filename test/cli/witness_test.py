"""A witness vouches for one history of a log, and keeps what proves that there were two."""
import base64
import functools
import http.server
import subprocess
import threading
import unittest

from support.gandan import BINARY, Case
from support.transparency import Log, read_checkpoint, signers

SPLIT = 3


def entries(first, end, of="entry"):
    return [f"{of} {number}" for number in range(first, end)]


class Witness(Case):
    def setUp(self):
        super().setUp()
        self.log = Log(self.folder / "log")
        self.state = self.folder / "state"

    def witness(self, *more, code=0, log=None):
        """(standard output, standard error)."""
        done = subprocess.run([BINARY, "witness", "--log", str(log or self.log.folder), "--state", str(self.state),
                               *map(str, more)], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout, done.stderr

    def evidence(self):
        return {file.read_text() for file in (self.folder / "state.evidence").iterdir()}

    def test_it_follows_a_log_that_grows(self):
        self.log.grow(*entries(0, 3))
        self.assertIn("3 entries", self.witness("--log-key", self.log.key)[1])
        for end in (3, 4, 255, 256, 257, 700):
            self.log.grow(*entries(len(self.log.leaves), end))
            self.assertIn(f"{end} entries", self.witness()[1])
            self.assertIn((self.log.folder / "checkpoint").read_text(), self.state.read_text())
        self.assertFalse((self.folder / "state.evidence").exists())

    def test_it_cosigns_what_it_saw_after_it_has_written_it_down(self):
        self.log.grow(*entries(0, 300))
        line, said = self.witness("--log-key", self.log.key, "--key", self.folder / "key", "--name", "witness.example")
        own = said.split("Cosigned as ")[1].strip()
        note = (self.log.folder / "checkpoint").read_text() + line
        self.assertEqual(signers(note, [self.log.key, own]), {self.log.key, own}, "as another reads the formats")
        self.assertIn(note, self.state.read_text())
        self.assertEqual((self.folder / "key").stat().st_mode & 0o777, 0o600)
        self.log.grow("one more")
        self.assertIn(own, self.witness("--key", self.folder / "key")[1], "the key stays")

    def test_a_history_that_was_changed_is_a_split_view(self):
        self.log.grow(*entries(0, 300))
        self.witness("--log-key", self.log.key)
        before = (self.log.folder / "checkpoint").read_text()
        remembered = self.state.read_bytes()
        other = Log(self.folder / "other").grow(*entries(0, 7), "another entry", *entries(8, 400))
        line, said = self.witness(log=other.folder, code=SPLIT)
        self.assertEqual(line, "", "and is not vouched for")
        self.assertIn("gandan.example/log splits: it shows 400 entries", said)
        self.assertEqual(self.evidence(), {before, (other.folder / "checkpoint").read_text()})
        self.assertEqual(self.state.read_bytes(), remembered)
        self.assertIn("it extends the 300", self.witness(log=self.log.grow("more").folder)[1], "who goes on is followed")

    def test_two_heads_of_one_size_are_a_split_view(self):
        self.log.grow(*entries(0, 9))
        self.witness("--log-key", self.log.key)
        other = Log(self.folder / "other").grow(*entries(0, 8), "another end")
        self.witness(log=other.folder, code=SPLIT)
        self.assertEqual({read_checkpoint(note)[1] for note in self.evidence()}, {9})

    def test_a_log_that_goes_back_is_told(self):
        self.log.grow(*entries(0, 9))
        self.witness("--log-key", self.log.key)
        restored = Log(self.folder / "restored").grow(*entries(0, 8))
        self.assertIn("went back: it shows 8 entries", self.witness(log=restored.folder, code=SPLIT)[1])
        self.assertEqual(len(self.evidence()), 2)

    def test_wrong_tiles_prove_nothing_and_accuse_nobody(self):
        self.log.grow(*entries(0, 300))
        self.witness("--log-key", self.log.key)
        remembered = self.state.read_bytes()
        self.log.grow(*entries(300, 600))
        for path in ("tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"):
            file = self.log.folder / path
            right = file.read_bytes()
            for what, wrong in (("a bit", right[:-1] + bytes([right[-1] ^ 1])), ("short", right[:-1]), ("gone", None)):
                with self.subTest(path=path, what=what):
                    file.unlink() if wrong is None else file.write_bytes(wrong)
                    self.assertIn("nothing was proved", self.witness(code=1)[1])
                    self.assertEqual(self.state.read_bytes(), remembered)
                    file.write_bytes(right)
        self.assertFalse((self.folder / "state.evidence").exists())

    def test_only_the_logs_own_key_is_believed(self):
        self.log.grow("an entry")
        self.assertIn("--log-key is missing", self.witness(code=2)[1])
        stranger = Log(self.folder / "stranger", seed=b"\2" * 32).grow("an entry")
        self.assertIn("none of the keys", self.witness("--log-key", self.log.key, log=stranger.folder, code=1)[1])
        elsewhere = Log(self.folder / "elsewhere", name="other.example/log").grow("an entry")
        self.witness("--log-key", self.log.key, log=elsewhere.folder, code=1)
        self.assertFalse(self.state.exists())
        self.witness("--log-key", self.log.key)
        self.assertIn("--log-key is of other.example/log", self.witness("--log-key", elsewhere.key, code=2)[1])

    def test_a_key_that_follows_is_remembered_beside_the_first(self):
        self.log.grow("an entry")
        self.witness("--log-key", self.log.key)
        self.log.seed = b"\2" * 32
        self.log.grow("a second")
        self.assertIn("none of the keys", self.witness(code=1)[1])
        self.witness("--log-key", self.log.key)
        self.log.grow("a third")
        self.assertIn("3 entries", self.witness()[1])

    def test_a_state_that_was_changed_is_refused(self):
        self.log.grow("an entry")
        self.witness("--log-key", self.log.key)
        self.state.write_text(self.state.read_text().replace("log-key", "log-kez"))
        self.assertIn("was changed by hand", self.witness(code=1)[1])
        self.state.unlink()
        self.witness("--log-key", self.log.key)
        self.state.write_text(self.state.read_text().replace("\n1\n", "\n2\n"))
        self.assertIn("the checkpoint in", self.witness(code=1)[1])

    def test_a_head_that_it_could_not_read_again_takes_the_place_of_none(self):
        key = ("--key", self.folder / "key", "--name", "witness.example")
        self.log.grow(*entries(0, 3))
        self.witness("--log-key", self.log.key, *key)
        remembered = self.state.read_bytes()
        self.log.grow("one more")
        signature = base64.b64encode(bytes(68)).decode()
        with (self.log.folder / "checkpoint").open("a", encoding="utf-8") as checkpoint:
            checkpoint.writelines(f"— stranger{i}.example {signature}\n" for i in range(99))
        line, said = self.witness(*key, code=1)
        self.assertEqual(line, "")
        self.assertIn("too many signatures", said)
        self.assertEqual(self.state.read_bytes(), remembered)
        self.log.write()
        self.assertIn("it extends the 3", self.witness(*key)[1])

    def test_it_asks_a_server_as_it_reads_a_folder(self):
        self.log.grow(*entries(0, 300))
        serves = functools.partial(Quiet, directory=str(self.folder))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serves) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/log"
            self.witness("--log-key", self.log.key, log=address)
            self.log.grow(*entries(300, 600))
            self.assertIn("it extends the 300", self.witness(log=address + "/")[1])
            self.assertIn("has no checkpoint", self.witness(log=address + "/tile", code=1)[1])
            server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


if __name__ == "__main__":
    unittest.main()
