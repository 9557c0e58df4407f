#!/usr/bin/env python3
"""Fails where the subject of a commit since BASE is longer than 72 characters."""
import subprocess

from sources import report

BASE = "4f76c2092a90d00147717b86bdcbad39359dfa9d"  # what stood before is longer, and is not written anew
MOST = 72


def git(*words):
    return subprocess.run(["git", *words], capture_output=True, text=True)


def main():
    if git("merge-base", "--is-ancestor", BASE, "HEAD").returncode != 0:
        report("subjects", [], f"not looked at, this clone does not reach back to {BASE[:12]}")
    commits = git("log", "--format=%h %s", f"{BASE}..HEAD").stdout.splitlines()
    long = [(commit, subject) for commit, subject in (line.split(" ", 1) for line in commits) if len(subject) > MOST]
    wrong = [f"{commit}: a subject of {len(subject)} characters, more than {MOST}: {subject}" for commit, subject in long]
    report("subjects", wrong, f"{len(commits)} commits, none longer than {MOST} characters")


main()
