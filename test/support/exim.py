"""A real mail server (Debian's exim4) on a port of this machine; what it delivers, it keeps in a folder."""
import email
import email.policy
import os
import pathlib
import random
import socket
import subprocess
import time
import unittest

EXIM = "/usr/sbin/exim4"
CONFIGURATION = """
primary_hostname = localhost
spool_directory = {folder}/spool
log_file_path = {folder}/log/%slog
pid_file_path = {folder}/pid
domainlist local_domains = example.org
local_interfaces = 127.0.0.1
tls_advertise_hosts =
never_users =
deliver_drop_privilege
acl_smtp_rcpt = rcpt
begin acl
rcpt:
  deny local_parts = refused
  accept domains = +local_domains
  deny
begin routers
local:
  driver = accept
  transport = maildir
begin transports
maildir:
  driver = appendfile
  maildir_format
  directory = {folder}/box
  create_directory
"""


def _free_port():
    """One that stays free across a restart: below those that systems give out by themselves (32,768 and more)."""
    while True:
        port = random.randrange(10_000, 32_000)
        with socket.socket() as attempt:
            try:
                attempt.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


class Exim:
    """start() after stop() is a restart: the address and the box stay."""

    def __init__(self, folder):
        if not os.path.exists(EXIM):
            raise unittest.SkipTest("no exim4: apt-get install exim4-daemon-light")
        if os.geteuid() != 0:
            raise unittest.SkipTest("exim4 takes a configuration of one's own from root only")
        self.folder = pathlib.Path(folder)
        # It drops its privileges to deliver, and must find its way to the box.
        for part in (self.folder, self.folder.parent):
            part.chmod(0o777)
        (self.folder / "exim.conf").write_text(CONFIGURATION.format(folder=self.folder))
        self.port = _free_port()
        self.process = None
        self.read = set()

    def start(self):
        self.process = subprocess.Popen(
            [EXIM, "-C", self.folder / "exim.conf", "-bdf", "-oX", str(self.port)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        raise AssertionError("exim4 did not start")

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=30)
            self.process = None

    @property
    def address(self):
        return f"smtp://127.0.0.1:{self.port}"

    def unread(self):
        """The letters that came since the last time, each parsed."""
        new = []
        for path in sorted((self.folder / "box" / "new").glob("*")):
            if path.name not in self.read:
                self.read.add(path.name)
                new.append(email.message_from_bytes(path.read_bytes(), policy=email.policy.default))
        return new

    def wait(self, patience=60):
        """The next letters; fails where none comes."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if new := self.unread():
                return new
            time.sleep(0.1)
        raise AssertionError("no letter came")
