"""A version of a table as a file, in every format that official statistics are exchanged in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from endorr.statistics.formats.flat import Separator, write_csv, write_xlsx
from endorr.statistics.formats.jsonstat import write_jsonstat
from endorr.statistics.formats.px import write_px
from endorr.statistics.table import Table

PARQUET = "parquet"
MOST_CELLS = 1_000_000
"""Larger tables are given out as their columns only; the other formats would take a page's time a thousand times."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A format to download in: its name, the ending of its files, its media type, how it is written."""

    name: str
    ending: str
    media_type: str
    write: Callable[[Table, BinaryIO, str], None]


def _csv(separator: Separator) -> Callable[[Table, BinaryIO, str], None]:
    return lambda table, stream, language: write_csv(table, stream, language=language, separator=separator)


KINDS: Mapping[str, Kind] = {
    "csv": Kind("CSV ;", "csv", "text/csv; charset=utf-8", _csv(Separator.SEMICOLON)),
    "komma": Kind("CSV ,", "csv", "text/csv; charset=utf-8", _csv(Separator.COMMA)),
    "xlsx": Kind(
        "XLSX",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda table, stream, language: write_xlsx(table, stream, language=language),
    ),
    "json": Kind(
        "JSON-stat 2",
        "json",
        "application/json",
        lambda table, stream, language: write_jsonstat(table, stream, language=language),
    ),
    "px": Kind("PX", "px", "application/octet-stream", lambda table, stream, _: write_px(table, stream, "utf-8")),
}


def written(table: Table, kind: Kind, language: str) -> bytes:
    """Return a table as the bytes of a file; raises formats.problems.UnwritableError where a format cannot hold it."""
    stream = BytesIO()
    kind.write(table, stream, language)
    return stream.getvalue()
