"""Another's client of logs: Go's own packages for its checksum database, as Debian has them."""
import functools
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[1] / "cli" / "log_client" / "main.go"
PACKAGES = pathlib.Path("/usr/share/gocode")
_folder = tempfile.TemporaryDirectory(prefix="gandan-test-")


@functools.cache
def _program():
    if not shutil.which("go") or not (PACKAGES / "src/golang.org/x/mod/sumdb/tlog").is_dir():
        raise unittest.SkipTest("no client of another: apt-get install golang-go golang-golang-x-mod-dev")
    program = f"{_folder.name}/log_client"
    subprocess.run(["go", "build", "-o", program, SOURCE], check=True, timeout=600,
                   env={**os.environ, "GO111MODULE": "off", "GOPATH": str(PACKAGES), "GOCACHE": f"{_folder.name}/cache",
                        "GOFLAGS": ""})
    return program


def ask(*words, code=0):
    """What the client says of a log, a key of it and perhaps a receipt; fails on another exit code."""
    done = subprocess.run([_program(), *map(str, words)], capture_output=True, text=True, timeout=300)
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    return done.stdout + done.stderr
