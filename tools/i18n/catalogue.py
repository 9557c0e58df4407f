"""Messages as the sources use them and as po/*.po files translate them."""
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

# Tests name another tree.
ROOT = Path(os.environ.get("GANDAN_MESSAGES_ROOT") or Path(__file__).resolve().parents[2])
LAYERS = ("lib", "kernel", "contexts", "app", "test/context")
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
# Placeholders of a date pattern may differ: a language chooses among the names that lib/i18n gives.
PATTERN = "pattern"


@dataclass
class Entry:
    """One message of a PO file; texts as they stand between the quotes."""

    raw: str
    context: str = ""
    msgid: str = ""
    plural: str = ""
    forms: list = field(default_factory=list)
    fuzzy: bool = False
    place: str = ""

    @property
    def key(self):
        return (self.context, self.msgid, self.plural)


def placeholders(text):
    return set(re.findall(r"\{(\w+)\}", text))


def parse_po(text):
    """The entries of a PO file or template, its header among them; obsolete ones are left out."""
    entries = []
    for block in re.split(r"\n\s*\n", text.strip()):
        entry, target = Entry(raw=block), None
        for line in block.splitlines():
            if line.startswith("#,") and "fuzzy" in line:
                entry.fuzzy = True
            elif line.startswith("#:") and not entry.place:
                entry.place = line[2:].split()[0]
            if line.startswith("#"):
                continue
            keyword = line.split('"', 1)[0].strip()
            piece = "".join(STRING.findall(line))
            target = keyword or target
            if target == "msgctxt":
                entry.context += piece
            elif target == "msgid":
                entry.msgid += piece
            elif target == "msgid_plural":
                entry.plural += piece
            elif target and target.startswith("msgstr"):
                if keyword:
                    entry.forms.append("")
                entry.forms[-1] += piece
        if target:
            entries.append(entry)
    return entries


def translated(entry):
    return bool(entry.forms) and all(entry.forms) and not entry.fuzzy


def module_of(path):
    """The folder that owns a source or PO file: contexts/petitions, or app."""
    parts = Path(path).parts
    return Path(parts[0]) if parts[0] == "app" else Path(*parts[:2])


def sources(*suffixes):
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*")):
            relative = path.relative_to(ROOT)
            if path.suffix in suffixes and not {"test", "fuzz"} & set(relative.parts[1:]):
                yield relative


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(done.stderr or f"{command[0]} failed")
    return done.stdout


def used_messages(loom):
    """Every message of the views and of the C++, with the first place where each module uses it."""
    views = [path for path in sources(".html") if path.parent.name == "views"]
    pot = run(loom, "--messages", "--root", ".", *map(str, views), cwd=ROOT) if views else ""
    with tempfile.TemporaryDirectory() as copies:
        files = list(sources(".cpp", ".hpp"))
        for path in files:
            copy = Path(copies) / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            # xgettext takes the ' of 1'000 for the beginning of a character.
            copy.write_text(re.sub(r"(?<=\d)'(?=\d)", "", (ROOT / path).read_text()))
        keywords = ("tr", "N_", "ntr:1,2", "trc:1c,2")
        pot += "\n" + run("xgettext", "--language=C++", "--from-code=UTF-8", "--keyword", "--no-wrap",
                          "--omit-header", "--output=-", *(f"--keyword={word}" for word in keywords),
                          *map(str, files), cwd=copies)
    used = {}
    for line in split_places(pot):
        used.setdefault((module_of(line.place), line.key), line)
    return used


def split_places(pot):
    """xgettext lists several places at one message; every module among them uses it."""
    for entry in parse_po(pot):
        places = re.findall(r"^#: (.*)$", entry.raw, re.M)
        for place in " ".join(places).split():
            yield Entry(entry.raw, entry.context, entry.msgid, entry.plural, place=place)


def catalogues(language):
    """The PO files of a language: folder of the module → entries without the header."""
    found = {}
    for path in sources(".po"):
        if path.stem == language and path.parent.name == "po":
            entries = parse_po((ROOT / path).read_text())
            found[module_of(path)] = [entry for entry in entries if entry.msgid]
    return found


def languages():
    return sorted({path.stem for path in sources(".po")})


def loom_path(arguments):
    """--loom PATH, else the newest one that has been built."""
    if "--loom" in arguments:
        return str(Path(arguments[arguments.index("--loom") + 1]).resolve())
    built = sorted(Path(__file__).resolve().parents[2].glob("build/*/tools/loom/loom"), key=lambda path: path.stat().st_mtime)
    if not built:
        sys.exit("loom is not built: ninja -C build/dev loom")
    return str(built[-1])
