"""Real processes on the test's own database, and a mail server to send to."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

import pytest
from django.db import connection
from tests.base.outbox.sink import Sink, listening

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120


@pytest.fixture
def sink() -> Iterator[Sink]:
    with listening() as server:
        yield server


def database_url() -> str:
    """Return the address of the database this test writes to, for another process."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgresql://{quote(told['USER'])}@/{told['NAME']}?host={told['HOST']}"


class Process:
    """A process of the house's own that a test may kill, forked by the nursery."""

    def __init__(self, heard: TextIO) -> None:
        self._heard = heard
        self._pid = int(self.line().removeprefix("pid "))

    def line(self) -> str:
        """Wait for the next line it says, or for the one that says how it ended."""
        return self._heard.readline().rstrip()

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)

    def wait(self) -> tuple[int, list[str]]:
        """Wait until it has ended; return its code, negative for a signal, and what it said before."""
        with self._heard:
            said = [line.rstrip() for line in self._heard]
        return int(said.pop().removeprefix("ended ")), said


class Nursery:
    """The process that forks them, so that each costs a fork and not the second it takes to load the house."""

    def __init__(self, url: str) -> None:
        environment = {**os.environ, "ENDORR_DATABASE_URL": url, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        self._line, its = socket.socketpair()
        with its:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.nursery"], env=environment, cwd=ROOT, stdin=its.fileno()
            )

    def start(self, module: str, *arguments: str, environment: Mapping[str, str]) -> Process:
        heard, speak = socket.socketpair()
        with speak, heard:
            heard.settimeout(PATIENCE)
            asked = {"module": module, "arguments": arguments, "environment": dict(environment)}
            socket.send_fds(self._line, [json.dumps(asked).encode()], [speak.fileno()])
            speak.close()
            return Process(heard.makefile(encoding="utf-8"))

    def close(self) -> None:
        self._line.close()
        self._process.wait(PATIENCE)


@pytest.fixture(scope="session")
def nursery(django_db_setup: None) -> Iterator[Nursery]:
    opened = Nursery(database_url())
    yield opened
    opened.close()


Start = Callable[..., Process]


@pytest.fixture
def start(sink: Sink, nursery: Nursery) -> Start:
    """Start a worker: `start(now=..., machine=..., failpoint="outbox.claimed:2")`."""

    def started(*, now: datetime, machine: datetime, failpoint: str = "") -> Process:
        environment = {"ENDORR_SMTP_URL": sink.url, "ENDORR_FAILPOINT": failpoint}
        return nursery.start("tests.faults.worker", now.isoformat(), machine.isoformat(), environment=environment)

    return started


def killed_by_itself(worker: Process) -> bool:
    """Wait for a worker to end; say whether it was by SIGKILL."""
    code, _ = worker.wait()
    return code == -signal.SIGKILL


def kill_after(worker: Process, seconds: float) -> bool:
    """Kill a worker some time after it has begun; say whether it was still at work."""
    assert worker.line() == "ready"
    time.sleep(seconds)
    worker.kill()
    return killed_by_itself(worker)
