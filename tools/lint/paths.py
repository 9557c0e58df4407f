#!/usr/bin/env python3
"""Fails where a page of documentation names a path or a command of ./dev in backticks, or links to a path, and nothing
stands there.

A path counts from the root, from the page's folder, or from anywhere in the page's module; `kernel/pages/kept` stands
for the files of that name, `po/LANGUAGE.po` for whatever one puts there.
"""
import fnmatch
import pathlib
import re

from sources import files, read, report

FOLDERS = {"app", "bench", "cmake", "contexts", "doc", "kernel", "lib", "test", "tools", "web", ".ci"}
ENDING = re.compile(r"[\w*]\.(cpp|hpp|html|sql|py|mjs|js|css|md|csv|po|jsonl|txt|cmake|lua)$")
OURS_IN_CAPITALS = r"README|ARCHITECTURE|CONTRIBUTING|CHANGELOG|SECURITY"
NO_PATH = re.compile(rf"^/|^build/|[:<>{{}}$=()…|\\;,\"\s]|\b(?!{OURS_IN_CAPITALS})[A-Z]{{3,}}")


def path_in(name, folder):
    """The path that stands in these backticks; None where there is none."""
    words = name.split() or [""]
    if words[0] == "./dev":
        return "tools/dev/" + words[1] if words[1:] and words[1].islower() else "dev"
    first = words[0].split("/")[0]
    if "/" in words[0] and first in FOLDERS:
        name = words[0]  # of a command
    if NO_PATH.search(name):
        return None
    is_here = "/" in name and (first in FOLDERS or (folder / first).is_dir())
    return name.split("#")[0].rstrip("/") if ENDING.search(name) or is_here else None


def exists(folder, path, everything):
    if "*" in path:
        return any(fnmatch.fnmatch("/" + one, "*/" + path) for one in everything)
    for base in (pathlib.Path(), folder):
        if (base / path).exists() or any(base.glob(path + ".*")):
            return True
    module = "".join(part + "/" for part in folder.parts[:2])
    return any(f"/{path}/" in f"/{one}/" for one in everything if one.startswith(module))


def main():
    wrong, pages, named, everything = [], files("*.md"), 0, files()
    for page in pages:
        folder, fenced = pathlib.Path(page).parent, False
        for number, line in enumerate(read(page).splitlines(), 1):
            fenced ^= line.startswith("```")
            names = [] if fenced else re.findall(r"`([^`]+)`", line) + re.findall(r"\]\(([^)\s]+)\)", line)
            for path in filter(None, (path_in(name, folder) for name in names)):
                named += 1
                if not exists(folder, path, everything):
                    wrong.append(f"{page}:{number}: names {path}, which is not there")
    report("paths", wrong, f"{named} that {len(pages)} pages name are there")


main()
