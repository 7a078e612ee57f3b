"""A statistical table in memory: its dimensions, its observations and what is said about them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import IntEnum, StrEnum
from math import prod

import numpy as np
import numpy.typing as npt

type Text = Mapping[str, str]
"""The same text in several languages, by language code."""

type Floats = npt.NDArray[np.float64]
type Flags = npt.NDArray[np.uint8]

UNKNOWN_LANGUAGE = "und"
"""ISO 639-2's word for a language nobody named."""

FIRST_STATUS = 16
MOST_STATUSES = 256 - FIRST_STATUS


class Flag(IntEnum):
    """What stands in a cell besides or instead of a number.

    One to six dots and the dash are the PX file's own symbols (PX-file format 2013, "Data in the PX-file"); what the
    dots mean is up to the table (`Head.symbols`). A dash is exactly nothing, so its value is 0; the others have none
    (NaN). Flags from 16 up are further statuses, spelled out in `Observations.statuses`.
    """

    VALUE = 0
    ONE_DOT = 1
    TWO_DOTS = 2
    THREE_DOTS = 3
    FOUR_DOTS = 4
    FIVE_DOTS = 5
    SIX_DOTS = 6
    NIL = 7
    SUM = 8
    ABSENT = 9


SYMBOLS: Mapping[Flag, str] = {
    **{Flag(dots): "." * dots for dots in range(1, 7)},
    Flag.NIL: "-",
    Flag.SUM: ".......",
}
"""How PX files, JSON-stat statuses and CSV cells spell each flag; ABSENT is an empty cell."""

FLAG_OF: Mapping[str, Flag] = {symbol: flag for flag, symbol in SYMBOLS.items()}


class Role(StrEnum):
    """What a dimension is about (JSON-stat 2.0, `role`)."""

    TIME = "time"
    GEO = "geo"
    METRIC = "metric"


ELIMINATED_BY_SUM = "\N{N-ARY SUMMATION}"
"""`Dimension.elimination` of a dimension that may be summed away; else it is the code that stands for the whole."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way the table is divided; `codes` and every tuple of `labels` run in parallel.

    `periods` are the categories of a time dimension in PX spelling ("2019", "20204", "202011"), `scale` its A, H, Q,
    M or W.
    `parents` are (child, parent) codes of a hierarchy; a root has the parent "".
    `kind` is PX's VARIABLE-TYPE where the role does not already say it.
    """

    code: str
    names: Text
    codes: tuple[str, ...]
    labels: Mapping[str, tuple[str, ...]]
    role: Role | None = None
    scale: str = ""
    periods: tuple[str, ...] = ()
    elimination: str | None = None
    domain: Text = field(default_factory=dict)
    map: Text = field(default_factory=dict)
    parents: tuple[tuple[str, str], ...] = ()
    kind: str = ""

    def __len__(self) -> int:
        return len(self.codes)

    def name(self, language: str) -> str:
        """The dimension's name in a language, in any other, or its code."""
        return said(self.names, language) or self.code

    def label(self, language: str) -> tuple[str, ...]:
        """The categories' labels in a language, in any other, or their codes."""
        return self.labels.get(language) or next(iter(self.labels.values()), self.codes)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of the whole table, or of one measure in it (the PX keywords that CONTVARIABLE indexes)."""

    unit: Text = field(default_factory=dict)
    updated: Text = field(default_factory=dict)
    contact: Text = field(default_factory=dict)
    reference_period: Text = field(default_factory=dict)
    base_period: Text = field(default_factory=dict)
    stock_or_flow: Text = field(default_factory=dict)
    prices: Text = field(default_factory=dict)
    day_adjusted: Text = field(default_factory=dict)
    season_adjusted: Text = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote on the table, a dimension, a category or cells; `mandatory` ones must follow the figures everywhere.

    `dimension` and `category` are codes, or "" for the table or the dimension as a whole. `cells` has one code, or None
    for all, per dimension.
    """

    texts: Text
    mandatory: bool = False
    dimension: str = ""
    category: str = ""
    cells: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign to print beside cells, such as "(a" (DATANOTECELL); `cells` as in `Note`."""

    texts: Text
    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Keyword:
    """A PX keyword that the table keeps as the file had it; `Bare` values were written without quotation marks."""

    name: str
    language: str
    subkeys: tuple[str, ...]
    values: tuple[str, ...]


class Bare(str):
    """A value in the notation of the PX file: YES, 2, or "a":"b"."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Head:
    """Everything about a table but its observations. The last dimension runs fastest; the first `stub` make rows."""

    dimensions: tuple[Dimension, ...]
    stub: int = 0
    language: str = UNKNOWN_LANGUAGE
    languages: tuple[str, ...] = ()
    title: Text = field(default_factory=dict)
    description: Text = field(default_factory=dict)
    contents: Text = field(default_factory=dict)
    source: Text = field(default_factory=dict)
    subject: Text = field(default_factory=dict)
    subject_code: str = ""
    matrix: str = ""
    decimals: int = 0
    shown_decimals: int | None = None
    precision: Mapping[tuple[str, str], int] = field(default_factory=dict)
    created: str = ""
    facts: Facts = field(default_factory=Facts)
    measures: Mapping[str, Facts] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    marks: tuple[Mark, ...] = ()
    symbols: Mapping[Flag, Text] = field(default_factory=dict)
    keywords: tuple[Keyword, ...] = ()
    extension: Mapping[str, object] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many categories each dimension has."""
        return tuple(len(dimension) for dimension in self.dimensions)

    @property
    def size(self) -> int:
        """How many observations the table has."""
        return prod(self.shape)

    def having(self, role: Role) -> tuple[Dimension, ...]:
        """The dimensions of a role."""
        return tuple(dimension for dimension in self.dimensions if dimension.role is role)

    def decimals_of(self, measure: str) -> int:
        """Decimals of a category of the metric dimension: its own precision, or the table's."""
        return next(
            (
                self.precision[each.code, measure]
                for each in self.having(Role.METRIC)
                if (each.code, measure) in self.precision
            ),
            self.decimals,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Observations:
    """The figures, flat in row-major order: `values` as floats (NaN = none) and one flag each."""

    values: Floats
    flags: Flags
    statuses: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.values.shape != self.flags.shape or self.values.ndim != 1:
            raise ValueError(f"{self.values.shape} values and {self.flags.shape} flags do not run in parallel")

    def __len__(self) -> int:
        return len(self.values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Observations):
            return NotImplemented
        return (
            np.array_equal(self.values, other.values, equal_nan=True)
            and np.array_equal(self.flags, other.flags)
            and self.statuses == other.statuses
        )

    __hash__ = None  # type: ignore[assignment]

    def status(self, position: int) -> str:
        """The sign of one observation: a PX symbol, a further status, or "" for an ordinary figure."""
        flag = int(self.flags[position])
        return self.statuses[flag - FIRST_STATUS] if flag >= FIRST_STATUS else SYMBOLS.get(Flag(flag), "")


@dataclass(frozen=True, slots=True)
class Table:
    """A head and its observations."""

    head: Head
    observations: Observations

    def __post_init__(self) -> None:
        if len(self.observations) != self.head.size:
            raise ValueError(f"{len(self.observations)} observations for a table of {self.head.size}")

    __hash__ = None  # type: ignore[assignment]


def said(text: Text, language: str) -> str:
    """A text in a language, or in whichever it has, or ""."""
    return text.get(language) or next((each for each in text.values() if each), "")


def positions(head: Head, cells: tuple[str | None, ...]) -> Iterator[int]:
    """The flat positions of cells named by one code, or None for all, per dimension."""
    axes = [
        np.arange(len(dimension)) if code is None else np.array([dimension.codes.index(code)])
        for dimension, code in zip(head.dimensions, cells, strict=True)
    ]
    yield from np.ravel_multi_index(np.ix_(*axes), head.shape).ravel().tolist()


def decimals_in(values: Floats, most: int = 6) -> int:
    """How many decimals the figures need, at most `most`."""
    known = values[~np.isnan(values)]
    with np.errstate(over="ignore"):
        for decimals in range(most):
            power = 10.0**decimals
            if np.array_equal(np.rint(known * power) / power, known):
                return decimals
    return most
