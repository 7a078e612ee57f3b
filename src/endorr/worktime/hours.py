"""Office hours: windows within a day, weeks of them, and seasons with a week of their own."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from endorr.worktime.errors import CalendarError

MINUTES_A_DAY = 24 * 60
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"(\d\d):(\d\d)")
_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")


def minute_of(text: str) -> int:
    """Minutes after midnight of a clock time "08:00" ... "24:00"; CalendarError for anything else."""
    match = _CLOCK.fullmatch(text) if isinstance(text, str) else None
    minute = int(match[1]) * 60 + int(match[2]) if match and int(match[2]) < 60 else -1
    if not 0 <= minute <= MINUTES_A_DAY:
        raise CalendarError(f"{text!r} is not a time of day such as 08:00")
    return minute


def clock_of(minute: int) -> str:
    """A minute of the day as "08:00"; 1440 is "24:00"."""
    return f"{minute // 60:02}:{minute % 60:02}"


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Office hours from `opens` to `closes`, minutes after midnight on the wall clock, 0 <= opens < closes <= 1440."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= MINUTES_A_DAY:
            raise CalendarError(f"office hours {self.opens}-{self.closes} do not open before they close within one day")

    @classmethod
    def parse(cls, text: str) -> "Window":
        """Read "08:00-16:30"; CalendarError otherwise."""
        opens, dash, closes = text.partition("-") if isinstance(text, str) else ("", "", "")
        if not dash:
            raise CalendarError(f"{text!r} is not office hours such as 08:00-16:30")
        return cls(minute_of(opens), minute_of(closes))

    def __str__(self) -> str:
        return f"{clock_of(self.opens)}-{clock_of(self.closes)}"


type Windows = tuple[Window, ...]
type Week = tuple[Windows, ...]

CLOSED: Windows = ()


def windows(*texts: str) -> Windows:
    """The office hours of one day, sorted: `windows("08:00-12:00", "13:00-16:30")`; they may not meet or overlap."""
    return in_order(Window.parse(text) for text in texts)


def in_order(found: Iterable[Window]) -> Windows:
    """Sort windows of one day; CalendarError if one begins before, or just when, the one before it ends."""
    ordered = tuple(sorted(found))
    for earlier, later in pairwise(ordered):
        if later.opens <= earlier.closes:
            raise CalendarError(f"office hours {earlier} and {later} overlap or meet: write them as one")
    return ordered


def week(hours: Mapping[str, Iterable[str]]) -> Week:
    """Seven days of office hours, Monday first, from {"mon": ["08:00-16:30"], ...}; a day left out is without hours."""
    unknown = set(hours) - set(WEEKDAYS)
    if unknown:
        raise CalendarError(f"hours: {sorted(unknown)[0]!r} is not one of {', '.join(WEEKDAYS)}")
    return tuple(windows(*hours.get(name, ())) for name in WEEKDAYS)


def week_as_dict(hours: Week) -> dict[str, list[str]]:
    """The inverse of `week`: only days that have office hours are named."""
    return {name: [str(window) for window in day] for name, day in zip(WEEKDAYS, hours, strict=True) if day}


def shortened(day: Windows, closes: int) -> Windows:
    """The same hours, but nothing after minute `closes`: how a half day is made."""
    return tuple(Window(window.opens, min(window.closes, closes)) for window in day if window.opens < closes)


@dataclass(frozen=True, slots=True)
class Season:
    """A week of its own every year between two dates, both included, each (month, day); it may span New Year."""

    first: tuple[int, int]
    last: tuple[int, int]
    hours: Week

    def __contains__(self, day: date) -> bool:
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last

    def as_dict(self) -> dict[str, object]:
        """The season as plain JSON values: from, to ("06-15") and hours."""
        return {"from": _month_day(self.first), "to": _month_day(self.last), "hours": week_as_dict(self.hours)}


def month_day(text: str) -> tuple[int, int]:
    """Read "06-15" as (6, 15); a date that never occurs is refused with CalendarError."""
    match = _MONTH_DAY.fullmatch(text) if isinstance(text, str) else None
    try:
        found = date(2000, int(match[1]), int(match[2])) if match else None
    except ValueError:
        found = None
    if found is None:
        raise CalendarError(f"seasons: {text!r} is not a date of the year such as 06-15")
    return found.month, found.day


def _month_day(value: tuple[int, int]) -> str:
    return f"{value[0]:02}-{value[1]:02}"
