#!/usr/bin/env python3
"""check and update, run over a small tree of views, C++ and catalogues."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
LOOM = sys.argv.pop()
VIEW = '{@ view a(int n)}<p title="{t "Say \\"hi\\""}">{t "today"} {tn "{n} day" "{n} days" n=n} {tc "verb" "Answer"}</p>'
CPP = 'long x = 1\'000; auto y = locale.tr("Only C++ {x}", {{"x", "1"}}); auto z = N_("today");'


class Messages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.write("contexts/a/views/a.html", VIEW)
        self.write("contexts/a/a.cpp", CPP)
        self.write("kernel/k/k.cpp", 'auto y = locale.tr("today");')
        self.write("contexts/a/test/a_test.cpp", 'auto y = locale.tr("only a test");')

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text)

    def run_tool(self, name):
        done = subprocess.run([TOOLS / name, "--loom", LOOM], capture_output=True, text=True,
                              env=os.environ | {"GANDAN_MESSAGES_ROOT": str(self.root)})
        return done.returncode, done.stdout + done.stderr

    def po(self, module):
        return self.root / module / "po" / "vi.po"

    def fill_in(self):
        for module in ("kernel/k", "contexts/a"):
            header, *blocks = self.po(module).read_text().strip().split("\n\n")
            for n, block in enumerate(blocks):
                marks = "".join(mark for mark in ("{n}", "{x}") if mark in block)
                blocks[n] = block.removesuffix('""') + f'"được {marks}"'
            self.po(module).write_text("\n\n".join([header, *blocks]) + "\n")

    def test_update_adds_each_message_once_where_it_belongs_and_check_passes_when_all_are_filled_in(self):
        self.assertEqual(self.run_tool("check")[0], 1)
        self.run_tool("update")
        kernel, context = self.po("kernel/k").read_text(), self.po("contexts/a").read_text()
        self.assertIn('msgid "today"', kernel)
        self.assertNotIn('msgid "today"', context)
        self.assertNotIn("only a test", context)
        self.assertIn('msgctxt "verb"\nmsgid "Answer"\nmsgstr ""', context)
        self.assertIn('msgid "Only C++ {x}"', context)
        self.assertIn('msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] ""', context)
        code, said = self.run_tool("check")
        self.assertEqual(code, 1)
        self.assertIn("is not translated", said)
        self.fill_in()
        self.assertEqual(self.run_tool("check"), (0, "5 messages, 0 faults\n"))

    def test_check_finds_other_placeholders_fuzzy_entries_and_what_is_used_nowhere(self):
        self.run_tool("update")
        self.fill_in()
        good = self.po("contexts/a").read_text()
        self.po("contexts/a").write_text(good.replace('"được {x}"', '"được {y}"'))
        self.assertIn("the placeholders differ", self.run_tool("check")[1])
        self.po("contexts/a").write_text(good.replace('msgid "Say', '#, fuzzy\nmsgid "Say'))
        self.assertIn("is not translated", self.run_tool("check")[1])
        self.po("contexts/a").write_text(good + '\nmsgid "old"\nmsgstr "cũ"\n')
        self.assertIn('"old" is translated into vi but used nowhere', self.run_tool("check")[1])
        self.run_tool("update")
        self.assertEqual(self.run_tool("check"), (0, "5 messages, 0 faults\n"))

    def test_check_finds_one_message_translated_in_two_ways(self):
        self.run_tool("update")
        self.fill_in()
        self.write("contexts/b/b.cpp", 'auto y = locale.tr("Say \\"hi\\"");')
        self.run_tool("update")
        # What another module says is proposed.
        self.assertEqual(self.run_tool("check"), (0, "5 messages, 0 faults\n"))
        text = self.po("contexts/b").read_text()
        self.po("contexts/b").write_text(text.replace("được", "khác"))
        self.assertIn("is translated otherwise in", self.run_tool("check")[1])


unittest.main()
