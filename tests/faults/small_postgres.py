"""A PostgreSQL of the test's own with all its files on a small disk."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

USER = "postgres"
OPTIONS = "-c listen_addresses= -c min_wal_size=2MB -c max_wal_size=4MB -c shared_buffers=8MB"


def binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if not found:
        pytest.skip("PostgreSQL's initdb was not found")
    return found[0].parent


@dataclass(frozen=True)
class Server:
    """A server on a disk, spoken to by a socket in a folder beside it."""

    disk: Path
    sockets: Path
    programs: Path
    settings: str = OPTIONS

    @property
    def url(self) -> str:
        return f"postgresql://endorr@/postgres?host={self.sockets}"

    def _run(self, program: str, *arguments: str) -> None:
        command = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--init-groups", str(self.programs / program)]
        subprocess.run([*command, *arguments], cwd="/", check=True, stdout=subprocess.DEVNULL)

    def make(self) -> None:
        login = ("--auth=trust", "--username=endorr", "--encoding=UTF8", "--locale=C.UTF-8")
        self._run("initdb", *login, "--wal-segsize=1", "-D", str(self.disk / "data"))

    def start(self) -> None:
        log = str(self.sockets / "log")
        options = f"-k {self.sockets} {self.settings}"
        self._run("pg_ctl", "-D", str(self.disk / "data"), "-l", log, "-w", "-s", "-o", options, "start")

    def stop(self) -> None:
        subprocess.run(
            ["pkill", "--signal", "QUIT", "--pidfile", str(self.disk / "data" / "postmaster.pid")], check=False
        )

    def kill(self) -> None:
        """Kill the server and all its backends at once, as a power cut would."""
        told = (self.disk / "data" / "postmaster.pid").read_text(encoding="ascii").split()
        subprocess.run(["pkill", "--signal", "KILL", "--parent", told[0]], check=False)
        os.kill(int(told[0]), signal.SIGKILL)

    def query(self, sql: str) -> list[str]:
        done = subprocess.run(
            [str(self.programs / "psql"), "-U", "endorr", "-h", str(self.sockets), "-tAc", sql, "postgres"],
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.split()


@contextmanager
def on(disk: Path, sockets: Path) -> Iterator[Server]:
    server = Server(disk, sockets, binaries())
    for folder in (disk, sockets):
        shutil.chown(folder, USER, USER)
    disk.chmod(0o700)
    server.make()
    server.start()
    try:
        yield server
    finally:
        server.stop()
