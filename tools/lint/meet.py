#!/usr/bin/env python3
"""Fails where two sources of a module have one name in an anonymous namespace, or one function of the same
parameters: four sources are compiled as one (ARCHITECTURE.md, "How it is compiled"), and which four they are changes
with every file that is added."""
import collections
import re

from sources import files, module_of, read, report

OPENS = re.compile(r"^namespace ([\w:]+) \{$", re.M)
ANONYMOUS = re.compile(r"^namespace \{\n(.*?)^\}  // namespace$", re.M | re.S)
TYPE = re.compile(r"^(?:struct|class|enum class) (\w+)", re.M)
CONSTANT = re.compile(r"^(?:inline |static )*(?:constexpr|const)\b[^;={(]*?\b(\w+)(?:\[\w*\])?(?:\s*[={]|\((?=R?\"))", re.M)
FUNCTION = re.compile(r"^(?!(?:struct|class|enum|using|template|namespace)\b)[\w:<>&*][^;={}()]*?\b(\w+)\(([^;{}\"]*?)\)[^;{}()]*\{$",
                      re.M)


def types_of(parameters):
    """Of "db::Tx& tx, int n = 1" "db::Tx&,int"."""
    parts, depth, part = [], 0, ""
    for sign in re.sub(r"\s+", " ", parameters) + ",":
        depth += sign in "<({"
        depth -= sign in ">)}"
        if sign == "," and depth == 0:
            parts.append(re.sub(r"(?<=[\w>&*]) ?\b\w+$", "", part.split("=")[0].strip()))
            part = ""
        else:
            part += sign
    return ",".join(parts)


def names_in(text):
    """(name, where in the text) of what the anonymous namespaces of a source hold."""
    for space in ANONYMOUS.finditer(text):
        outer = OPENS.findall(text[:space.start()])
        for pattern in (TYPE, CONSTANT):
            for found in pattern.finditer(space[1]):
                yield f"{outer[-1] if outer else ''}::{found[1]}", space.start(1) + found.start(1)
        for found in FUNCTION.finditer(space[1]):
            yield f"{outer[-1] if outer else ''}::{found[1]}({types_of(found[2])})", space.start(1) + found.start(1)


def main():
    wrong, places = [], collections.defaultdict(list)
    paths = [path for path in files("lib/*.cpp", "kernel/*.cpp", "contexts/*.cpp", "app/*.cpp", "test/context/*.cpp")
             if not re.search(r"/(fuzz|bench)/", path)]
    for path in paths:
        text = read(path)
        target = module_of(path) + ("/test" if "/test/" in path else "")
        for name, at in names_in(text):
            line = f"{path}:{text.count(chr(10), 0, at) + 1}"
            if all(not other.startswith(path + ":") for other in places[target, name]):
                places[target, name].append(line)
    for (_, name), where in sorted(places.items()):
        wrong += [f"{other}: {name} stands in {where[0]} too" for other in where[1:]]
    report("meet", wrong, f"{len(paths)} sources, no name of one meets that of another")


main()
