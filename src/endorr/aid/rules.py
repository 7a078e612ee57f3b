"""Decides how much small aid a group may still receive on a day, in euro, and whether a new amount fits.

Regulation (EU) 2023/2831, article 3: gross, for one undertaking (a group) and member state, over the three years before
the day on which the right to the aid arises. Ceilings are dated rows: the older regulation stands among them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum


class Window(StrEnum):
    """How the years are counted back from a decision."""

    ROLLING = "rolling"  # from the same day, years earlier
    FISCAL = "fiscal"  # the fiscal year of the decision and those before it, here calendar years


class Kind(StrEnum):
    """How we know of an entry on the account."""

    DECIDED = "decided"  # a partner here gave it
    DECLARED = "declared"  # the company has certified it
    ADJUSTMENT = "adjustment"  # the sum turned out otherwise; counts on the day of what it adjusts


class Instrument(StrEnum):
    """What the aid was."""

    CHEQUE = "cheque"
    ADVICE = "advice"
    JOURNEY = "journey"
    OTHER = "other"


class Refusal(StrEnum):
    """Why something was not entered on the account."""

    OVER_THE_CEILING = "over_the_ceiling"
    NO_CEILING = "no_ceiling"
    NO_RATE = "no_rate"
    OTHER_RATE_TOLD = "other_rate_told"
    NOT_POSITIVE = "not_positive"
    IN_THE_FUTURE = "in_the_future"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most a group may receive, in cents of a euro, while an act is in force (first and last day)."""

    act: str
    cents: int
    years: int
    window: Window
    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def since(self, day: date) -> date:
        """Return the first day whose aid counts at a decision on a day.

        Aid of the very day three years earlier counts: the wording can be read both ways, and this way nobody gets
        too much.
        """
        if self.window is Window.FISCAL:
            return date(day.year - self.years + 1, 1, 1)
        last_of_february = day.month == 2 and day.day == 29
        return day.replace(year=day.year - self.years, day=28 if last_of_february else day.day)


@dataclass(frozen=True, slots=True)
class Aid:
    """An amount a company received, on the day the right to it arose; negative for an adjustment."""

    company: str
    on: date
    cents: int


@dataclass(frozen=True, slots=True)
class Room:
    """What counts against a ceiling on a day: the sum of each company of the group, from a first day."""

    ceiling: Ceiling
    since: date
    by_company: Mapping[str, int]

    @property
    def used(self) -> int:
        return sum(self.by_company.values())

    @property
    def left(self) -> int:
        """Cents that may still be given; none when earlier aid is over the ceiling already."""
        return max(self.ceiling.cents - self.used, 0)

    def admits(self, cents: int) -> bool:
        """Say whether a new amount fits whole: one that passes the ceiling loses its cover altogether (art. 3.7)."""
        return cents <= self.left


class Refused(Exception):  # noqa: N818 - an answer of the trade, not a fault
    """What the account does not take; `room` is there when a ceiling was in the way, with the amount asked for."""

    def __init__(self, refusal: Refusal, *, room: Room | None = None, cents: int = 0) -> None:
        super().__init__(refusal.value)
        self.refusal, self.room, self.cents = refusal, room, cents


def ceiling_on(ceilings: Iterable[Ceiling], day: date) -> Ceiling:
    """Return the ceiling in force on a day; raises Refused where the law that we know says nothing."""
    found = [one for one in ceilings if one.holds(day)]
    if len(found) != 1:
        raise Refused(Refusal.NO_CEILING)
    return found[0]


def room(ceiling: Ceiling, received: Iterable[Aid], *, on: date) -> Room:
    """Sum what a group has received that counts at a decision on a day; aid of a later day counts too."""
    since = ceiling.since(on)
    sums: dict[str, int] = {}
    for aid in received:
        if aid.on >= since:
            sums[aid.company] = sums.get(aid.company, 0) + aid.cents
    return Room(ceiling, since, sums)


def cents_of(ore: int, rate: Decimal) -> int:
    """Return kronor in öre as cents, by kronor for a euro, rounded up: never less aid than was given."""
    return int((Decimal(ore) / rate).to_integral_value(ROUND_CEILING))


def ore_within(cents: int, rate: Decimal) -> int:
    """Return the most öre that are no more than an amount in cents."""
    return int((cents * rate).to_integral_value(ROUND_FLOOR))
