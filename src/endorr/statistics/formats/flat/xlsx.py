"""XLSX: a sheet with a row for each observation and a sheet that says what the table is."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import BinaryIO, NoReturn
from xml.etree.ElementTree import ParseError

import numpy as np
from defusedxml import DefusedXmlException
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from endorr.statistics.formats.flat.mapping import Mapping, mapping_of_header
from endorr.statistics.formats.flat.rows import Cell, RowReader, header_of, rows_of
from endorr.statistics.formats.problems import Problem, Said, Severity, UnreadableError, UnwritableError, shown
from endorr.statistics.table import Table, said

MOST_ROWS = 1_048_576
"""A sheet's rows by ECMA-376."""

LARGEST_NUMBER = 9.99e307
"""What a spreadsheet can hold."""

LARGEST_UNPACKED = 1 << 30
MOST_PARTS = 10_000
STEEPEST = 400
"""How many times larger a part may be unpacked than packed; sheets of figures reach some thirty."""

PROLOG = 1 << 16
DATA, ABOUT = "Data", "About"
TOLD = ("language", "title", "source", "contents", "unit")
UNREADABLE = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    DefusedXmlException,
    KeyError,
    ValueError,
    OSError,
    TypeError,
    IndexError,
)


def write_xlsx(table: Table, stream: BinaryIO, *, language: str = "") -> None:
    """Writes a workbook; figures keep 16 digits. Raises `UnwritableError` if they outnumber the rows of a sheet."""
    if table.head.size >= MOST_ROWS:
        raise UnwritableError(f"a sheet holds {MOST_ROWS - 1} observations, not {table.head.size}")
    if np.nanmax(np.abs(table.observations.values), initial=0) > LARGEST_NUMBER:
        raise UnwritableError(f"a sheet holds numbers up to {LARGEST_NUMBER:g}")
    language = language or table.head.language
    header = header_of(table.head, language)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(DATA)

    def text(cell: Cell) -> object:
        # A text that begins with an equals sign must not become a formula.
        written = WriteOnlyCell(sheet, value=cell)
        written.data_type = "s"
        return written

    sheet.append([text(name) for name in header])
    for *names, value, status in rows_of(table, language, float):
        sheet.append([*map(text, names), value, text(status) if status else None])
    about = book.create_sheet(ABOUT)
    for name, told in _about(table, language).items():
        about.append([name, text(told)])
    book.save(stream)


def _about(table: Table, language: str) -> dict[str, str]:
    head = table.head
    texts = {"title": head.title, "source": head.source, "contents": head.contents, "unit": head.facts.unit}
    return {"language": language, **{name: found for name, text in texts.items() if (found := said(text, language))}}


def read_xlsx(stream: BinaryIO, name: str, mapping: Mapping | None = None) -> tuple[Table, tuple[Problem, ...]]:
    """The table of the sheet Data, or of the first one. Raises `UnreadableError`; nothing is then loaded."""
    try:
        _refuse_bombs(stream, name)
        book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        try:
            return _read(book, name, mapping), ()
        finally:
            book.close()
    except UnreadableError:
        raise
    except UNREADABLE as error:
        _refuse(name, Said("en arbetsbok i XLSX", "a workbook in XLSX"), error)


def _read(book: Workbook, name: str, mapping: Mapping | None) -> Table:
    sheet = book[DATA] if DATA in book.sheetnames else book.worksheets[0]
    rows = _rows(sheet.iter_rows(values_only=True))
    _, header = next(rows, (1, []))
    found = mapping or mapping_of_header([str(cell) for cell in header])
    if found is not None and mapping is None and ABOUT in book.sheetnames:
        told = {str(row[0]): str(row[1]) for row in book[ABOUT].iter_rows(values_only=True, max_row=50) if len(row) > 1}
        language, title, source, contents, unit = (told.get(key, "") for key in TOLD)
        language = language or found.language
        found = replace(found, language=language, title=title, source=source, contents=contents, unit=unit)
    return RowReader(name, header, found).read(rows)


def _rows(rows: Iterator[tuple[object, ...]]) -> Iterator[tuple[int, list[Cell]]]:
    width = 0
    for line, row in enumerate(rows, 1):
        cells = [_cell(value) for value in row]
        while cells and cells[-1] is None and (not width or len(cells) > width):
            cells.pop()
        width = width or len(cells)
        if any(cell is not None for cell in cells):
            yield line, cells + [None] * (width - len(cells))


def _cell(value: object) -> Cell:
    if value is None or (isinstance(value, (str, int, float)) and not isinstance(value, bool)):
        return value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _refuse_bombs(stream: BinaryIO, name: str) -> None:
    """Refuses what grows out of bounds when unpacked, and XML that declares types or entities of its own."""
    with zipfile.ZipFile(stream) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
            _refuse(name, Said("högst 1 GB uppackat", "at most 1 GB unpacked"), unpacked)
        for part in parts:
            if part.file_size > PROLOG and part.file_size > STEEPEST * max(part.compress_size, 1):
                _refuse(name, Said("en rimligt packad fil", "a file packed within reason"), part.filename)
            with archive.open(part) as opened:
                start = opened.read(PROLOG).replace(b"\0", b"").upper()
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                _refuse(name, Said("XML utan egna entiteter", "XML without entities of its own"), part.filename)
    stream.seek(0)


def _refuse(name: str, expected: Said, found: object) -> NoReturn:
    raise UnreadableError([Problem(Severity.FATAL, name, 0, "", expected, shown(found))])
