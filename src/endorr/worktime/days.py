"""Days that have a name in a country's calendar, and the words and law that go with each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# The years questions may be asked in. Lag (1989:253) is in force from 1990; the far end is ours.
FIRST_YEAR, LAST_YEAR = 1990, 2100

SATURDAY = 6


class Kind(StrEnum):
    """How a named day bears on work: PUBLIC and EVE are no working days, HALF is one with shorter office hours."""

    PUBLIC = "public"
    EVE = "eve"
    HALF = "half"


@dataclass(frozen=True, slots=True)
class NamedDay:
    """One date with a name of its own: Swedish and English name, kind, and the law or custom it rests on."""

    day: date
    sv: str
    en: str
    kind: Kind
    basis: str

    @property
    def works(self) -> bool:
        """Whether the day may be a working day (its weekday decides the rest)."""
        return self.kind is Kind.HALF


type NationalDays = Callable[[int], Mapping[date, NamedDay]]


def by_date(days: Iterable[NamedDay]) -> dict[date, NamedDay]:
    """Index days by date; where two fall together the one that closes most comes first, as listed by kind."""
    ranked = sorted(days, key=lambda named: (named.day, list(Kind).index(named.kind)))
    found: dict[date, NamedDay] = {}
    for named in ranked:
        found.setdefault(named.day, named)
    return found


def easter(year: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar (the anonymous computus of 1876, valid for every year)."""
    century, rest = divmod(year, 100)
    leap_centuries, leap_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leap_centuries - moon_shift + 15) % 30
    weekday = (32 + 2 * leap_rest + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def weekday_from(weekday: int, earliest: date) -> date:
    """The first date on or after `earliest` that falls on an ISO weekday (Monday 1 ... Sunday 7)."""
    return earliest + timedelta(days=(weekday - earliest.isoweekday()) % 7)
