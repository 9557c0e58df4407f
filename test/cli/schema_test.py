"""Each module's schema.sql says what its migrations come to."""
import pathlib
import subprocess
import sys
import unittest

from support.gandan import BINARY

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Schema(unittest.TestCase):
    def test_each_module_s_schema_is_as_its_migrations_make_it(self):
        done = subprocess.run([sys.executable, ROOT / "tools/schema/schema.py", "--check", BINARY],
                              capture_output=True, text=True, stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreaterEqual(len(list(ROOT.glob("*/*/schema.sql"))), 7)


if __name__ == "__main__":
    unittest.main()
