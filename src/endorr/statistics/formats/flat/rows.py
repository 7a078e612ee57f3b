"""Builds a table of rows with an observation (or one of each measure) each, and takes a table apart into rows."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, product
from math import isnan, prod
from typing import NoReturn

import numpy as np

from endorr.statistics.formats.flat.mapping import (
    CODE,
    METRIC,
    STATUS,
    VALUE,
    DimensionColumn,
    Mapping,
    mapping_of_header,
)
from endorr.statistics.formats.problems import Problem, Said, Severity, UnreadableError, UnwritableError, shown
from endorr.statistics.formats.px.periods import periods_of_codes
from endorr.statistics.table import (
    FIRST_STATUS,
    FLAG_OF,
    MOST_STATUSES,
    Dimension,
    Facts,
    Flag,
    Head,
    Observations,
    Role,
    Table,
    decimals_in,
)

MOST_CELLS = 50_000_000
MOST_ROWS = 20_000_000
GROUPED = re.compile(r"-?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?=$|[.,])")
POINTED = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")

FORMULA = frozenset({"=", "+", "-", "@", "'", "\t"})

type Cell = str | float | int | None
type Row = tuple[str, Sequence[Cell]]
"""Where a row stands, for messages ("rad 7" has the line 7), and its cells."""

NUMBER = Said("ett tal eller en symbol för saknat värde", "a number or a symbol for a missing value")


@dataclass(slots=True)
class _Axis:
    """The categories of a dimension in the order they are first met."""

    column: DimensionColumn
    places: dict[str, int] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)

    def place(self, code: str, label: str) -> int:
        place = self.places.setdefault(code, len(self.places))
        if place == len(self.labels):
            self.labels.append(label)
        return place

    def dimension(self, language: str) -> Dimension:
        codes = tuple(self.places)
        role = self.column.role
        scale, periods = periods_of_codes(codes) if role in {Role.TIME, None} else ("", ())
        return Dimension(
            code=self.column.code,
            names={language: self.column.name},
            codes=codes,
            labels={language: tuple(self.labels)},
            role=Role.TIME if periods else role,
            scale=scale,
            periods=periods,
        )


class RowReader:
    """Gathers rows into a table. Raises `UnreadableError` with the row's line and the column's name."""

    def __init__(self, file: str, header: Sequence[Cell], mapping: Mapping | None) -> None:
        self.file = file
        self.header = [_text(cell) for cell in header]
        found = mapping or mapping_of_header(self.header)
        if found is None:
            expected = Said(
                f"en kolumn {VALUE}, eller en beskrivning av kolumnerna",
                f"a column {VALUE}, or a mapping of the columns",
            )
            self.fail(1, ", ".join(self.header)[:40], expected)
        self.mapping = found
        self.axes = [_Axis(each) for each in found.dimensions]
        self.code_columns = [self._column(each.codes) for each in found.dimensions]
        self.label_columns = [self._column(each.labels) for each in found.dimensions]
        self.value_columns = [self._column(each.column) for each in found.values]
        self.status_column = self._column(found.status) if found.status else -1
        self.symbols = {"": Flag.ABSENT, **FLAG_OF, **found.missing}
        self.cells: dict[tuple[int, ...], tuple[float, int]] = {}
        self.statuses: dict[str, int] = {}

    def fail(self, line: int, column: str, expected: Said, found: object = None) -> NoReturn:
        """Gives up: nothing of the file is loaded."""
        raise UnreadableError(
            [Problem(Severity.FATAL, self.file, line, column, expected, "" if found is None else shown(found))]
        )

    def _column(self, name: str) -> int:
        if self.header.count(name) != 1:
            self.fail(1, name, Said("kolumnen en gång", "the column once"), self.header.count(name))
        return self.header.index(name)

    def read(self, rows: Iterable[tuple[int, Sequence[Cell]]]) -> Table:
        """The table of all rows; `rows` are lines with their cells."""
        for line, row in rows:
            if len(self.cells) > MOST_ROWS:
                self.fail(line, "", Said(f"högst {MOST_ROWS} värden", f"at most {MOST_ROWS} figures"))
            self._take(line, row)
        if not self.cells:
            self.fail(2, "", Said("minst en rad med värden", "at least one row of figures"))
        return self._table()

    def _take(self, line: int, row: Sequence[Cell]) -> None:
        if len(row) != len(self.header):
            self.fail(line, "", Said(f"{len(self.header)} kolumner", f"{len(self.header)} columns"), len(row))
        place = tuple(
            axis.place(_text(row[code]), _text(row[label]))
            for axis, code, label in zip(self.axes, self.code_columns, self.label_columns, strict=True)
        )
        for number, column in enumerate(self.value_columns):
            cell = (*place, number)
            if cell in self.cells:
                where = ", ".join(_text(row[column]) for column in self.code_columns)
                self.fail(line, "", Said("varje cell en gång", "each cell once"), where)
            self.cells[cell] = self._cell(line, column, row)

    def _cell(self, line: int, column: int, row: Sequence[Cell]) -> tuple[float, int]:
        value, flag = self._value(line, column, row[column])
        status = _text(row[self.status_column]) if self.status_column >= 0 else ""
        if not status or FLAG_OF.get(status) == flag:
            return value, flag
        known = FLAG_OF.get(status)
        if known is not None and (flag is Flag.ABSENT or (known is Flag.NIL and value == 0)):
            return (0.0 if known is Flag.NIL else value), known
        if len(self.statuses) >= MOST_STATUSES and status not in self.statuses:
            self.fail(line, STATUS, Said(f"högst {MOST_STATUSES} olika", f"at most {MOST_STATUSES} different ones"))
        return value, self.statuses.setdefault(status, FIRST_STATUS + len(self.statuses))

    def _value(self, line: int, column: int, cell: Cell) -> tuple[float, Flag]:
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return self._finite(line, column, float(cell), cell), Flag.VALUE
        text = _text(cell).strip()
        flag = self.symbols.get(text)
        if flag is not None:
            return (0.0 if flag is Flag.NIL else float("nan")), flag
        spelled = self._pointed(text)
        if not POINTED.fullmatch(spelled):
            self.fail(line, self.header[column], NUMBER, text)
        return self._finite(line, column, float(spelled), text), Flag.VALUE

    def _finite(self, line: int, column: int, value: float, found: object) -> float:
        if value - value != 0:
            self.fail(line, self.header[column], NUMBER, found)
        return value

    def _pointed(self, text: str) -> str:
        """A number with a decimal point: spaces between thousands go, a decimal comma is one if the mapping lets it."""
        if GROUPED.match(text):
            text = re.sub(r"[ \u00a0\u202f]", "", text)
        if self.mapping.decimal == ",":
            return text.replace(".", "?").replace(",", ".")
        return text if self.mapping.decimal == "." else text.replace(",", ".")

    def _table(self) -> Table:
        dimensions = [axis.dimension(self.mapping.language) for axis in self.axes]
        if len(self.value_columns) > 1:
            dimensions.append(self._metric())
        shape = tuple(len(each) for each in dimensions)
        if prod(shape) > MOST_CELLS:
            self.fail(0, "", Said(f"högst {MOST_CELLS} celler", f"at most {MOST_CELLS} cells"), prod(shape))
        values, flags = np.full(prod(shape), np.nan), np.full(prod(shape), Flag.ABSENT, np.uint8)
        places = np.array([place[: len(shape)] for place in self.cells], np.int64)
        flat = np.ravel_multi_index(tuple(places.T), shape)
        values[flat] = [value for value, _ in self.cells.values()]
        flags[flat] = [flag for _, flag in self.cells.values()]
        return Table(self._head(dimensions, values), Observations(values, flags, tuple(self.statuses)))

    def _metric(self) -> Dimension:
        columns = self.mapping.values
        return Dimension(
            code=METRIC,
            names={self.mapping.language: self.mapping.contents or METRIC},
            codes=tuple(each.column for each in columns),
            labels={self.mapping.language: tuple(each.label for each in columns)},
            role=Role.METRIC,
        )

    def _head(self, dimensions: list[Dimension], values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Head:
        mapping, language = self.mapping, self.mapping.language
        several = len(mapping.values) > 1
        return Head(
            dimensions=tuple(dimensions),
            stub=max(len(dimensions) - 1, 0),
            language=language,
            languages=(language,),
            title={language: mapping.title} if mapping.title else {},
            source={language: mapping.source} if mapping.source else {},
            contents={language: mapping.contents} if mapping.contents else {},
            decimals=decimals_in(values),
            facts=Facts(unit={language: unit} if (unit := mapping.unit or mapping.values[0].unit) else {}),
            measures={each.column: Facts(unit={language: each.unit}) for each in mapping.values if each.unit}
            if several
            else {},
        )


def header_of(head: Head, language: str) -> list[str]:
    """The columns a table is written with. Raises `UnwritableError` if two would have the same name."""
    header = [name for dimension in head.dimensions for name in _columns(dimension, language)] + [VALUE, STATUS]
    if len(set(header)) != len(header):
        raise UnwritableError(f"columns must differ: {', '.join(header)}")
    return header


def _columns(dimension: Dimension, language: str) -> list[str]:
    name = dimension.name(language)
    return [name] if dimension.codes == dimension.label(language) else [f"{name}{CODE}", name]


def rows_of(table: Table, language: str, spell: Callable[[float], Cell]) -> Iterator[list[Cell]]:
    """A row for each observation; an absent figure is an empty cell, a missing one its symbol in both last columns."""
    named = [_categories(dimension, language) for dimension in table.head.dimensions]
    values = table.observations.values.tolist()
    for position, categories in enumerate(product(*named)):
        value: Cell = None if isnan(values[position]) else spell(values[position])
        yield [*chain.from_iterable(categories), value, table.observations.status(position)]


def _categories(dimension: Dimension, language: str) -> list[list[Cell]]:
    labels = dimension.label(language)
    if dimension.codes == labels:
        return [[code] for code in labels]
    return [[code, label] for code, label in zip(dimension.codes, labels, strict=True)]


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe goes before what could begin one."""
    return f"'{text}" if text[:1] in FORMULA else text


def unguarded(text: str) -> str:
    """The text again; other apostrophes stay."""
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA else text
