"""What the checker says of a figure: the verdict, why not where there is none, and what else was seen."""

from dataclasses import dataclass
from enum import StrEnum

from endorr.indicators.claims.facts import Basis, Concept, Fact, Firms, Measure
from endorr.indicators.claims.figure import Figure
from endorr.indicators.claims.sums import Working


class Verdict(StrEnum):
    """How a figure stands, the best first."""

    RIGHT = "right"
    ROUNDS = "rounds"
    CONTRADICTS = "contradicts"
    UNCHECKED = "unchecked"


class Lack(StrEnum):
    """Why a figure cannot be checked."""

    BASIS = "basis"  # the text does not say on which basis, and it matters
    SOURCE = "source"  # no table that it could be held against is here
    DENOMINATOR = "denominator"  # a share of what, is not said or not known
    PERIOD = "period"  # no year is said
    PLACE = "place"  # no county is said
    MEANING = "meaning"  # it is none of the indicators that are kept


class Leaning(StrEnum):
    """What a signal speaks for."""

    FOR = "for"
    AGAINST = "against"
    BESIDE = "beside"  # another basis, year, place or kind: no judgement


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that speaks for or against a figure, or stands beside it; `year` says of when, `place` of where."""

    leaning: Leaning
    working: Working
    fact: Fact | None = None
    year: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a figure says, in the words of the facts."""

    concept: Concept
    measure: Measure
    place: str
    year: int
    firms: Firms = Firms.ALL
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """How one figure stands.

    claim   what it was taken to say; None when that is not clear
    bases   the bases on which it is right
    asks    what the writer should say, so that it can be checked or cannot be misread
    """

    figure: Figure
    verdict: Verdict
    lack: Lack | None = None
    claim: Claim | None = None
    workings: tuple[Working, ...] = ()
    signals: tuple[Signal, ...] = ()
    facts: tuple[Fact, ...] = ()
    bases: tuple[Basis, ...] = ()
    asks: tuple[Lack, ...] = ()
