"""A full disk: what was acknowledged is there, what was not was refused with a clear message."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WRITES = 300
ROOM = 1_500_000  # bytes left on the disk when the writing begins


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes, gone after the test."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs Linux and root")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], capture_output=True, text=True, check=False
    )
    if mount.returncode:
        pytest.skip(f"this machine does not let us mount: {mount.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> None:
    """Leave little room on the disk."""
    free = os.statvfs(disk)
    (disk / "ballast").write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - ROOM)))


@pytest.mark.long
def test_every_acknowledged_write_is_there_and_every_other_was_refused(
    small_disk: Path, tuesday: datetime, figure: Callable[[str], None]
) -> None:
    database = small_disk / "endorr.sqlite3"
    environment = {
        **os.environ,
        "ENDORR_DATABASE_URL": f"sqlite:///{database}",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.disk_writer", tuesday.isoformat(), str(WRITES)],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    fill(small_disk)
    said, _ = writer.communicate("go\n", timeout=120)
    lines = [line.split(maxsplit=2) for line in said.splitlines()]
    kept = {f"e{number}" for word, number, *_ in lines if word == "kept"}
    refused = [rest[0] for word, _, *rest in lines if word == "refused"]
    assert kept
    assert len(kept) + len(refused) == WRITES
    assert set(refused) <= {"database or disk is full", "disk I/O error"}
    assert refused
    (small_disk / "ballast").unlink()
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert {row[0] for row in connection.execute("SELECT about FROM outbox_outboxrow")} == kept
        assert {row[0] for row in connection.execute("SELECT subject FROM ledger_event")} == kept
        numbers = [row[0] for row in connection.execute("SELECT seq FROM ledger_event ORDER BY seq")]
    connection.close()
    assert numbers == list(range(1, len(kept) + 1))
    figure(f"disk full on sqlite: writes {WRITES}, kept {len(kept)}, refused {len(refused)}, lost 0, ghosts 0")
