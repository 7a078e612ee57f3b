"""Takes a file of figures into a table: read whole and checked first, then published; a broken file changes nothing."""

import hashlib
from datetime import datetime
from pathlib import Path

from endorr.statistics.commands import Origin, publish
from endorr.statistics.formats.files import read_table
from endorr.statistics.formats.flat import read_mapping
from endorr.statistics.formats.problems import Problem, UnreadableError
from endorr.statistics.table import Table


def read(path: Path, mapping: bytes = b"") -> tuple[Table, tuple[Problem, ...]]:
    """Read a file of any format; raises UnreadableError with file, line or cell, keyword and what was expected."""
    return read_table(path, read_mapping(mapping, f"{path.name}, mapping") if mapping else None)


def take_in(
    key: str, path: Path, *, mapping: bytes = b"", name: str = "", vintage: str = "", now: datetime, actor: str
) -> tuple[int, tuple[Problem, ...]]:
    """Publish a file as a version of a declared table; return its number and what was left out of it.

    Raises UnreadableError, commands.UnknownPlaceError: nothing is then loaded.
    """
    table, warnings = read(path, mapping)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    origin = Origin(name or path.name, now, digest, vintage)
    return publish(key, table, origin, now=now, actor=actor), warnings


__all__ = ["UnreadableError", "read", "take_in"]
