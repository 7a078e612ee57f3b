"""The sums shown beside a figure: which one, its values in order, and its result within what rounding leaves open."""

from dataclasses import dataclass
from enum import StrEnum

from endorr.indicators.claims.facts import Fact
from endorr.indicators.claims.figure import Figure


class Sum(StrEnum):
    """What is worked out; the values of each are named, in order."""

    AGAINST = "against"  # written, known
    PART_OF = "part_of"  # part, whole -> per cent
    TAKEN = "taken"  # whole, per cent -> part
    WHOLE = "whole"  # part, per cent -> whole
    PER_HEAD = "per_head"  # value, people -> kronor a head
    CHANGE = "change"  # before, after -> per cent
    GROWN = "grown"  # before, per cent -> after
    DIFFERENCE = "difference"  # after, before -> what lies between
    BETWEEN = "between"  # change to the later year, change to the earlier -> change between them
    WITH_PEOPLE = "with_people"  # change a head, change of people -> change in value
    FIRMS = "firms"  # rate, people -> firms
    SHARE = "share"  # exporters, enterprises -> per cent


@dataclass(frozen=True, slots=True)
class Working:
    """A sum with its values in order and its result; `low` and `high` are what rounding leaves open."""

    sum: Sum
    values: tuple[float, ...]
    result: float
    low: float
    high: float

    @classmethod
    def plain(cls, what: Sum, values: tuple[float, ...], result: float) -> "Working":
        """A sum whose limits are of no use to anybody."""
        return cls(what, values, result, result, result)


def against(figure: Figure, fact: Fact) -> Working:
    """What was written against what is known."""
    return Working(Sum.AGAINST, (figure.value, fact.value), fact.value, fact.value - fact.half, fact.value + fact.half)


def part_of(part: Figure, whole: Figure) -> Working:
    """The share, in per cent, that a part is of a whole."""
    low, high = 100 * part.low / whole.high, 100 * min(part.high / whole.low, 1.0)
    return Working(Sum.PART_OF, (part.value, whole.value), 100 * part.value / whole.value, low, high)


def per_head(value: float, half: float, people: float) -> Working:
    """Kronor an inhabitant."""
    return Working(Sum.PER_HEAD, (value, people), value / people, (value - half) / people, (value + half) / people)


def change(before: Fact, after: Fact) -> Working:
    """The change in per cent from one known value to another."""
    low = (after.value - after.half) / (before.value + before.half) - 1
    high = (after.value + after.half) / (before.value - before.half) - 1
    value = after.value / before.value - 1
    return Working(Sum.CHANGE, (before.value, after.value), 100 * value, 100 * low, 100 * high)


def grown(before: Fact, by: Fact) -> Working:
    """What a known value became by a known change."""
    low = (before.value - before.half) * (1 + (by.value - by.half) / 100)
    high = (before.value + before.half) * (1 + (by.value + by.half) / 100)
    return Working(Sum.GROWN, (before.value, by.value), before.value * (1 + by.value / 100), low, high)


def difference(after: Figure, before: Fact) -> Working:
    """What lies between a value that is written and a known one before it."""
    low, high = after.low - before.value - before.half, after.high - before.value + before.half
    return Working(Sum.DIFFERENCE, (after.value, before.value), after.value - before.value, low, high)


def between(later: Figure, earlier: Figure) -> Working:
    """What happened between the last years of two changes that begin in the same year, in per cent."""
    ends = [
        100 * ((1 + late / 100) / (1 + early / 100) - 1)
        for late in (later.low, later.high)
        for early in (earlier.low, earlier.high)
    ]
    value = 100 * ((1 + later.value / 100) / (1 + earlier.value / 100) - 1)
    return Working(Sum.BETWEEN, (later.value, earlier.value), value, min(ends), max(ends))


def with_people(a_head: Figure, before: Fact, after: Fact) -> Working:
    """The change in value that a change per inhabitant means, given how the population grew, in per cent."""
    growth = after.value / before.value
    value = 100 * ((1 + a_head.value / 100) * growth - 1)
    return Working.plain(Sum.WITH_PEOPLE, (a_head.value, 100 * (growth - 1)), value)


def firms(rate: Figure, people: Fact) -> Working:
    """How many firms a number per 100,000 inhabitants means."""
    low, value, high = (each * people.value / 100_000 for each in (rate.low, rate.value, rate.high))
    return Working(Sum.FIRMS, (rate.value, people.value), value, low, high)


def taken(whole: Figure, share: Figure) -> Working:
    """What a share of a sum comes to."""
    return Working.plain(Sum.TAKEN, (whole.value, share.value), whole.value * share.value / 100)


def whole(part: Figure, share: Figure) -> Working:
    """What a sum would be the share of."""
    return Working.plain(Sum.WHOLE, (part.value, share.value), 100 * part.value / share.value)


def share(exporters: Fact, enterprises: Fact) -> Working:
    """The share of enterprises that export, by one count of each."""
    values = exporters.value, enterprises.value
    return Working.plain(Sum.SHARE, values, 100 * exporters.value / enterprises.value)
