#!/usr/bin/env python3
"""The tables of each module as its migrations make them by now, in <module>/schema.sql: to be read, run by nobody.

schema.py [--check] GANDAN makes a fresh SQLite database with that program and writes the files; with --check it
writes nothing and fails where one of them says something else.
"""
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MADE = re.compile(r"^\s*create\s+(?:virtual\s+)?(?:table|view)\s+(?:if not exists\s+)?(\w+)|\brename\s+to\s+(\w+)",
                  re.I | re.M)
HEAD = """-- What the migrations of {module} come to on SQLite. Made by ./dev schema, compared by a test.
-- To change a table, add a migration.
"""


def owners():
    """{table: module}, by the migrations that make it."""
    found = {}
    for folder in sorted(ROOT.glob("*/*/migrations")):
        module = folder.parent.relative_to(ROOT).as_posix()
        for file in sorted(folder.glob("*.sql")):
            for made in MADE.finditer(file.read_text(encoding="utf-8")):
                table = made[1] or made[2]
                if found.setdefault(table, module) != module:
                    raise SystemExit(f"{table} is made by {found[table]} and by {module}")
    return found


def laid_out(sql):
    """A column a line, those too that were added later: SQLite writes them behind the others."""
    if not re.match(r"CREATE TABLE.*\bSTRICT\b", sql, re.S):
        return sql
    sql = re.sub(r"\s*, *(?=\w+ (?:INTEGER|TEXT|REAL|BLOB)\b)", ",\n  ", sql)
    return re.sub(r"(?<!\n)\) STRICT", "\n) STRICT", sql)


def made_by(gandan):
    """(table, statement) of a database that `gandan migrate` made, each table before what belongs to it."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "schema.db"
        subprocess.run([gandan, "migrate", "--db", f"sqlite:{file}"], check=True, stderr=subprocess.DEVNULL)
        with sqlite3.connect(file) as db:
            shadows = {row[1] for row in db.execute("pragma table_list") if row[2] == "shadow"}
            rows = db.execute("select tbl_name, sql from sqlite_master where sql is not null "
                              "order by tbl_name, type not in ('table', 'view'), type, name").fetchall()
    return [(table, laid_out(sql)) for table, sql in rows if table not in shadows]


def schemas(gandan):
    """{module: the text of its schema.sql}."""
    owner, texts = owners(), {}
    last = None
    for table, sql in made_by(gandan):
        module = owner.get(table, "lib/db")  # the list of migrations is made by the code itself
        gap = "\n" if table != last else ""
        texts[module] = texts.get(module, HEAD.format(module=module)) + f"{gap}{sql};\n"
        last = table
    return texts


def main(arguments):
    check = "--check" in arguments
    (gandan,) = [word for word in arguments if word != "--check"]
    texts = schemas(pathlib.Path(gandan).resolve())
    stale = {path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("*/*/schema.sql")} - set(texts)
    for module, text in texts.items():
        file = ROOT / module / "schema.sql"
        if not check:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.add(module)
    if not check:
        for module in stale:
            (ROOT / module / "schema.sql").unlink()
    elif stale:
        raise SystemExit("not as the migrations make it: " + ", ".join(sorted(f"{each}/schema.sql" for each in stale)) +
                         "; run ./dev schema")


main(sys.argv[1:])
