"""CSV: semicolon and decimal comma as Swedish spreadsheets want it, or comma and decimal point as programs do."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from io import StringIO, TextIOWrapper
from typing import BinaryIO

from endorr.statistics.formats.flat.mapping import Mapping, mapping_of_header
from endorr.statistics.formats.flat.rows import Cell, RowReader, guarded, header_of, rows_of, unguarded
from endorr.statistics.formats.problems import Problem, Said, Severity, UnreadableError, shown
from endorr.statistics.table import Table

LARGEST_FILE = 1 << 30
LONGEST_CELL = 1 << 20


class Separator(StrEnum):
    """What stands between cells; the decimal sign follows from it."""

    SEMICOLON = ";"
    COMMA = ","

    @property
    def decimal(self) -> str:
        """The decimal sign that does not clash."""
        return "," if self is Separator.SEMICOLON else "."


def write_csv(
    table: Table, stream: BinaryIO, *, language: str = "", separator: Separator = Separator.SEMICOLON
) -> None:
    """Writes a row for each observation, in UTF-8 with the mark by which Excel knows it."""
    language = language or table.head.language
    header = header_of(table.head, language)
    text = TextIOWrapper(stream, "utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=separator.value, lineterminator="\r\n")
    writer.writerow([guarded(name) for name in header])
    for *names, value, status in rows_of(table, language, lambda number: _spelled(number, separator)):
        writer.writerow([*(guarded(str(name)) for name in names), value, status])
    text.flush()
    text.detach()


def _spelled(number: float, separator: Separator) -> str:
    text = str(int(number)) if number.is_integer() and abs(number) < 2**53 else repr(number)
    return text.replace(".", separator.decimal)


def read_csv(stream: BinaryIO, name: str, mapping: Mapping | None = None) -> tuple[Table, tuple[Problem, ...]]:
    """The table of a CSV file. Without a mapping the file must have the columns that `write_csv` gives it.

    Raises `UnreadableError` with line and column; nothing is then loaded.
    """
    data = stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise UnreadableError([Problem(Severity.FATAL, name, 0, "", Said("högst 1 GB", "at most 1 GB"))])
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    delimiter = (mapping.delimiter if mapping else "") or max(";,\t", key=first.count)
    rows = _rows(text, delimiter, name)
    _, header = next(rows, (1, []))
    found = mapping or mapping_of_header([str(cell) for cell in header])
    if found is not None and not found.decimal and delimiter == ",":
        found = replace(found, decimal=".")
    return RowReader(name, header, found).read(rows), ()


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _rows(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[Cell]]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            expected = Said("en rad i CSV", "a row of CSV")
            raise UnreadableError([Problem(Severity.FATAL, name, line, "", expected, shown(error))]) from error
        if row:
            yield line, [unguarded(cell) for cell in row]
