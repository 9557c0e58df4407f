#!/usr/bin/env python3
"""Fails where an include points up (app → contexts → kernel → lib), from one context into another, or to a module
that the includer's CMakeLists.txt does not name (for tests among its TEST_DEPS); and where modules depend on each
other in a circle."""
import re

from sources import LAYERS, declared, files, layer_of, module_of, read, report

INCLUDE = re.compile(r'^\s*(?:#include|\{@ (?:include|use)) "((?:lib|kernel|contexts|app|test/context)/[^"]+)"', re.M)


def fault(path, target, deps, test_deps):
    """Why `path` must not include `target`; None where it may."""
    if LAYERS.index(layer_of(target)) > LAYERS.index(layer_of(path)):
        return "which stands above it"
    here, there = module_of(path), module_of(target)
    if here == there or here not in deps:  # the program itself knows every module
        return None
    if layer_of(here) == "contexts" == layer_of(there):
        return "another context"
    if "/test/" in path and there in test_deps[here]:
        return None
    return None if there in deps[here] else f"{there} is not among the DEPS of {here}/CMakeLists.txt"


def circle(deps):
    """A circle of modules, as the way around it; [] where there is none."""
    done = set()

    def walk(module, way):
        if module in way:
            return way[way.index(module):] + [module]
        if module not in done:
            for dep in sorted(deps.get(module, ())):
                if found := walk(dep, way + [module]):
                    return found
            done.add(module)
        return []

    return next((found for module in sorted(deps) if (found := walk(module, []))), [])


def main():
    deps, test_deps, wrong = declared(), declared("TEST_DEPS"), []
    paths = [path for path in files("*.cpp", "*.hpp", "*.html") if layer_of(path) in LAYERS]
    for path in paths:
        text = read(path)
        for found in INCLUDE.finditer(text):
            if why := fault(path, found[1], deps, test_deps):
                wrong.append(f"{path}:{text.count(chr(10), 0, found.start(1)) + 1}: must not include {found[1]}: {why}")
    if around := circle(deps):
        wrong.append("a circle of modules: " + " → ".join(around))
    report("layers", wrong, f"{len(paths)} files, every include points down and is declared, no circle")


main()
