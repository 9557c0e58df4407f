"""Pages of documents as pictures, compared: a DOCX as LibreOffice shows it, beside a PDF of ours.

As lib/documents/test/compared_test.cpp does, for letters as small as in a broad table: how much ink each row of dots
has in each of some strips of the page.
"""
import functools
import pathlib
import re
import shutil
import subprocess
import unittest

STRIPS, BAND, SHIFT = 6, 36, 6  # two lines of words a band, in dots: a dot is a point
INK = bytes(1 if grey < 160 else 0 for grey in range(256))


def needed():
    for program in ["soffice", "pdftoppm"]:
        if not shutil.which(program):
            raise unittest.SkipTest(f"{program} is not installed (./dev setup test)")


def quietly(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        raise AssertionError(f"{words[0]}: {done.stdout[-1000:]}{done.stderr[-1000:]}")


def shown_by_libreoffice(files, folder):
    """Each DOCX turned into a PDF in that folder, by one start of it."""
    quietly("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
            "--outdir", folder, *files)


def pages_of(pdf):
    """The pages of a PDF, each as rows of how much ink each strip has."""
    stem = pathlib.Path(pdf).with_suffix("")
    quietly("pdftoppm", "-gray", "-r", "72", pdf, stem)
    files = sorted(stem.parent.glob(stem.name + "-[0-9]*.pgm"))
    return [ink_of(file.read_bytes()) for file in files]


def ink_of(pgm):
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", pgm)
    width, height = map(int, head.groups())
    dots = pgm[head.end():].translate(INK)
    edges = [width * strip // STRIPS for strip in range(STRIPS + 1)]
    rows = [[dots.count(1, y * width + edges[strip], y * width + edges[strip + 1]) for strip in range(STRIPS)]
            for y in range(height)]
    # With the row above and beneath: a stroke may lie between two.
    return [[sum(column) for column in zip(*rows[max(0, y - 1):y + 2])] for y in range(height)]


def likeness_of_band(ours, theirs, top, shift):
    """1 where both have the same ink in the same rows and strips, 0 where none is shared."""
    nothing = [0] * STRIPS
    shared = whole = 0
    for y in range(top, top + BAND):
        a = ours[y] if y < len(ours) else nothing
        b = theirs[y + shift] if 0 <= y + shift < len(theirs) else nothing
        shared += sum(map(min, a, b))
        whole += sum(map(max, a, b))
    return 1 if whole < 300 else shared / whole  # nearly blank


def likeness(ours, theirs):
    """Of the band of a page that is least alike: lines may stand some points higher or lower."""
    band = functools.partial(likeness_of_band, ours, theirs)
    return min(max(band(top, shift) for shift in range(-SHIFT, SHIFT + 1)) for top in range(0, len(ours), BAND))
