#!/usr/bin/env python3
"""Fails where a module's SQL names a table that another module's schema.sql has, but for what stands in KNOWN."""
import re

from sources import LAYERS, files, layer_of, module_of, read, report

# A table that a module reads though it is not its own, and why. Taken out when it is no longer so: this fails then.
KNOWN = {
    ("app", "accounts"): "the records that the journal is compared with: each names its own tables",
    ("app", "installation"): "as accounts",
    ("app", "limits"): "as accounts",
    ("app", "role_grants"): "as accounts",
    ("app", "settings"): "as accounts",
    ("app", "heartbeat"): "the row that /healthz writes",
    ("app", "journal"): "when the last entry was made, which verify prints",
}
MADE = re.compile(r"^CREATE (?:VIRTUAL )?TABLE \"?(\w+)", re.M)  # in schema.sql, which ./dev schema writes
NAMED = re.compile(r"\b(?:from|join|into|update|table)\s+(\w+(?:(?:\s+as)?(?:\s+\w+)?\s*,\s*\w+)*)")
# Literals that stand together, or with named pieces between them; a comment first, so that a quote in it begins none.
LITERAL = re.compile(r'//[^\n]*|(?:(?:R"\(.*?\)"|"(?:[^"\\\n]|\\.)*")\s*(?:(?:,\s*[\w:]+\s*)*,\s*(?=R?"))?)+', re.S)
SQL = re.compile(r"\bselect\b|\binsert into\b|\bupdate \w+ (?:as \w+ )?set\b|\bdelete from\b|\A\W*(?:left )?(?:from|join)\b")


def main():
    owner = {}
    for path in files("*/schema.sql"):
        owner.update(dict.fromkeys(MADE.findall(read(path)), module_of(path)))
    wrong, seen = [], set()
    paths = [path for path in files("*.cpp", "*.hpp")
             if layer_of(path) in LAYERS and not re.search(r"(/|_)test(/|_)|/test_", path)]
    for path in paths:
        text, here = read(path), module_of(path)
        for literal in LITERAL.finditer(text):
            if literal[0].startswith("//") or not SQL.search(literal[0]):
                continue
            for found in NAMED.finditer(literal[0]):
                line = text.count("\n", 0, literal.start() + found.start(1)) + 1
                for table in re.findall(r"\w+", found[1]):
                    if owner.get(table, here) == here:
                        continue
                    seen.add((here, table))
                    if (here, table) not in KNOWN:
                        wrong.append(f"{path}:{line}: {table} is a table of {owner[table]}: ask it")
    wrong += [f"tools/lint/tables.py: {module} no longer reads {table}: take it out of KNOWN"
              for module, table in sorted(set(KNOWN) - seen)]
    report("tables", wrong, f"{len(owner)} tables, each read by its own module, {len(KNOWN)} exceptions")


main()
