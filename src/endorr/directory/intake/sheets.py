"""Reads a spreadsheet (XLSX or CSV) into rows of text, within bounds, and writes the template one begins from."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from endorr.directory.intake.rules import Heading

BYTES = 2_000_000
UNPACKED = 40_000_000
ROWS, COLUMNS, LETTERS = 5_000, 40, 4_000
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UnreadableError(ValueError):
    """A file that is no spreadsheet, or too large a one."""


def read_table(content: bytes) -> list[list[str]]:
    """Return the rows of the first sheet as text, days as 2026-12-31; told apart by its bytes, not by its name.

    Raises UnreadableError for what is neither XLSX nor CSV, or beyond the bounds above.
    """
    if len(content) > BYTES:
        raise UnreadableError("too large")
    rows = _xlsx(content) if content[:2] == b"PK" else _csv(content)
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _xlsx(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(member.file_size for member in packed.infolist()) > UNPACKED:
                raise UnreadableError("too large unpacked")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            return _bounded([_text(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True))
        finally:
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, SyntaxError, OSError) as error:
        raise UnreadableError("not a workbook") from error


def _csv(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise UnreadableError("not text")
    first = text.partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    try:
        return _bounded(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableError("not a table") from error


def _bounded(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    table: list[list[str]] = []
    for row in rows:
        if len(table) > ROWS:
            raise UnreadableError("too many rows")
        table.append([cell.strip()[:LETTERS] for cell in row[:COLUMNS]])
    return table


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def template(needs: Iterable[tuple[str, str]], example: Sequence[str]) -> bytes:
    """Return an empty workbook: the headings with one example row, and a second sheet with the needs one can name."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Personer och täckning"
    sheet.append([heading.value for heading in Heading])
    sheet.append(list(example))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column in "ABCDEFGHIJK":
        sheet.column_dimensions[column].width = 24
    vocabulary = book.create_sheet("Behov")
    for code, name in needs:
        vocabulary.append([name, code])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
