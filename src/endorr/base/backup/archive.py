"""Makes the one file of a backup, and unpacks and checks it."""

import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from endorr.base.backup.engines import SQLITE, Copy, copy_database
from endorr.base.backup.sealing import SealedReader, SealingWriter, is_sealed
from endorr.base.failpoints import failpoint
from endorr.base.files.queries import path_of, stored_places
from endorr.base.files.shelf import SHELF, place_on_shelf

FORMAT = 1
MANIFEST, DATABASE, FILES = "manifest.json", "database", "files"
CHUNK = 1 << 20
PARTIAL = ".partial-"
LEFT_BEHIND = timedelta(days=1)


class DamagedError(Exception):
    """A backup that is not what it was when it was made; the text says how."""


class SealedError(Exception):
    """A sealed backup was given without its passphrase."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. It comes last in the file, so a backup that was cut off has none."""

    format: int
    made_at: str
    engine: str
    counts: dict[str, int]
    checksums: dict[str, str]
    keys: dict[str, str]
    heads: str
    shelf: dict[str, int] = field(default_factory=dict)


def make(folder: Path, *, machine_now: datetime, keys: dict[str, str], heads: str, passphrase: bytes | None) -> Path:
    """Write a backup into a folder and return its path. Until it is whole it bears a name that says so.

    `keys` are fingerprints by which the keys it needs can be recognised; `heads` the ledger's signed heads, or empty.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _clear_away(folder, before=machine_now - LEFT_BEHIND)
    ending = ".tar.gz.sealed" if passphrase else ".tar.gz"
    final = folder / f"endorr-{machine_now:%Y%m%dT%H%M%SZ}{ending}"
    handle, draft = tempfile.mkstemp(prefix=PARTIAL, dir=folder)
    try:
        with os.fdopen(handle, "wb") as target:
            with _sealed(target, passphrase) as stream, tarfile.open(fileobj=stream, mode="w|gz") as archive:
                _fill(archive, folder, machine_now=machine_now, keys=keys, heads=heads)
            target.flush()
            os.fsync(target.fileno())
        failpoint("backup.written")
        Path(draft).rename(final)
    finally:
        Path(draft).unlink(missing_ok=True)
    _sync(folder)
    return final


def _clear_away(folder: Path, *, before: datetime) -> None:
    """Remove what backups that were killed have left; a younger one may still be at work."""
    for path in folder.glob(f"{PARTIAL}*"):
        if path.stat().st_mtime < before.timestamp():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


@contextmanager
def _sealed(target: BinaryIO, passphrase: bytes | None) -> Iterator[Any]:
    if passphrase is None:
        yield target
        return
    writer = SealingWriter(target, passphrase)
    yield writer
    writer.finish()


def _fill(archive: tarfile.TarFile, folder: Path, *, machine_now: datetime, keys: dict[str, str], heads: str) -> None:
    with tempfile.TemporaryDirectory(prefix=PARTIAL, dir=folder) as work:
        database = Path(work) / DATABASE
        copy = copy_database(database)
        checksums = {DATABASE: _add(archive, database, DATABASE)}
    failpoint("backup.database_added")
    checksums |= _add_files(archive, copy)
    _carry_shelf(copy.shelf, folder / SHELF)
    manifest = Manifest(FORMAT, machine_now.isoformat(), copy.engine, copy.counts, checksums, keys, heads, copy.shelf)
    text = json.dumps(asdict(manifest), indent=1).encode()
    entry = tarfile.TarInfo(MANIFEST)
    entry.size = len(text)
    archive.addfile(entry, io.BytesIO(text))


def _add_files(archive: tarfile.TarFile, copy: Copy) -> dict[str, str]:
    checksums = {}
    for place, (_size, sha256) in copy.files.items():
        name = f"{FILES}/{place}"
        try:
            found = _add(archive, path_of(place), name)
        except FileNotFoundError as error:
            if place not in stored_places():
                continue  # forgotten since the copy was taken
            raise DamagedError(f"the stored file {place} is missing") from error
        if found != sha256:
            raise DamagedError(f"the stored file {place} has changed on disk")
        checksums[name] = found
    return checksums


def _carry_shelf(shelf: dict[str, int], beside: Path) -> None:
    """Copy what is not yet carried beside the archives: a file that never changes is carried once, not every night."""
    for sha256, size in shelf.items():
        target = beside / sha256[:2] / sha256
        if not (target.exists() and target.stat().st_size == size):
            _carry(place_on_shelf(sha256), target, sha256)


def _carry(source: Path, target: Path, sha256: str) -> None:
    """Copy one shelved file so that it appears whole or not at all; raises DamagedError if it is not what it was."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{PARTIAL}{sha256}")
    try:
        shutil.copyfile(source, partial)
        if _digest(partial) != sha256:
            raise DamagedError(f"the shelved file {sha256} has changed on disk")
        _sync(partial)
        partial.rename(target)
        _sync(target.parent)
    except FileNotFoundError as error:
        raise DamagedError(f"the shelved file {sha256} is missing") from error
    finally:
        partial.unlink(missing_ok=True)


def place_shelf(beside: Path, target: Path, manifest: Manifest) -> list[str]:
    """Copy the shelved files a backup speaks of from beside it to where a house keeps them; return those not there."""
    missing = []
    for sha256 in manifest.shelf:
        carried = beside / sha256[:2] / sha256
        if carried.exists():
            _carry(carried, target / sha256[:2] / sha256, sha256)
        else:
            missing.append(sha256)
    return missing


def _add(archive: tarfile.TarFile, path: Path, name: str) -> str:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = os.fstat(file.fileno()).st_size, 0o600
        archive.addfile(entry, file)
    return digest


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def unpack(backup: Path, into: Path, *, passphrase: bytes | None) -> Manifest:
    """Unpack a backup into an empty folder and compare every part with the manifest.

    Raises DamagedError, SealedError, sealing.WrongPassphraseError.
    """
    try:
        with backup.open("rb") as file, _opened(file, passphrase) as archive:
            archive.extractall(into, filter="data")
    except (tarfile.TarError, EOFError, OSError) as error:
        raise DamagedError(f"the backup cannot be read to its end ({type(error).__name__})") from error
    try:
        manifest = Manifest(**json.loads((into / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise DamagedError("the backup has no manifest: it was cut off") from error
    for name, sha256 in manifest.checksums.items():
        if _digest(into / name) != sha256:
            raise DamagedError(f"{name} is not what it was")
    return manifest


@contextmanager
def _opened(file: BinaryIO, passphrase: bytes | None) -> Iterator[tarfile.TarFile]:
    if not is_sealed(file):
        with tarfile.open(fileobj=file, mode="r|gz") as archive:
            yield archive
        return
    if passphrase is None:
        raise SealedError
    reader = io.BufferedReader(SealedReader(file, passphrase), CHUNK)
    with tarfile.open(fileobj=reader, mode="r|gz") as archive:
        yield archive


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def place_files(unpacked: Path, target: Path, manifest: Manifest) -> int:
    """Move the unpacked files to where a house keeps them; return how many."""
    places = [name.removeprefix(f"{FILES}/") for name in manifest.checksums if name.startswith(f"{FILES}/")]
    for place in places:
        folder = target / place[:2]
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (unpacked / FILES / place).rename(folder / place)
    return len(places)


__all__ = ["SQLITE", "DamagedError", "Manifest", "SealedError", "make", "place_files", "place_shelf", "unpack"]
