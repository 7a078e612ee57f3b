"""A full disk: what was acknowledged is there, what was not was refused with a clear message."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connection
from tests.faults.small_postgres import Server, on

pytestmark = pytest.mark.either_engine

ROOT = Path(__file__).resolve().parents[2]
WRITES = 300
# Bytes left on the disk when the writing begins; the second engine writes its log into files that are there already.
ROOM, ROOM_BESIDE_LOG = 1_500_000, 200_000


@contextmanager
def mounted(disk: Path, size: str) -> Iterator[Path]:
    """A disk of a few megabytes, gone after the test."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs Linux and root")
    disk.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], capture_output=True, text=True, check=False
    )
    if mount.returncode:
        pytest.skip(f"this machine does not let us mount: {mount.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "disk", "8m") as disk:
        yield disk


@pytest.fixture
def server() -> Iterator[Server]:
    """A PostgreSQL on a small disk, in a folder its own user can reach."""
    with TemporaryDirectory(prefix="endorr-full-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        (place / "sockets").mkdir()
        with mounted(place / "disk", "96m") as disk, on(disk, place / "sockets") as started:
            yield started


def fill(disk: Path, *, leaving: int) -> None:
    """Leave little room on the disk."""
    free = os.statvfs(disk)
    (disk / "ballast").write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - leaving)))


def write_until_full(disk: Path, url: str, tuesday: datetime, *, leaving: int) -> tuple[set[str], list[str]]:
    """Let a process write until its disk is full and beyond; return what it was told is kept, and each refusal."""
    environment = {
        **os.environ,
        "ENDORR_DATABASE_URL": url,
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
    fill(disk, leaving=leaving)
    said, _ = writer.communicate("go\n", timeout=120)
    lines = [line.split(maxsplit=2) for line in said.splitlines()]
    kept = {f"e{number}" for word, number, *_ in lines if word == "kept"}
    refused = [rest[0] for word, _, *rest in lines if word == "refused"]
    assert kept
    assert len(kept) + len(refused) == WRITES
    assert refused
    (disk / "ballast").unlink()
    return kept, refused


@pytest.mark.long
@pytest.mark.skipif(connection.vendor != "sqlite", reason="told of the other engine below")
def test_every_acknowledged_write_is_there_and_every_other_was_refused(
    small_disk: Path, tuesday: datetime, figure: Callable[[str], None]
) -> None:
    database = small_disk / "endorr.sqlite3"
    kept, refused = write_until_full(small_disk, f"sqlite:///{database}", tuesday, leaving=ROOM)
    assert set(refused) <= {"database or disk is full", "disk I/O error"}
    with sqlite3.connect(database) as found:
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert {row[0] for row in found.execute("SELECT about FROM outbox_outboxrow")} == kept
        assert {row[0] for row in found.execute("SELECT subject FROM ledger_event")} == kept
        numbers = [row[0] for row in found.execute("SELECT seq FROM ledger_event ORDER BY seq")]
    found.close()
    assert numbers == list(range(1, len(kept) + 1))
    figure(f"disk full on sqlite: writes {WRITES}, kept {len(kept)}, refused {len(refused)}, lost 0, ghosts 0")


@pytest.mark.long
@pytest.mark.skipif(connection.vendor != "postgresql", reason="told of the other engine above")
def test_so_it_is_on_the_other_engine(server: Server, tuesday: datetime, figure: Callable[[str], None]) -> None:
    kept, refused = write_until_full(server.disk, server.url, tuesday, leaving=ROOM_BESIDE_LOG)
    assert any("No space left on device" in words for words in refused)
    there = set(server.query("SELECT about FROM outbox_outboxrow"))
    # A commit whose answer was cut off may have been made: nobody was told that it was, nor that it was not.
    assert kept <= there
    assert there == set(server.query("SELECT subject FROM ledger_event"))
    numbers = [int(number) for number in server.query("SELECT seq FROM ledger_event ORDER BY seq")]
    assert numbers == list(range(1, len(there) + 1))
    told = f"kept {len(kept)}, refused {len(refused)}, lost 0, made but unanswered {len(there - kept)}"
    figure(f"disk full on postgresql: writes {WRITES}, {told}")
