"""Real processes on the test's own database, and a mail server to send to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from tests.base.outbox.sink import Sink, listening

ROOT = Path(__file__).resolve().parents[2]


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


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(sink: Sink) -> Start:
    """Start a worker: `start(now=..., machine=..., failpoint="outbox.claimed:2")`."""

    def started(*, now: datetime, machine: datetime, failpoint: str = "") -> "subprocess.Popen[str]":
        environment = {
            **os.environ,
            "ENDORR_DATABASE_URL": database_url(),
            "ENDORR_SMTP_URL": sink.url,
            "ENDORR_FAILPOINT": failpoint,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        command = [sys.executable, "-m", "tests.faults.worker", now.isoformat(), machine.isoformat()]
        return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)

    return started


def killed_by_itself(worker: "subprocess.Popen[str]") -> bool:
    """Wait for a worker to end; say whether it was by SIGKILL."""
    worker.communicate(timeout=60)
    return worker.returncode == -signal.SIGKILL


def kill_after(worker: "subprocess.Popen[str]", seconds: float) -> bool:
    """Kill a worker some time after it has begun; say whether it was still at work."""
    assert worker.stdout is not None
    worker.stdout.readline()
    time.sleep(seconds)
    worker.kill()
    worker.communicate(timeout=60)
    return worker.returncode == -signal.SIGKILL
