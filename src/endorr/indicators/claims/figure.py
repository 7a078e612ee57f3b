"""What a figure in a text is: where it stands, what it says, and within which limits it is true."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of quantity a figure is."""

    MONEY = "money"  # kronor, whatever the scale it was written in
    COUNT = "count"  # companies, cheques, counties ...
    SHARE = "share"  # per cent of something
    CHANGE = "change"  # per cent up or down
    POINTS = "points"  # percentage points
    RANK = "rank"
    TIMES = "times"  # so many times as large as something else
    RATE = "rate"  # so many per 100,000 or 1,000 inhabitants
    PER_CAPITA = "per_capita"  # kronor an inhabitant


class Direction(StrEnum):
    """Whether a change is up or down."""

    UP = "up"
    DOWN = "down"


class About(StrEnum):
    """What a figure is about, as the words around it say; several may be true at once."""

    EXPORT = "export"
    GOODS = "goods"
    SERVICES = "services"
    EXPORTERS = "exporters"  # companies that export
    COMPANIES = "companies"
    TURNOVER = "turnover"
    GRP = "grp"
    MARKETS = "markets"
    SME = "sme"
    LARGE = "large"
    MICRO = "micro"
    INHABITANTS = "inhabitants"


@dataclass(frozen=True, slots=True)
class Period:
    """The year, or the first and last year, that a figure speaks of."""

    last: int
    first: int | None = None

    def __str__(self) -> str:
        return f"{self.first}–{self.last}" if self.first else str(self.last)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text.

    start, end  where it stands, as places in the text
    value       in kronor, per cent, pieces or place, by its kind; a fall is negative
    low, high   the limits within which what was written is true, by rounding and by words such as "drygt"
    unit        what it was counted in, as it was written ("miljarder", "exportcheckar"), "" for none
    places      county codes and "00" for Sweden that the words around it name, the nearest first
    about       what it is about
    whole       what it is a part or a change of, where the text says: the figure of that number, counted from 0
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: float
    low: float
    high: float
    unit: str = ""
    direction: Direction | None = None
    period: Period | None = None
    places: tuple[str, ...] = ()
    about: frozenset[About] = frozenset()
    of_change: bool = False

    def holds(self, value: float) -> bool:
        """Say whether a value lies within what was written."""
        return self.low <= value <= self.high
