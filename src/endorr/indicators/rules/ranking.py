"""Ranks with ties, and how far rounding alone could move them."""

from collections.abc import Mapping
from dataclasses import dataclass

from endorr.indicators.rules.arithmetic import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A competition rank (1, 2, 2, 4), who shares it, and the best and worst that rounding allows; `of` how many."""

    rank: int
    best: int
    worst: int
    of: int
    tied: bool = False

    @property
    def certain(self) -> bool:
        return self.best == self.worst


def ranked(figures: Mapping[str, Span]) -> dict[str, Place]:
    """Rank areas by value, the highest first. An area without a figure has no rank; say beside it how many had one.

    The best rank counts only those that are higher whatever the rounding; the worst, all that may be.
    """
    found = {}
    for area, own in figures.items():
        others = [one for code, one in figures.items() if code != area]
        found[area] = Place(
            rank=1 + sum(one.value > own.value for one in others),
            best=1 + sum(one.low > own.high for one in others),
            worst=1 + sum(one.high > own.low for one in others),
            of=len(figures),
            tied=any(one.value == own.value for one in others),
        )
    return found
