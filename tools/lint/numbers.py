#!/usr/bin/env python3
"""Fails where SQL compares with the number of an enum: it stands as a named piece beside the enum, in a header whose
static_assert holds it to the enum (CONTRIBUTING.md)."""
import re

from sources import LAYERS, files, layer_of, read, report

COLUMNS = "state|kind|visibility|ending|word|channel|readers|reach|role|purpose|decision|proof|outcome|level|membership"
LITERAL = re.compile(r'//[^\n]*|R"\(.*?\)"|"(?:[^"\\\n]|\\.)*"', re.S)
COMPARED = re.compile(rf"\b(?:{COLUMNS})\s*(?:=|<>|in \()\s*\d")


def main():
    wrong, named = [], 0
    paths = [path for path in files("*.cpp", "*.hpp")
             if layer_of(path) in LAYERS and not re.search(r"(/|_)test(/|_)|/test_", path)]
    for path in paths:
        text = read(path)
        for literal in LITERAL.finditer(text):
            found = None if literal[0].startswith("//") else COMPARED.search(literal[0])
            if not found:
                continue
            line = text.count("\n", 0, literal.start() + found.start()) + 1
            if path.endswith(".cpp"):
                wrong.append(f"{path}:{line}: {found[0]}: name it beside its enum")
            elif "static_assert(" not in text:
                wrong.append(f"{path}:{line}: {found[0]}: no static_assert holds it to its enum")
            named += 1
    report("numbers", wrong, f"{len(paths)} files, {named} numbers of enums in SQL, each beside its enum")


main()
