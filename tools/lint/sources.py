"""What the checks share: the files that git knows or would, and the modules that they belong to."""
import itertools
import pathlib
import re
import subprocess
import sys

LAYERS = ["lib", "kernel", "contexts", "app"]  # includes point to what stands before


def files(*patterns):
    """Paths from the root of the sources; new files too, but no deleted ones."""
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
                            capture_output=True, text=True, check=True).stdout.splitlines()
    return [path for path in sorted(set(listed)) if pathlib.Path(path).exists()]


def read(path):
    return pathlib.Path(path).read_text(encoding="utf-8")


def layer_of(path):
    """That of the context in small too, test/context; its own tests, which compose the program, have none."""
    if path.startswith("test/context/") and not path.startswith("test/context/test/"):
        return "contexts"
    return path.split("/")[0]


def module_of(path):
    """"kernel/people"; of a file of the program "app"."""
    return "app" if layer_of(path) == "app" else "/".join(path.split("/")[:2])


def declared(keyword="DEPS"):
    """Each module of a gandan_module(NAME DEPS …): {"kernel/people": {"lib/base", …}}."""
    names, deps = {}, {}
    for path in files("lib/*/CMakeLists.txt", "kernel/*/CMakeLists.txt", "contexts/*/CMakeLists.txt",
                      "test/context/CMakeLists.txt"):
        words = re.search(r"gandan_module\(([^)]*)\)", read(path))[1].split()
        listed = words[words.index(keyword) + 1:] if keyword in words else []
        names[words[0]] = module_of(path)
        deps[module_of(path)] = list(itertools.takewhile(lambda word: not word.isupper(), listed))
    return {module: {names.get(name, name) for name in listed} for module, listed in deps.items()}


def report(check, wrong, right):
    """Prints what is wrong, or what was looked at, and ends."""
    print("\n".join(wrong) or f"{check}: {right}")
    sys.exit(1 if wrong else 0)
