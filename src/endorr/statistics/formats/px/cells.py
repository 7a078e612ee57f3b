"""Turns the characters of PX data cells into floats and flags, a chunk at a time and eight digits at a time."""

import re

import numpy as np
import numpy.typing as npt

from endorr.statistics.table import FLAG_OF, Flag, Flags, Floats

type Bytes = npt.NDArray[np.uint8]
type Ints = npt.NDArray[np.int64]
type Words = npt.NDArray[np.uint64]
type Mask = npt.NDArray[np.bool_]

SPACE, MINUS, DOT, QUOTE = b' -."'
ZERO = np.uint8(48)
WORD = 8
MARGIN = b" " * 2 * WORD
EXACT_DIGITS = 15
"""Integers of 15 digits are exact in a float, so that one division by an exact power of ten rounds correctly."""

# Comma, semicolon and tab are old synonyms of the space (PX-file format 2013, "Data in the PX-file").
DELIMITERS = bytes(SPACE if byte in b",;\t\r\n\f\v" else byte for byte in range(256))
NUMBER = re.compile(rb"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
SYMBOL_FLAGS = np.array([0, *(FLAG_OF["." * dots] for dots in range(1, 8))], np.uint8)
POWERS = 10.0 ** np.arange(EXACT_DIGITS + 1)


# Eight digits in one word: multiply and add neighbours in steps of one, two and four digits (a well-known technique).
LITTLE = np.dtype("<u8")
ZEROS = np.uint64(0x3030303030303030)
KEPT = np.array([(1 << 64) - (1 << (64 - 8 * count)) for count in range(WORD + 1)], np.uint64)
EVEN = np.uint64(0x000000FF000000FF)
HIGH_PAIRS = np.uint64(100 + (1_000_000 << 32))
LOW_PAIRS = np.uint64(1 + (10_000 << 32))
TEN, EIGHT, SIXTEEN, THIRTY_TWO = map(np.uint64, (10, 8, 16, 32))


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
    padded = MARGIN + chunk.translate(DELIMITERS) + b" "
    cells = _Cells(padded)
    for position in cells.read().tolist():
        begin, end = int(cells.first[position]), int(cells.last[position]) + 1
        cell = parse_cell(padded[begin:end])
        if cell is None:
            raise BadCellError(padded[begin:end], position, begin - len(MARGIN))
        cells.values[position], cells.flags[position] = cell
    return cells.values, cells.flags


class _Cells:
    """A chunk under work: its characters, where each cell begins and ends, and what has been read of it."""

    def __init__(self, padded: bytes) -> None:
        self.characters = np.frombuffer(padded, np.uint8)
        inside = self.characters != SPACE
        edges = np.flatnonzero(inside[1:] != inside[:-1])
        self.first, self.last = edges[0::2] + 1, edges[1::2]
        self.others = np.flatnonzero(inside & (self.characters - ZERO > 9))
        self.flags = np.zeros(len(self.first), np.uint8)

    def read(self) -> Ints:
        """Fills in what is read all at once; says which cells are left to be read one by one."""
        length = self.last - self.first + 1
        self.values = _whole_numbers(self.characters, self.last, length)
        odd = length > EXACT_DIGITS
        if len(self.others):
            owner = np.searchsorted(self.first, self.others, side="right") - 1
            special = owner[np.flatnonzero(np.diff(owner, prepend=-1))]
            odd[special] = self._read_special(special, np.searchsorted(special, owner))
        return np.flatnonzero(odd)

    def _read_special(self, special: Ints, owner: Ints) -> Mask:
        """Cells that are more than digits: symbols, and decimals with an optional minus and at most one point."""
        first, last = self.first[special], self.last[special]
        kinds = self.characters[self.others]
        is_dot, is_minus = kinds == DOT, kinds == MINUS
        dots = np.bincount(owner[is_dot], minlength=len(special))

        symbol = self._read_symbols(special, dots)
        odd = dots > 1
        odd[owner[~(is_dot | is_minus)]] = True
        odd[owner[is_minus & (self.others != first[owner])]] = True
        negative = self.characters[first] == MINUS
        pointed = dots == 1
        count = last - first + 1 - negative - pointed
        odd |= (count > EXACT_DIGITS) | (count < 1)

        # With the points taken out, a decimal is a whole number and a power of ten to divide it by.
        plain = ~(odd | symbol)
        pointed &= plain
        points = self.others[is_dot & pointed[owner]]
        fraction = np.zeros(len(special), np.int64)
        fraction[pointed] = last[pointed] - points
        characters = np.delete(self.characters, points) if len(points) else self.characters
        numbers = _whole_numbers(characters, last - np.cumsum(pointed), np.where(plain, count, 0)) / POWERS[fraction]
        numbers[negative] *= -1
        self.values[special[plain]] = numbers[plain]
        left: Mask = odd & ~symbol
        return left

    def _read_symbols(self, special: Ints, dots: Ints) -> Mask:
        """Dots and dashes, quoted or not; says which cells they were."""
        first, last = self.first[special], self.last[special]
        length = last - first + 1
        quoted = (self.characters[first] == QUOTE) & (self.characters[last] == QUOTE) & (length > 2)
        inner = length - 2 * quoted
        dotted = (dots == inner) & (inner < len(SYMBOL_FLAGS))
        self.flags[special[dotted]] = SYMBOL_FLAGS[inner[dotted]]
        self.values[special[dotted]] = np.nan
        dash = (inner == 1) & (self.characters[first + quoted] == MINUS)
        self.flags[special[dash]] = Flag.NIL
        self.values[special[dash]] = 0
        symbol: Mask = dotted | dash
        return symbol


def _whole_numbers(characters: Bytes, last: Ints, length: Ints) -> Floats:
    """Runs of at most 15 digits ending at `last`, eight digits to a machine word; longer ones are not to be trusted."""
    words = np.ndarray(len(characters) - WORD + 1, LITTLE, np.ascontiguousarray(characters), strides=(1,))
    values = _eight_digits(words[last - (WORD - 1)], np.minimum(length, WORD)).astype(np.float64)
    long = np.flatnonzero(length > WORD)
    if len(long):
        rest = np.minimum(length[long] - WORD, WORD)
        values[long] += _eight_digits(words[np.maximum(last[long] - (2 * WORD - 1), 0)], rest) * 1e8
    return values


def _eight_digits(words: Words, count: Ints) -> Words:
    """The last `count` of eight characters in each little-endian word as a number: digits, pairs, fours, the eight."""
    digits = (words ^ ZEROS) & KEPT[count]
    pairs = digits * TEN + (digits >> EIGHT)
    return ((pairs & EVEN) * HIGH_PAIRS + ((pairs >> SIXTEEN) & EVEN) * LOW_PAIRS) >> THIRTY_TWO
