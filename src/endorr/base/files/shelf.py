"""The shelf: files that never change, kept under the checksum of what they hold, so that each is kept once."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from endorr.base.failpoints import failpoint
from endorr.base.files.models import ShelvedFile
from endorr.base.files.rules import ORPHAN_GRACE

SHELF = "shelf"
INCOMING = "incoming"


class DamagedShelfError(Exception):
    """A shelved file that is missing or no longer what it was; the text says which."""


def place_on_shelf(sha256: str) -> Path:
    """Return where a shelved file lies."""
    return Path(settings.MEDIA_ROOT) / SHELF / sha256[:2] / sha256


@contextmanager
def draft() -> Iterator[Path]:
    """Give a path to write to; what is still there afterwards is removed, now or by the night's sweep."""
    folder = Path(settings.MEDIA_ROOT) / INCOMING
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / secrets.token_hex(16)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def shelve(path: Path, *, now: datetime) -> str:
    """Put a finished draft on the shelf and return its SHA-256: first wholly onto the disk, then its row.

    What lies there already is left as it is. A crash between the two leaves a file without row, never the other way.
    """
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
        size = os.fstat(file.fileno()).st_size
    target = place_on_shelf(sha256)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.chmod(0o600)
    path.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    failpoint("files.shelved")
    ShelvedFile.objects.get_or_create(sha256=sha256, defaults={"size": size, "shelved_at": now})
    return sha256


def from_shelf(sha256: str) -> Path:
    """Return the path of a shelved file whose bytes are what its name says; raises DamagedShelfError otherwise.

    A file is read through once a process, and again when the disk says that it has been touched.
    """
    path = place_on_shelf(sha256)
    try:
        told = path.stat()
    except OSError as error:
        raise DamagedShelfError(f"{sha256} is missing from the shelf") from error
    if not _is_whole(sha256, str(path), told.st_mtime_ns, told.st_size, told.st_ino):
        raise DamagedShelfError(f"{sha256} on the shelf has changed")
    return path


@lru_cache(maxsize=4096)
def _is_whole(sha256: str, path: str, _modified: int, _size: int, _node: int) -> bool:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def sweep_shelf(*, machine_now: datetime) -> int:
    """Remove shelved files that have had no row for a day; return how many. Ages are the disk's."""
    before = (machine_now - ORPHAN_GRACE).timestamp()
    old = [path for path in (Path(settings.MEDIA_ROOT) / SHELF).glob("*/*") if path.stat().st_mtime < before]
    known = set(ShelvedFile.objects.filter(sha256__in=[path.name for path in old]).values_list("sha256", flat=True))
    orphans = [path for path in old if path.name not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
