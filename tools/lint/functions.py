#!/usr/bin/env python3
"""Fails where a function has more than 60 lines, from the first of its signature to its brace.

It leans on the formatting, which is checked before: a function begins at the left edge, or two columns in where it
stands in a class, and ends with a brace below its first letter.
"""
import re

from sources import files, read, report

MOST = 60
CLASS = re.compile(r"(?:template <.*>\s*)?(?:class|struct|union)\b")
NO_FUNCTION = re.compile(r"(?:enum|namespace|using|typedef|public|private|protected)\b|[#/}]")
RAW = re.compile(r'R"(\w*)\(.*?\)\1"', re.S)


def blocks(lines, first, last, indent):
    """(first, last, header) of what begins with this indentation and opens a brace, between two lines."""
    at = first
    while at < last:
        line, opens = lines[at], at
        if len(line) - len(line.lstrip()) != indent or not line.strip() or NO_FUNCTION.match(line.lstrip()):
            at += 1
            continue
        while opens < last and not lines[opens].endswith(("{", ";", "}", ":")):
            opens += 1
        header = " ".join(part.strip() for part in lines[at:opens + 1])
        if not header.endswith("{"):
            at = opens + 1
            continue
        closes = next((n for n in range(opens + 1, last) if re.match(rf" {{{indent}}}}}", lines[n])), last)
        yield at, closes, header
        at = closes + 1


def long_functions(text):
    """(line, lines, signature) of each that is too long."""
    text = RAW.sub(lambda raw: '""' + "\n" * raw[0].count("\n"), text)  # SQL and HTML may stand at any column
    lines = [re.sub(r"\s*//.*", "", line) for line in text.split("\n")]
    for first, last, header in blocks(lines, 0, len(lines), 0):
        inside = blocks(lines, first + 1, last, 2) if CLASS.match(header) else [(first, last, header)]
        for begins, ends, signature in inside:
            is_data = "(" not in signature or re.search(r"=\s*{$", signature) or CLASS.match(signature)
            if not is_data and ends - begins + 1 > MOST:
                yield begins + 1, ends - begins + 1, signature


def main():
    paths = files("*.cpp", "*.hpp")
    wrong = [f"{path}:{line}: {lines} lines, more than {MOST}: {signature[:80]}"
             for path in paths for line, lines, signature in long_functions(read(path))]
    report("functions", wrong, f"{len(paths)} files, none with more than {MOST} lines")


main()
