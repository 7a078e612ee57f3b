"""The facts that claims are held against: each knows its basis, its rounding and its source.

Built by the room's queries from the tables of statistics; nothing here knows where they are kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

NATION = "00"


class Concept(StrEnum):
    """What a fact measures. Money in kronor, people and firms in pieces, changes and shares in per cent."""

    GOODS_EXPORT = "goods_export"
    SERVICES_EXPORT = "services_export"
    EXPORTERS = "exporters"
    POPULATION = "population"
    ENTERPRISES = "enterprises"
    GRP = "grp"
    TURNOVER = "turnover"


class Measure(StrEnum):
    """Which figure of a concept a fact or a claim tells."""

    VALUE = "value"
    DIFFERENCE = "difference"  # from the year before, in the figure's own unit
    CHANGE = "change"
    PER_CAPITA = "per_capita"
    PER_CAPITA_CHANGE = "per_capita_change"
    RATE = "rate"  # per 100,000 inhabitants
    RANK = "rank"
    SHARE = "share"


class Basis(StrEnum):
    """By what a figure is placed in a county."""

    HQ = "hq"
    BISNODE = "bisnode"
    PROD = "prod"
    REGISTER = "register"


class Firms(StrEnum):
    """Of which firms a figure tells."""

    ALL = "all"
    SME = "sme"
    LARGE = "large"
    MICRO = "micro"


@dataclass(frozen=True, slots=True)
class Fact:
    """One known figure.

    half        half the unit it was rounded to, in its own unit; 0 for an exact one
    since       the first year, for a change
    independent  told by another source than the text that is checked; a release does not confirm itself
    edition     the table it stands in and the number of its version: `export_hq 3`
    """

    concept: Concept
    measure: Measure
    place: str
    year: int
    value: float
    half: float = 0.0
    basis: Basis | None = None
    firms: Firms = Firms.ALL
    since: int | None = None
    source: str = ""
    independent: bool = True
    edition: str = ""


class Known:
    """The known facts, to be asked by concept, measure, place and year."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = tuple(facts)

    def find(
        self,
        concept: Concept,
        measure: Measure,
        *,
        place: str,
        year: int,
        firms: Firms = Firms.ALL,
        since: int | None = None,
    ) -> Sequence[Fact]:
        """Return what is known, independent facts first."""
        found = [
            one
            for one in self.facts
            if (one.concept, one.measure, one.place, one.year, one.firms) == (concept, measure, place, year, firms)
            and (since is None or one.since == since)
        ]
        return sorted(found, key=lambda one: not one.independent)

    def people(self, place: str, year: int) -> Fact | None:
        """Return the population of a place at the end of a year."""
        found = self.find(Concept.POPULATION, Measure.VALUE, place=place, year=year)
        return found[0] if found else None
