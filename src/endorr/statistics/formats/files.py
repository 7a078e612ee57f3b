"""Tables in files of any format, told by the end of the name; what is written appears whole or not at all."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from endorr.statistics.formats.flat import Mapping, Separator, read_csv, read_xlsx, write_csv, write_xlsx
from endorr.statistics.formats.jsonstat import Form, read_jsonstat, write_jsonstat
from endorr.statistics.formats.problems import Problem, Said, Severity, UnreadableError, UnwritableError
from endorr.statistics.formats.px import read_px, write_px
from endorr.statistics.table import Table

type Read = tuple[Table, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to write where a format leaves a choice. An empty `language` is the table's own."""

    language: str = ""
    charset: str = "utf-8"
    form: Form = Form.DENSE
    separator: Separator = Separator.SEMICOLON


@dataclass(frozen=True, slots=True)
class Format:
    """A format's name, its reader and its writer."""

    name: str
    read: Callable[[BinaryIO, str, Mapping | None], Read]
    write: Callable[[Table, BinaryIO, Wishes], None]


FORMATS = {
    ".px": Format(
        "PX",
        lambda stream, name, _: read_px(stream, name),
        lambda table, stream, wishes: write_px(table, stream, wishes.charset),
    ),
    ".json": Format(
        "JSON-stat 2",
        lambda stream, name, _: read_jsonstat(stream, name),
        lambda table, stream, wishes: write_jsonstat(table, stream, language=wishes.language, form=wishes.form),
    ),
    ".csv": Format(
        "CSV",
        read_csv,
        lambda table, stream, wishes: write_csv(table, stream, language=wishes.language, separator=wishes.separator),
    ),
    ".xlsx": Format(
        "XLSX",
        read_xlsx,
        lambda table, stream, wishes: write_xlsx(table, stream, language=wishes.language),
    ),
}
KNOWN = ", ".join(FORMATS)


def format_of(path: Path) -> Format | None:
    """The format that a file's name ends in."""
    return FORMATS.get(path.suffix.lower())


def read_table(path: Path, mapping: Mapping | None = None) -> Read:
    """The table of a file and what had to be left out. Raises `UnreadableError`; `OSError` as usual."""
    found = format_of(path)
    if found is None:
        expected = Said(f"ett filnamn som slutar på {KNOWN}", f"a file name that ends in {KNOWN}")
        raise UnreadableError([Problem(Severity.FATAL, path.name, 0, "", expected)])
    with path.open("rb") as stream:
        return found.read(stream, path.name, mapping)


def write_table(table: Table, path: Path, wishes: Wishes | None = None) -> None:
    """Writes a file that appears only when it is whole. Raises `UnwritableError`; `OSError` as usual."""
    found = format_of(path)
    if found is None:
        raise UnwritableError(f"{path.name}: a file name that ends in {KNOWN} was expected")
    # Beside its place, so that it can be moved there in one step; readable as any new file would be.
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            found.write(table, stream, wishes or Wishes())
        Path(draft).chmod(0o666 & ~_umask())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
