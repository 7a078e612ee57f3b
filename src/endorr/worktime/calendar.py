"""A working-day calendar as a frozen value with id and version; every change makes the next version."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from endorr.worktime import finland, sweden
from endorr.worktime.days import FIRST_YEAR, LAST_YEAR, NamedDay, NationalDays
from endorr.worktime.errors import CalendarError
from endorr.worktime.hours import (
    CLOSED,
    MINUTES_A_DAY,
    Season,
    Week,
    Windows,
    clock_of,
    in_order,
    minute_of,
    month_day,
    shortened,
    week,
    week_as_dict,
    windows,
)
from endorr.worktime.zone import zone

if TYPE_CHECKING:
    from endorr.worktime.table import Table

FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
MONDAY_TO_FRIDAY = (1, 2, 3, 4, 5)
DEFAULT_WEEK: Week = (windows("08:00-16:30"),) * 5 + (CLOSED,) * 2

# Which named days a calendar starts from. "none" is for a door whose holidays are all entered by hand.
NATIONAL_DAYS: Mapping[str, NationalDays] = MappingProxyType(
    {
        "SE": sweden.days,
        "SE-statutory": sweden.statutory_days,
        "FI": finland.days,
        "none": lambda _year: {},
    }
)

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class Change(StrEnum):
    """What an override does to its date: no working day, a working day, or only other office hours."""

    CLOSED = "closed"
    OPENED = "opened"
    HOURS = "hours"


@dataclass(frozen=True, slots=True, order=True)
class Override:
    """One date a cooperation decides for itself, with the note people will read as the reason.

    `hours` replaces the office hours of an opened or shortened date; an opened date without them keeps the hours
    of its weekday, or of the first weekday that has any.
    """

    day: date
    change: Change
    note: str = ""
    hours: Windows = ()

    def __post_init__(self) -> None:
        if self.change is Change.CLOSED and self.hours:
            raise CalendarError(f"overrides: {self.day} is closed and so can have no office hours")
        if self.change is Change.HOURS and not self.hours:
            raise CalendarError(f"overrides: {self.day} needs the office hours that are to hold")

    def as_dict(self) -> dict[str, object]:
        """The override as plain JSON values."""
        found: dict[str, object] = {"date": self.day.isoformat(), "change": self.change.value}
        if self.note:
            found["note"] = self.note
        if self.hours:
            found["hours"] = [str(window) for window in self.hours]
        return found


@dataclass(frozen=True)
class Calendar:
    """Which days are working days at one door, and when somebody is in the office there.

    id, version     name a value for ever: a promise keeps both, a change makes version + 1
    days            the country's named days to start from: SE, SE-statutory, FI or none
    zone            IANA name of the wall clock all dates and hours are read on
    weekdays        ISO weekdays that are working days when nothing else is said (Monday 1 ... Sunday 7)
    hours           office hours of the seven weekdays; used on working days only, never for the promise itself
    half_day_close  minute after midnight when the country's customary half days close; None: they do not
    seasons         weeks of their own between two dates of the year; the first that holds a date counts
    overrides       single dates, one decision each
    covers_until    last date somebody stands behind; what may be promised ends there (rule 19)
    """

    id: str
    version: int = 1
    name: str = ""
    days: str = "SE"
    zone: str = "Europe/Stockholm"
    weekdays: tuple[int, ...] = MONDAY_TO_FRIDAY
    hours: Week = DEFAULT_WEEK
    half_day_close: int | None = None
    seasons: tuple[Season, ...] = ()
    overrides: tuple[Override, ...] = field(default=())
    covers_until: date = LAST_DAY

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise CalendarError(f"id: {self.id!r} must be 1 to 64 letters, digits, dots, hyphens or underscores")
        if self.version < 1:
            raise CalendarError(f"version: {self.version} must be 1 or more")
        if self.days not in NATIONAL_DAYS:
            raise CalendarError(f"days: {self.days!r} is not one of {', '.join(NATIONAL_DAYS)}")
        if len(self.hours) != 7:
            raise CalendarError("hours: a week has seven days")
        if not set(self.weekdays) <= set(range(1, 8)):
            raise CalendarError("weekdays: must be numbers from 1 (Monday) to 7 (Sunday)")
        if self.half_day_close is not None and not 0 <= self.half_day_close <= MINUTES_A_DAY:
            raise CalendarError("half_day_close: must lie within the day")
        zone(self.zone)
        self._tidy()

    def _tidy(self) -> None:
        # Equal calendars must be equal values, whatever order their parts were written in.
        object.__setattr__(self, "weekdays", tuple(sorted(set(self.weekdays))))
        object.__setattr__(self, "hours", tuple(in_order(day) for day in self.hours))
        object.__setattr__(self, "overrides", tuple(sorted(self.overrides, key=lambda override: override.day)))
        for earlier, later in pairwise(self.overrides):
            if earlier.day == later.day:
                raise CalendarError(f"overrides: {earlier.day} is decided twice")
        for day in (self.covers_until, *(override.day for override in self.overrides)):
            if not FIRST_DAY <= day <= LAST_DAY:
                raise CalendarError(f"{day} lies outside the years {FIRST_YEAR}-{LAST_YEAR}")

    # What a date is

    def named_day(self, day: date) -> NamedDay | None:
        """The country's name for a date, if it has one."""
        return NATIONAL_DAYS[self.days](day.year).get(day)

    def override(self, day: date) -> Override | None:
        """What this door has decided for a date, if anything."""
        return self._by_day.get(day)

    def is_working_day(self, day: date) -> bool:
        """Whether a date counts 00-24 towards a promise: override first, then named day, then weekday."""
        override = self.override(day)
        if override and override.change is not Change.HOURS:
            return override.change is Change.OPENED
        named = self.named_day(day)
        return day.isoweekday() in self.weekdays and (named is None or named.works)

    def office_hours(self, day: date) -> Windows:
        """The office hours of a date; none on a day that is no working day."""
        if not self.is_working_day(day):
            return CLOSED
        override = self.override(day)
        if override and override.hours:
            return override.hours
        week_now = self._week_of(day)
        usual = week_now[day.isoweekday() - 1]
        if not usual and override:
            usual = next((hours for hours in week_now if hours), CLOSED)
        named = self.named_day(day)
        if named and named.works and self.half_day_close is not None:
            return shortened(usual, self.half_day_close)
        return usual

    def season_of(self, day: date) -> int:
        """The place of the season that holds a date among the seasons, -1 for none."""
        return next((place for place, season in enumerate(self.seasons) if day in season), -1)

    def _week_of(self, day: date) -> Week:
        season = self.season_of(day)
        return self.hours if season < 0 else self.seasons[season].hours

    def special_dates(self, years: Iterable[int]) -> frozenset[date]:
        """The dates that have a name or a decision of their own; all others are alike by weekday and season."""
        named = (day for year in years for day in NATIONAL_DAYS[self.days](year))
        return frozenset((*named, *self._by_day))

    @cached_property
    def _by_day(self) -> Mapping[date, Override]:
        return {override.day: override for override in self.overrides}

    @cached_property
    def table(self) -> "Table":
        """The calendar worked out day by day for the arithmetic; made once, on first use, for all that are alike."""
        return _worked_out(replace(self, id="alike", version=1, name="", covers_until=LAST_DAY))

    # Changing it

    def changed(self, **fields: Any) -> "Calendar":
        """The next version, with some fields replaced."""
        return replace(self, **{"version": self.version + 1, **fields})

    def with_override(self, override: Override) -> "Calendar":
        """The next version, in which this decision replaces whatever was decided for its date."""
        others = tuple(other for other in self.overrides if other.day != override.day)
        return self.changed(overrides=(*others, override))

    def closed_on(self, day: date, note: str = "") -> "Calendar":
        """The next version, closed on a date."""
        return self.with_override(Override(day, Change.CLOSED, note))

    def opened_on(self, day: date, note: str = "", *, hours: Windows = ()) -> "Calendar":
        """The next version, in which a date is a working day although it would not be."""
        return self.with_override(Override(day, Change.OPENED, note, hours))

    def with_hours_on(self, day: date, hours: Windows, note: str = "") -> "Calendar":
        """The next version, with other office hours on one date; whether it is a working day stays as it was."""
        return self.with_override(Override(day, Change.HOURS, note, hours))

    def without_override(self, day: date) -> "Calendar":
        """The next version, in which nothing special is decided for a date."""
        return self.changed(overrides=tuple(other for other in self.overrides if other.day != day))

    # To and from plain values

    def as_dict(self) -> dict[str, Any]:
        """The whole calendar as plain JSON values; `Calendar.from_dict` gives back an equal one."""
        return {
            "id": self.id,
            "version": self.version,
            "name": self.name,
            "days": self.days,
            "zone": self.zone,
            "weekdays": list(self.weekdays),
            "hours": week_as_dict(self.hours),
            "half_day_close": None if self.half_day_close is None else clock_of(self.half_day_close),
            "seasons": [season.as_dict() for season in self.seasons],
            "overrides": [override.as_dict() for override in self.overrides],
            "covers_until": self.covers_until.isoformat(),
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Calendar":
        """Read what `as_dict` wrote; fields left out take their defaults. CalendarError names what is wrong."""
        unknown = set(values) - set(_READERS)
        if unknown:
            raise CalendarError(f"{sorted(unknown)[0]!r} is not a field of a calendar")
        if "id" not in values:
            raise CalendarError("id: a calendar needs one")
        try:
            return cls(**{name: _READERS[name](value) for name, value in values.items()})
        except (TypeError, KeyError, AttributeError) as error:
            raise CalendarError(f"the calendar is not made of the expected values: {error}") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise CalendarError(f"{value!r} should be text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise CalendarError(f"{value!r} should be a whole number")
    return value


def _day(value: object) -> date:
    try:
        return date.fromisoformat(_text(value))
    except ValueError as error:
        raise CalendarError(f"{value!r} is not a date such as 2026-06-19") from error


def _season(value: Mapping[str, Any]) -> Season:
    return Season(month_day(value["from"]), month_day(value["to"]), week(value["hours"]))


def _override(value: Mapping[str, Any]) -> Override:
    try:
        change = Change(value["change"])
    except ValueError as error:
        raise CalendarError(f"overrides: {value['change']!r} is not one of {', '.join(Change)}") from error
    return Override(_day(value["date"]), change, _text(value.get("note", "")), windows(*value.get("hours", ())))


_READERS: Mapping[str, Any] = MappingProxyType(
    {
        "id": _text,
        "version": _whole,
        "name": _text,
        "days": _text,
        "zone": _text,
        "weekdays": lambda value: tuple(_whole(day) for day in value),
        "hours": week,
        "half_day_close": lambda value: None if value is None else minute_of(value),
        "seasons": lambda value: tuple(_season(season) for season in value),
        "overrides": lambda value: tuple(_override(override) for override in value),
        "covers_until": _day,
    }
)


@lru_cache(maxsize=64)
def _worked_out(calendar: Calendar) -> "Table":
    from endorr.worktime.table import Table

    return Table.of(calendar)
