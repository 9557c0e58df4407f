#!/usr/bin/env python3
"""Fails where an include points up or sideways: app → contexts → kernel → lib, no context into another."""
import re
import subprocess
import sys

RANK = {"lib": 0, "kernel": 1, "contexts": 2, "app": 3}


def layer(path):
    return path.split("/")[0]


def module(path):
    return "/".join(path.split("/")[:2])


def main():
    files = subprocess.run(["git", "ls-files", "*.cpp", "*.hpp", "*.html"], capture_output=True, text=True, check=True)
    wrong = []
    for path in files.stdout.split():
        if layer(path) not in RANK:
            continue
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            found = re.match(r'\s*(?:#include|\{@ (?:include|use)) "((?:lib|kernel|contexts|app)/[^"]+)"', line)
            if not found:
                continue
            target = found.group(1)
            upward = RANK[layer(target)] > RANK[layer(path)]
            sideways = layer(path) == "contexts" == layer(target) and module(path) != module(target)
            if upward or sideways:
                wrong.append(f"{path}:{number}: must not include {target}")
    print("\n".join(wrong) or f"layers: {len(files.stdout.split())} files, every include points down")
    sys.exit(1 if wrong else 0)


main()
