#!/usr/bin/env python3
"""Fails where a test is not called `Suite.ThatSaysWhatMustHold`, in Python test_that_says_it; and where a macro is
defined that is not one of the few (ARCHITECTURE.md, "How it is compiled")."""
import re

from sources import files, read, report

MACROS = {"N_", "GANDAN_EACH_ENGINE", "XXH_INLINE_ALL"}  # the last is what a header of others asks for
TEST = re.compile(r"^(?:TEST|TEST_F|TEST_P|TYPED_TEST)\(\s*(\w+),\s*(\w+)", re.M)
CAMEL = re.compile(r"(?:DISABLED_)?[A-Z][A-Za-z0-9]*")  # the prefix is GoogleTest's
MACRO = re.compile(r"^\s*#\s*define\s+(\w+)", re.M)
PYTHON = re.compile(r"^\s+def (test\w*)\(self", re.M)


def main():
    wrong, tests = [], 0
    for path in files("*.cpp", "*.hpp"):
        text = read(path)

        def at(found):
            return f"{path}:{text.count(chr(10), 0, found.start(1)) + 1}"

        for found in TEST.finditer(text):
            tests += 1
            if not (CAMEL.fullmatch(found[1]) and CAMEL.fullmatch(found[2])):
                wrong.append(f"{at(found)}: {found[1]}.{found[2]} is not in CamelCase")
        for found in MACRO.finditer(text):
            if found[1] not in MACROS:
                wrong.append(f"{at(found)}: a macro, {found[1]}")
    for path in files("*.py"):
        for found in PYTHON.finditer(read(path)):
            tests += 1
            if not re.fullmatch(r"test_[a-z0-9_]+", found[1]):
                wrong.append(f"{path}: {found[1]} is not test_in_words")
    report("names", wrong, f"{tests} tests are named in one way, no macro but {len(MACROS)}")


main()
