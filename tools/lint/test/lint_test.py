#!/usr/bin/env python3
"""Each check finds what it is for, in a small house of its own."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

LINT = pathlib.Path(__file__).resolve().parents[1]


class Lint(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="gandan-lint-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        subprocess.run(["git", "init", "-q"], cwd=self.folder, check=True)
        self.write("lib/base/CMakeLists.txt", "gandan_module(base)\n")
        self.write("kernel/units/CMakeLists.txt", "gandan_module(units DEPS base)\n")
        self.write("kernel/units/schema.sql", "CREATE TABLE units (\n  id INTEGER\n) STRICT;\n")
        self.write("contexts/petitions/CMakeLists.txt", "gandan_module(petitions\n  DEPS base\n  LINK Boost::json)\n")
        self.write("contexts/meetings/CMakeLists.txt", "gandan_module(meetings DEPS base petitions)\n")

    def write(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def said(self, check):
        """(exit code, what the check printed), of what is ours."""
        done = subprocess.run([sys.executable, LINT / f"{check}.py"], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.stderr, "")
        return done.returncode, "\n".join(line for line in done.stdout.splitlines() if "KNOWN" not in line)

    def test_an_include_points_down_and_is_declared(self):
        self.write("contexts/petitions/a.cpp", '#include "lib/base/time.hpp"\n')
        self.assertEqual(self.said("layers")[0], 0)
        for file, line in [("kernel/units/a.cpp", '#include "contexts/petitions/a.hpp"'),
                           ("contexts/meetings/a.cpp", '#include "contexts/petitions/a.hpp"'),
                           ("contexts/petitions/views/a.html", '{@ use "kernel/units/a.hpp"}')]:
            with self.subTest(file):
                self.write(file, f"\n{line}\n")
                code, said = self.said("layers")
                self.assertEqual(code, 1)
                self.assertIn(f"{file}:2: must not include", said)
                (self.folder / file).unlink()

    def test_what_tests_use_besides_is_declared_for_them_alone(self):
        self.write("lib/csv/CMakeLists.txt", "gandan_module(csv DEPS base)\n")
        self.write("lib/base/test/a_test.cpp", '#include "lib/csv/csv.hpp"\n')
        self.assertEqual(self.said("layers")[0], 1)
        self.write("lib/base/CMakeLists.txt", "gandan_module(base TEST_DEPS csv LINK Boost::json)\n")
        self.assertEqual(self.said("layers")[0], 0)
        self.write("lib/base/a.cpp", '#include "lib/csv/csv.hpp"\n')
        self.assertEqual(self.said("layers")[0], 1)

    def test_a_circle_of_modules_is_refused(self):
        self.write("lib/base/CMakeLists.txt", "gandan_module(base DEPS units)\n")
        self.assertEqual(self.said("layers"), (1, "a circle of modules: lib/base → kernel/units → lib/base"))

    def test_a_table_is_read_by_its_own_module(self):
        self.write("kernel/units/a.cpp", 'auto a = "select id from units";\n')
        self.write("contexts/petitions/a.cpp", '// "select from units"\nauto word = "comes from units";\n')
        self.assertEqual(self.said("tables")[1], "")
        for sql in ['"select id from units"', 'R"(\n  select 1 from petitions p join units u on 1)"',
                    '"select 1 from petitions "\n  "where exists (select 1 from petitions p, units u)"',
                    '{"select 1 from petitions p where ", sql::is_open, " and 1 in (select 1 from units)"}',
                    '"update units as u set id = 1"']:
            with self.subTest(sql):
                self.write("contexts/petitions/a.cpp", f"auto a = {sql};\n")
                self.assertIn("units is a table of kernel/units: ask it", self.said("tables")[1])

    def test_a_function_has_sixty_lines_at_most(self):
        def function(lines, indent="", head="void a(int b,\n{0}       int c) {{"):
            return head.format(indent) + "\n" + f"{indent}  b;\n" * (lines - 3) + indent + "}\n"

        self.write("lib/base/a.cpp", function(60) + "const int table[] = {\n" + "  1,\n" * 90 + "};\n")
        self.assertEqual(self.said("functions")[0], 0)
        self.write("lib/base/a.hpp", function(61))
        self.assertRegex(self.said("functions")[1], r"^lib/base/a.hpp:1: 61 lines")
        self.write("lib/base/a.hpp", "")
        for text in [function(61), "class A {\n public:\n  " + function(61, "  ") + "};\n",
                     "template <class T>\n" + function(62, head="Result<T> a(\n{0}    T b) const {{")]:
            with self.subTest(text[:40]):
                self.write("lib/base/a.cpp", text)
                code, said = self.said("functions")
                self.assertEqual(code, 1)
                self.assertRegex(said, r"^lib/base/a.cpp:\d+: 6[123] lines, more than 60: ")

    def test_a_number_of_an_enum_in_sql_stands_beside_it(self):
        self.write("kernel/units/a.cpp", '// "state = 1"\nauto a = "select id from units where state = :state";\n')
        self.write("kernel/units/a.hpp", 'auto a = "u.state = 1";\nstatic_assert(State{1} == State::open);\n')
        self.assertEqual(self.said("numbers")[0], 0)
        self.write("kernel/units/b.cpp", 'auto a = "select id "\n  "from units u where u.state in (1, 2)";\n')
        self.assertIn("kernel/units/b.cpp:2: state in (1: name it beside its enum", self.said("numbers")[1])
        self.write("kernel/units/b.cpp", "")
        self.write("kernel/units/b.hpp", 'auto a = "u.kind <> 1";\n')
        self.assertIn("kernel/units/b.hpp:1: kind <> 1: no static_assert", self.said("numbers")[1])

    def test_names_of_two_sources_of_a_module_do_not_meet(self):
        def source(text, space="gandan::units"):
            return f"namespace {space} {{\nnamespace {{\n\n{text}\n\n}}  // namespace\n}}  // namespace {space}\n"

        mine = "struct Row {};\n\nconstexpr int most = 5;\n\nint count(Tx& tx, int n) {\n  return n;\n}"
        self.write("kernel/units/a.cpp", source(mine))
        for text in ["struct Other {\n  struct Row {};\n};", "int count(Tx& tx) {\n  return 0;\n}", "const int least = 1;"]:
            self.write("kernel/units/b.cpp", source(text))
            self.assertEqual(self.said("meet")[0], 0, text)
        self.write("kernel/units/b.cpp", source(mine, "gandan::units::other"))
        self.write("contexts/petitions/a.cpp", source(mine))
        self.assertEqual(self.said("meet")[0], 0)
        for text in ["struct Row;", 'const db::Sql most("select 1");', "int count(Tx& other,\n          int m) {\n  return m;\n}"]:
            with self.subTest(text):
                self.write("kernel/units/b.cpp", source(text))
                self.assertRegex(self.said("meet")[1], r"^kernel/units/b.cpp:4: .* stands in kernel/units/a.cpp:\d+ too$")

    def test_tests_are_named_in_one_way_and_macros_are_few(self):
        self.write("lib/base/test/a_test.cpp", "TEST_F(DISABLED_Clock, GoesOn) {}\n")
        self.write("test/cli/a_test.py", "class A:\n    def test_it_goes_on(self):\n        pass\n")
        self.assertEqual(self.said("names")[0], 0)
        for file, text in [("lib/base/test/b_test.cpp", "TEST(Clock, Goes_On) {}\n"),
                           ("lib/base/test/b_test.cpp", "TEST_P(clock,\n       GoesOn) {}\n"),
                           ("test/cli/b_test.py", "class A:\n    def testItGoesOn(self):\n        pass\n"),
                           ("lib/base/b.hpp", "#define TWICE(x) x x\n")]:
            with self.subTest(text):
                self.write(file, text)
                code, said = self.said("names")
                self.assertEqual(code, 1)
                self.assertIn(file, said)
                (self.folder / file).unlink()

    def test_what_documentation_names_is_there(self):
        self.write("lib/base/time.hpp", "")
        self.write("tools/dev/test", "")
        self.write("lib/base/README.md", "`time.hpp`, `lib/base/time`, `./dev test`, `po/LANGUAGE.po`, `a / b`, `/healthz`\n")
        self.assertEqual(self.said("paths")[0], 0)
        for name in ["`gone.hpp`", "`lib/base/gone`", "`./dev gone`", "[a page](gone.md)", "`tools/dev/gone WORD`"]:
            with self.subTest(name):
                self.write("lib/base/README.md", f"Look at {name}.\n")
                code, said = self.said("paths")
                self.assertEqual(code, 1)
                self.assertIn("gone", said)


if __name__ == "__main__":
    unittest.main()
