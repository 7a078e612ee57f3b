"""Reads PX files: the head first, then the data a chunk at a time, so that only the figures need room."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from math import prod
from pathlib import Path
from typing import BinaryIO

import numpy as np

from endorr.statistics.formats.problems import Problem, Said
from endorr.statistics.formats.px.cells import BadCellError, parse_cell, parse_cells
from endorr.statistics.formats.px.head import HeadOfFile, build_head
from endorr.statistics.formats.px.report import Report
from endorr.statistics.formats.px.source import BLOCK, Source, read_head
from endorr.statistics.table import Flags, Floats, Head, Observations, Table

MOST_CELLS = 1_000_000_000
CELL = Said("ett tal, eller punkter eller streck inom citattecken", "a number, or dots or a dash in quotation marks")
ROW = re.compile(rb'"([^"]*)"|([^\s,;"]+)')
ROW_END = re.compile(rb"[\s,;]")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Observations that stand beside each other in the table, the first of them at `start`."""

    start: int
    values: Floats
    flags: Flags


class PxFile:
    """An open PX file whose head is read and whose data are yet to be."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._report = Report(name)
        self._source: Source = read_head(stream, name)
        self._report.problems.extend(self._source.warnings)
        built: HeadOfFile = build_head(self._source.lexed, self._report)
        self.head: Head = built.head
        self._keys = built.keys
        if self.head.size > MOST_CELLS:
            self._fatal(
                self._source.lexed.line,
                Said(f"högst {MOST_CELLS} celler", f"at most {MOST_CELLS} cells"),
                self.head.size,
            )

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What was left out or put right so far; complete once the data are read."""
        return tuple(self._report.problems)

    def chunks(self) -> Iterator[Chunk]:
        """The data from beginning to end, once. Cells of a file with KEYS that no chunk covers are 0.

        Raises `UnreadableError` at a cell that is none, and at the end if cells lack or are too many.
        """
        return self._keyed_chunks() if self._keys else self._matrix_chunks()

    def _fatal(self, line: int, expected: Said, found: object = None) -> None:
        self._report.fatal(line, "DATA", expected, found)
        self._report.stop_if_fatal()

    def _blocks(self) -> Iterator[tuple[int, bytes]]:
        """The data in pieces that end between cells, each with the line it begins on."""
        line, kept = self._source.lexed.line, b""
        codec_rest = self._source.rest
        for block in chain([codec_rest], iter(lambda: self._stream.read(BLOCK), b"")):
            piece = kept + block
            cut = _last_gap(piece)
            yield line, piece[:cut]
            line += _lines(piece[:cut])
            kept = piece[cut:]
        yield line, kept

    def _matrix_chunks(self) -> Iterator[Chunk]:
        done, line, ended = 0, 0, False
        for line, block in self._blocks():  # the last line is told when cells lack
            try:
                values, flags = parse_cells(block)
            except BadCellError as error:
                self._bad_cell(line, block, error)
                return
            if done + len(values) > self.head.size:
                self._too_many(line, block, self.head.size - done)
            ended = block.rstrip().endswith(b";") or (ended and not block.strip())
            if len(values):
                last_line = line + _lines(block.rstrip())
                yield Chunk(done, values, flags)
            done += len(values)
        if done < self.head.size:
            self._fatal(last_line, Said(f"{self.head.size} celler", f"{self.head.size} cells"), done)
        if not ended:
            self._report.warn(last_line, "DATA", Said("semikolon sist", "a semicolon at the end"))

    def _bad_cell(self, line: int, block: bytes, error: BadCellError) -> None:
        self._fatal(line + _lines(block[: error.offset]), CELL, error.cell.decode("latin-1"))

    def _too_many(self, line: int, block: bytes, room: int) -> None:
        cells = list(re.finditer(rb"[^\s,;]+", block))
        at = line + _lines(block[: cells[room].start()])
        self._fatal(
            at,
            Said(
                f"{self.head.size} celler och sedan filens slut", f"{self.head.size} cells and then the end of the file"
            ),
            cells[room][0].decode("latin-1"),
        )

    def _keyed_chunks(self) -> Iterator[Chunk]:
        """Rows that begin with what they are keyed by; those left out of the file hold nothing but zeros."""
        stub = self.head.dimensions[: self.head.stub]
        width = prod(self.head.shape[self.head.stub :])
        index = [self._row_names(place) for place in range(len(stub))]
        seen: set[int] = set()
        for line, row in self._rows(len(stub), width):
            place = 0
            for names, dimension, key in zip(index, stub, row, strict=False):
                name = _text(key, self._source.codec)
                if name not in names:
                    self._fatal(
                        line,
                        Said(
                            f"ett värde av «{dimension.name(self.head.language)}»",
                            f"a value of «{dimension.name(self.head.language)}»",
                        ),
                        name,
                    )
                place = place * len(dimension) + names[name]
            if place in seen:
                self._fatal(
                    line, Said("varje rad en gång", "each row once"), b",".join(row[: len(stub)]).decode("latin-1")
                )
            seen.add(place)
            yield self._row(line, place * width, row[len(stub) :])

    def _row_names(self, place: int) -> dict[str, int]:
        dimension = self.head.dimensions[place]
        by_code = self._keys.get(place) == "CODES"
        return {
            name: at for at, name in enumerate(dimension.codes if by_code else dimension.labels[self.head.language])
        }

    def _row(self, line: int, start: int, cells: list[bytes]) -> Chunk:
        parsed = [parse_cell(cell) for cell in cells]
        for cell, given in zip(cells, parsed, strict=True):
            if given is None:
                self._fatal(line, CELL, cell.decode("latin-1"))
        pairs = [each for each in parsed if each is not None]
        return Chunk(
            start, np.array([value for value, _ in pairs], np.float64), np.array([flag for _, flag in pairs], np.uint8)
        )

    def _rows(self, keys: int, width: int) -> Iterator[tuple[int, list[bytes]]]:
        row: list[bytes] = []
        begun = line = self._source.lexed.line
        for at, block in self._key_blocks():
            line, last = at, 0
            for token in ROW.finditer(block):
                line += _lines(block[last : token.start()])
                last = token.start()
                begun = begun if row else line
                row.append(self._key_or_cell(token, wants_key=len(row) < keys, line=line))
                if len(row) == keys + width:
                    yield begun, row
                    row = []
        if row:
            self._fatal(begun, Said(f"{keys} nycklar och {width} celler", f"{keys} keys and {width} cells"), len(row))

    def _key_or_cell(self, token: re.Match[bytes], *, wants_key: bool, line: int) -> bytes:
        if not wants_key:
            return token[0]
        if token[1] is None:
            self._fatal(
                line, Said("en nyckel inom citattecken", "a key in quotation marks"), token[0].decode("latin-1")
            )
        return token[1]

    def _key_blocks(self) -> Iterator[tuple[int, bytes]]:
        """As `_blocks`, but cut at line ends, since keys may hold spaces."""
        line, kept = self._source.lexed.line, b""
        for block in chain([self._source.rest], iter(lambda: self._stream.read(BLOCK), b"")):
            piece = kept + block
            cut = max(piece.rfind(b"\n"), piece.rfind(b"\r")) + 1
            yield line, piece[:cut]
            line += _lines(piece[:cut])
            kept = piece[cut:]
        yield line, kept


@contextmanager
def open_px(path: Path) -> Iterator[PxFile]:
    """A PX file with its head read. Raises `UnreadableError` if the head cannot be; `OSError` as usual."""
    with path.open("rb") as stream:
        yield PxFile(stream, path.name)


def read_px(stream: BinaryIO, name: str) -> tuple[Table, tuple[Problem, ...]]:
    """The whole table of a PX file and what had to be left out. Raises `UnreadableError`; then nothing is loaded."""
    file = PxFile(stream, name)
    values = np.zeros(file.head.size)
    flags = np.zeros(file.head.size, np.uint8)
    for chunk in file.chunks():
        values[chunk.start : chunk.start + len(chunk.values)] = chunk.values
        flags[chunk.start : chunk.start + len(chunk.flags)] = chunk.flags
    return Table(file.head, Observations(values, flags)), file.warnings


def _last_gap(piece: bytes) -> int:
    """Just after the last sign between cells, or 0 if there is none."""
    end = len(piece)
    for at in range(end - 1, max(end - 400, -1), -1):
        if piece[at] in b" \n\r\t,;":
            return at + 1
    return max(piece.rfind(each) for each in (b" ", b"\n", b"\r", b"\t", b",", b";")) + 1


def _lines(piece: bytes) -> int:
    """Line ends of any kind: CR LF counts once."""
    if b"\r" not in piece:
        return piece.count(b"\n")
    return piece.count(b"\n") + piece.count(b"\r") - piece.count(b"\r\n")


def _text(key: bytes, codec: str) -> str:
    return key.decode(codec, "endorr-latin-1")
