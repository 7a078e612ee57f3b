"""A second clock that shares nothing with the first: it walks the wall clock minute by minute and counts.

Own Easter (golden numbers and the moon's age, as almanacs have it), own list of days, own summer time (last Sundays of
March and October, 01:00 UTC: right from 1996), own office hours. Slow and plain on purpose. Sweden and Finland only.
"""
# ruff: noqa: DTZ001  every time here is naive: UTC or wall clock, as its name says

import calendar as months
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache

DAY_LONG = 24 * 60 * 60
OPENING = 8 * 60 * 60
HOUR = timedelta(hours=1)
ONE_DAY = timedelta(days=1)

KLAM = {
    *("2024-05-10", "2024-06-07", "2024-12-23", "2024-12-27", "2024-12-30", "2025-05-02", "2025-05-30"),
    *("2026-01-02", "2026-01-05", "2026-05-15", "2027-05-07", "2028-05-26"),
}
OPENED = {"2026-06-19", "2027-12-31"}


@cache
def easter_day(year: int) -> date:
    golden = year % 19 + 1
    century = year // 100 + 1
    skipped_leaps = 3 * century // 4 - 12
    moon_correction = (8 * century + 5) // 25 - 5
    sunday = 5 * year // 4 - skipped_leaps - 10
    epact = (11 * golden + 20 + moon_correction - skipped_leaps) % 30
    if (epact == 25 and golden > 11) or epact == 24:
        epact += 1
    full_moon = 44 - epact
    if full_moon < 21:
        full_moon += 30
    full_moon += 7 - (sunday + full_moon) % 7
    return date(year, 3, 1) + timedelta(days=full_moon - 1)


def red_in_sweden(day: date) -> bool:
    from_easter = (day - easter_day(day.year)).days
    if from_easter in {-2, 0, 1, 39, 49} or (day.month, day.day) in {(1, 1), (1, 6), (5, 1), (12, 25), (12, 26)}:
        return True
    if day.year >= 2005 and (day.month, day.day) == (6, 6):
        return True
    if day.year < 2005 and from_easter == 50:
        return True
    saturday = day.weekday() == 5
    return saturday and (midsummer_week(day) or all_saints_week(day))


def midsummer_week(day: date) -> bool:
    return date(day.year, 6, 20) <= day <= date(day.year, 6, 26)


def all_saints_week(day: date) -> bool:
    return date(day.year, 10, 31) <= day <= date(day.year, 11, 6)


def midsummer_eve(day: date) -> bool:
    return day.weekday() == 4 and midsummer_week(day + ONE_DAY)


def eve_in_sweden(day: date) -> bool:
    return midsummer_eve(day) or (day.month, day.day) in {(12, 24), (12, 31)}


def half_in_sweden(day: date) -> bool:
    from_easter = (day - easter_day(day.year)).days
    if day.weekday() > 4:
        return False
    return (
        (day.month, day.day) in {(1, 5), (4, 30)}
        or from_easter in {-3, 38}
        or (day.weekday() == 4 and all_saints_week(day + ONE_DAY))
    )


def red_in_finland(day: date) -> bool:
    from_easter = (day - easter_day(day.year)).days
    fixed = {(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)}
    saturday = day.weekday() == 5 and (midsummer_week(day) or all_saints_week(day))
    return (day.month, day.day) in fixed or from_easter in {-2, 0, 1, 39, 49} or saturday or midsummer_eve(day)


def weekday(day: date) -> bool:
    return day.weekday() < 5


def se(day: date) -> bool:
    return weekday(day) and not red_in_sweden(day) and not eve_in_sweden(day)


WORKS: dict[str, Callable[[date], bool]] = {
    "SE": se,
    "SE-fullhalf": se,
    "SE-region-klam": lambda day: se(day) and day.isoformat() not in KLAM,
    "SE-7d": lambda day: not red_in_sweden(day) and not eve_in_sweden(day),
    "SE-open-eve": lambda day: se(day) or day.isoformat() in OPENED,
    "SE-statutory": lambda day: weekday(day) and not red_in_sweden(day),
    "FI": lambda day: weekday(day) and not red_in_finland(day),
}


@cache
def works(name: str, day: date) -> bool:
    return WORKS[name](day)


@cache
def closing(name: str, day: date) -> int:
    """The minute after midnight when the office closes; it opens at 08:00."""
    return 12 * 60 if name not in {"SE-fullhalf", "FI"} and half_in_sweden(day) else 16 * 60 + 30


@cache
def changes(year: int) -> tuple[datetime, datetime]:
    """Naive UTC instants when summer time begins and ends."""
    return last_sunday(year, 3) + HOUR, last_sunday(year, 10) + HOUR


def last_sunday(year: int, month: int) -> datetime:
    last = date(year, month, months.monthrange(year, month)[1])
    sunday = last - timedelta(days=last.isoweekday() % 7)
    return datetime(sunday.year, sunday.month, sunday.day)


def winter_hours(name: str) -> timedelta:
    return 2 * HOUR if name == "FI" else HOUR


def to_wall(name: str, utc: datetime) -> datetime:
    begins, ends = changes(utc.year)
    return utc + winter_hours(name) + (HOUR if begins <= utc < ends else timedelta())


def to_utc(name: str, wall: datetime) -> datetime:
    """The first instant showing a wall time; a missing one is the instant the clocks were put forward."""
    begins, ends = changes(wall.year)
    winter, summer = wall - winter_hours(name), wall - winter_hours(name) - HOUR
    if begins <= summer < ends:
        return summer
    return begins if begins <= winter < begins + HOUR else winter


def due(name: str, received: datetime) -> datetime:
    """Walk forward from naive UTC, minute by minute, until 24 hours of working days have been counted."""
    wall = to_wall(name, received)
    day, second, wanted = wall.date(), wall.hour * 3600 + wall.minute * 60 + wall.second, DAY_LONG
    while True:
        counts = works(name, day)
        while counts and second < DAY_LONG:
            step = min(60, DAY_LONG - second)
            if step >= wanted:
                return to_utc(name, midnight(day) + timedelta(seconds=second + wanted))
            wanted -= step
            second += step
        day, second = day + ONE_DAY, 0


def act_by(name: str, due: datetime) -> datetime:
    """Walk back from a due instant, minute by minute, until the office is, or just was, open."""
    wall = to_wall(name, due)
    day, second = wall.date(), wall.hour * 3600 + wall.minute * 60 + wall.second
    if in_office(name, day, second):
        return due
    second -= second % 60
    while True:
        counts, closes = works(name, day), closing(name, day) * 60
        while counts and second >= 0:
            if OPENING < second <= closes:
                return to_utc(name, midnight(day) + timedelta(seconds=second))
            second -= 60
        day, second = day - ONE_DAY, DAY_LONG


def in_office(name: str, day: date, second: int) -> bool:
    return OPENING < second <= closing(name, day) * 60 and works(name, day)


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
