"""Takes files in, forgets them, and sweeps away what belongs to nobody."""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from endorr.base.failpoints import failpoint
from endorr.base.files.models import StoredFile
from endorr.base.files.purposes import purposes
from endorr.base.files.queries import path_of
from endorr.base.files.rules import ORPHAN_GRACE, Purpose, shown_name
from endorr.base.files.scanning import found_by_scanner
from endorr.base.files.sniffing import media_type_of

INCOMING = "incoming"


class RefusedFileError(Exception):
    """A file that is not taken. `reason` is one of too_big, empty, wrong_type, found_by_scanner."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Taken:
    path: Path
    size: int
    sha256: str


def store(chunks: Iterable[bytes], *, name: str, purpose: str, owner_id: int, actor: str, now: datetime) -> StoredFile:
    """Take a file in: first wholly onto the disk, then its row in the caller's transaction.

    `chunks` are its bytes, in order (an upload's `chunks()`); `owner_id` the row id of the organisation it belongs to.
    A crash between the two leaves a file without row, which the night's sweep removes; never a row without file.
    Raises RefusedFileError; KeyError for a purpose no room declares.
    """
    kept_for = purposes()[purpose]
    with _taken_in(chunks, most_bytes=kept_for.most_bytes) as taken:
        media_type = _acceptable_type(taken, kept_for)
        place = secrets.token_hex(16)
        _move(taken.path, path_of(place))
    failpoint("files.placed")
    return StoredFile.objects.create(
        place=place,
        owner_id=owner_id,
        purpose=purpose,
        media_type=media_type,
        size=taken.size,
        sha256=taken.sha256,
        shown_name=shown_name(name, media_type),
        stored_at=now,
        stored_by=actor,
    )


def why_refused(content: bytes, *, purpose: str) -> str:
    """Return why a file would not be taken, "" when it would: for whoever must say so before storing."""
    kept_for = purposes()[purpose]
    try:
        with _taken_in([content], most_bytes=kept_for.most_bytes) as taken:
            _acceptable_type(taken, kept_for)
    except RefusedFileError as refused:
        return refused.reason
    return ""


@contextmanager
def _taken_in(chunks: Iterable[bytes], *, most_bytes: int) -> Iterator[_Taken]:
    folder = Path(settings.MEDIA_ROOT) / INCOMING
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / secrets.token_hex(16)
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > most_bytes:
                    raise RefusedFileError("too_big")
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if not size:
            raise RefusedFileError("empty")
        yield _Taken(path, size, digest.hexdigest())
    finally:
        path.unlink(missing_ok=True)


def _acceptable_type(taken: _Taken, purpose: Purpose) -> str:
    media_type = media_type_of(taken.path)
    if media_type is None or media_type not in purpose.media_types:
        raise RefusedFileError("wrong_type")
    if found_by_scanner(taken.path):
        raise RefusedFileError("found_by_scanner")
    return media_type


def _move(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def forget(file: StoredFile) -> None:
    """Delete a file's row, and the file itself when the row's deletion is certain."""
    path = path_of(file.place)
    file.delete()
    transaction.on_commit(_unlinking(path))


def _unlinking(path: Path) -> Callable[[], None]:
    return lambda: path.unlink(missing_ok=True)


def sweep_orphans(*, machine_now: datetime) -> int:
    """Remove files that have had no row for a day; return how many. Ages are the disk's, so by the machine's time."""
    before = (machine_now - ORPHAN_GRACE).timestamp()
    old = [path for path in Path(settings.MEDIA_ROOT).glob("*/*") if path.is_file() and path.stat().st_mtime < before]
    known = set(StoredFile.objects.filter(place__in=[path.name for path in old]).values_list("place", flat=True))
    orphans = [path for path in old if path.parent.name == INCOMING or path.name not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
