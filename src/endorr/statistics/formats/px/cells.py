"""Turns the characters of PX data cells into floats and flags, a chunk at a time and a column of digits at a time."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from endorr.statistics.table import FLAG_OF, Flag, Flags, Floats

type Bytes = npt.NDArray[np.uint8]
type Ints = npt.NDArray[np.int64]
type Mask = npt.NDArray[np.bool_]

SPACE, MINUS, DOT, QUOTE = b' -."'
ZERO = np.uint8(48)
EXACT_DIGITS = 15
"""Integers of 15 digits are exact in a float, so that one division by an exact power of ten rounds correctly."""

# Comma, semicolon and tab are old synonyms of the space (PX-file format 2013, "Data in the PX-file").
DELIMITERS = bytes(SPACE if byte in b",;\t\r\n\f\v" else byte for byte in range(256))
NUMBER = re.compile(rb"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
SYMBOL_FLAGS = np.array([0, *(FLAG_OF["." * dots] for dots in range(1, 8))], np.uint8)
POWERS = 10.0 ** np.arange(EXACT_DIGITS + 1)


class BadCellError(ValueError):
    """A cell that is neither a number nor a symbol; `position` counts cells in the chunk, `offset` bytes."""

    def __init__(self, cell: bytes, position: int, offset: int) -> None:
        self.cell, self.position, self.offset = cell, position, offset
        super().__init__(cell)


def parse_cell(cell: bytes) -> tuple[float, Flag] | None:
    """One cell as value and flag, or None if it is no cell; symbols may stand with or without quotation marks."""
    bare = cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == QUOTE else cell
    flag = FLAG_OF.get(bare.decode("latin-1"))
    if flag is not None:
        return (0.0 if flag is Flag.NIL else float("nan")), flag
    if bare is cell and NUMBER.fullmatch(cell):
        value = float(cell)
        return (value, Flag.VALUE) if abs(value) != float("inf") else None
    return None


def parse_cells(chunk: bytes) -> tuple[Floats, Flags]:
    """All cells of a chunk that begins and ends between cells. Raises `BadCellError` at the first that is none."""
    padded = b" %b " % chunk.translate(DELIMITERS)
    cells = _Cells.of(padded)
    for position in np.flatnonzero(cells.read()).tolist():
        begin, end = int(cells.first[position]), int(cells.last[position]) + 1
        cell = parse_cell(padded[begin:end])
        if cell is None:
            raise BadCellError(padded[begin:end], position, begin - 1)
        cells.values[position], cells.flags[position] = cell
    return cells.values, cells.flags


@dataclass(slots=True)
class _Cells:
    """A chunk under work: its characters, where each cell begins and ends, and what has been read of it."""

    characters: Bytes
    others: Ints
    first: Ints
    last: Ints
    values: Floats
    flags: Flags

    @classmethod
    def of(cls, padded: bytes) -> "_Cells":
        """Finds the cells between the spaces, and the `others`: characters inside them that are no digits."""
        characters = np.frombuffer(padded, np.uint8)
        inside = characters != SPACE
        edges = np.flatnonzero(inside[1:] != inside[:-1])
        others = np.flatnonzero(inside & (characters - ZERO > 9))
        first = edges[0::2] + 1
        return cls(characters, others, first, edges[1::2], np.zeros(len(first)), np.zeros(len(first), np.uint8))

    def read(self) -> Mask:
        """Fills in what is read a column at a time; says which cells are left to be read one by one."""
        digits = self.characters - ZERO
        length = self.last - self.first + 1
        if len(self.others) or not len(length):
            return self._read_mixed(digits, length)
        self.values[:] = _whole_numbers(digits, self.last, length)
        odd: Mask = length > EXACT_DIGITS
        return odd

    def _read_mixed(self, digits: Bytes, length: Ints) -> Mask:
        """Symbols, and decimals with an optional minus and at most one point."""
        owner = np.searchsorted(self.first, self.others, side="right") - 1
        kinds = self.characters[self.others]
        is_dot, is_minus = kinds == DOT, kinds == MINUS
        dots = np.bincount(owner[is_dot], minlength=len(length))

        symbol = self._read_symbols(dots, length)
        odd = dots > 1
        odd[owner[~(is_dot | is_minus)]] = True
        odd[owner[is_minus & (self.others != self.first[owner])]] = True
        negative = self.characters[self.first] == MINUS
        pointed = dots == 1
        count = length - negative - pointed
        odd |= (count > EXACT_DIGITS) | (count < 1)

        # With the points taken out, a decimal is a whole number and a power of ten to divide it by.
        plain = ~(odd | symbol)
        pointed &= plain
        points = self.others[is_dot & pointed[owner]]
        fraction = np.zeros(len(length), np.int64)
        fraction[pointed] = self.last[pointed] - points
        digits = np.delete(digits, points) if len(points) else digits
        numbers = _whole_numbers(digits, self.last - np.cumsum(pointed), np.where(plain, count, 0)) / POWERS[fraction]
        numbers[negative] *= -1
        self.values[plain] = numbers[plain]
        left: Mask = odd & ~symbol
        return left

    def _read_symbols(self, dots: Ints, length: Ints) -> Mask:
        """Dots and dashes, quoted or not; says which cells they were."""
        quoted = (self.characters[self.first] == QUOTE) & (self.characters[self.last] == QUOTE) & (length > 2)
        inner = length - 2 * quoted
        dotted = (dots == inner) & (inner < len(SYMBOL_FLAGS))
        self.flags[dotted] = SYMBOL_FLAGS[inner[dotted]]
        self.values[dotted] = np.nan
        dash = (inner == 1) & (self.characters[self.first + quoted] == MINUS)
        self.flags[dash] = Flag.NIL
        symbol: Mask = dotted | dash
        return symbol


def _whole_numbers(digits: Bytes, last: Ints, length: Ints) -> Floats:
    """Digit runs ending at `last`, read from their last digit leftwards: one pass per column, not one per number."""
    values = digits[last].astype(np.float64)
    values[length < 1] = 0
    for column in range(1, min(int(length.max(initial=0)), EXACT_DIGITS)):
        reach = np.flatnonzero(length > column)
        values[reach] += digits[last[reach] - column] * POWERS[column]
    return values
