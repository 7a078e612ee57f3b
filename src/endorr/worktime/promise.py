"""The promise of one working day: when it falls due, when to act at the latest, and how much of it is used."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from endorr.worktime.builtin import calendar as find
from endorr.worktime.calendar import Calendar
from endorr.worktime.days import FIRST_YEAR, LAST_YEAR
from endorr.worktime.errors import OutOfRangeError
from endorr.worktime.instants import moment, seconds_of, span_seconds
from endorr.worktime.table import Table, date_text
from endorr.worktime.zone import DAY, EPOCH, tzdata_version

# The years asked about begin and end on the calendar's own wall clock.
FIRST_WALL = int((datetime(FIRST_YEAR, 1, 1, tzinfo=UTC) - EPOCH).total_seconds())
END_WALL = int((datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC) - EPOCH).total_seconds())

ONE_WORKING_DAY = timedelta(days=1)


class Promise(NamedTuple):
    """A promise as it is kept with the question: three instants in UTC, and by which rules they were reckoned."""

    received: datetime
    due: datetime
    act_by: datetime
    calendar_id: str
    calendar_version: int
    tzdata_version: str


def due(received: datetime, calendar: Calendar | str = "SE") -> datetime:
    """When 24 hours of working-day time have passed since a question was received; aware in any zone, UTC out.

    On a working day that is the same wall-clock time on the next working day; otherwise 24:00 of the next working
    day, which is 00:00 of the day after. Whole seconds: fractions are dropped. Office hours do not matter.
    Raises NaiveTimeError, OutOfRangeError (years 1990-2100) or UnknownCalendarError.
    """
    table = find(calendar).table
    wall = _asked(seconds_of(received), table)
    return moment(table.zone.instant(table.earliest(table.position(wall) + DAY)))


def act_by(due: datetime, calendar: Calendar | str = "SE") -> datetime:
    """The last office moment not later than a due instant, in UTC: what staff should sort by; reports judge by due.

    It is the due instant itself if that lies after opening and at or before closing, else the latest closing before.
    """
    table = find(calendar).table
    return moment(table.act_by_instant(seconds_of(due)))


def promise(received: datetime, calendar: Calendar | str = "SE") -> Promise:
    """Due and act-by of a question, with all that must be stored beside them so that the promise never moves."""
    found = find(calendar)
    table, asked = found.table, seconds_of(received)
    instant, wall = table.zone.settle(table.earliest(table.position(_asked(asked, table)) + DAY))
    office = table.act_by(wall)
    due_at = moment(instant)
    act_at = due_at if office == wall else moment(table.zone.instant(office))
    # Most questions come as whole seconds in UTC already, and a zone conversion is what costs.
    plain = received.tzinfo is UTC and not received.microsecond
    return Promise(received if plain else moment(asked), due_at, act_at, found.id, found.version, tzdata_version())


def working_time(start: datetime, end: datetime, calendar: Calendar | str = "SE") -> timedelta:
    """Working-day time between two instants, read off the wall clock; zero if `end` is not after `start`."""
    table = find(calendar).table
    first, last = seconds_of(start), seconds_of(end)
    passed = table.position(table.zone.wall(last)) - table.position(table.zone.wall(first))
    # The wall clock goes back once a year, so a later instant may show an earlier time.
    return timedelta(seconds=max(0, passed) if last > first else 0)


def after(start: datetime, amount: timedelta, calendar: Calendar | str = "SE") -> datetime:
    """The first instant (UTC) at which `amount` of working-day time has passed since `start`; `start` itself for none.

    Holds are counted so: their working-day time is added, never derived anew from the wall clock.
    """
    table = find(calendar).table
    return moment(table.after(seconds_of(start), span_seconds(amount)))


def share_used(received: datetime, now: datetime, calendar: Calendar | str = "SE") -> float:
    """How much of the promise is used at `now`: 0.0 when received, 1.0 when due, more when late."""
    return working_time(received, now, calendar) / ONE_WORKING_DAY


def kept(contact: datetime, due: datetime) -> bool:
    """Whether a contact keeps the promise: not later than due, in whole seconds."""
    return seconds_of(contact) <= seconds_of(due)


def latest_received(due_by: datetime, calendar: Calendar | str = "SE") -> datetime:
    """Until when a question may arrive (UTC, to the second) and still be due by `due_by`: the inverse of `due`."""
    table = find(calendar).table
    position = table.position(table.zone.last_wall(seconds_of(due_by))) - DAY
    asked = table.zone.last_instant(table.latest(position))
    _asked(asked, table)
    return moment(asked)


def wall_clock(instant: datetime, calendar: Calendar | str = "SE") -> datetime:
    """What the calendar's wall clock shows at an instant, as a naive datetime."""
    zone = find(calendar).table.zone
    return (EPOCH + timedelta(seconds=zone.wall(seconds_of(instant)))).replace(tzinfo=None)


def from_wall_clock(wall: datetime, calendar: Calendar | str = "SE") -> datetime:
    """The instant (UTC) of a naive wall-clock time: the first instant after a gap, the first pass of a doubled hour.

    OutOfRangeError far outside the years 1990-2100.
    """
    table, shown = find(calendar).table, seconds_of(wall.replace(tzinfo=UTC))
    table.row(shown // DAY)
    return moment(table.zone.instant(shown))


def in_years(instant: int, calendar: Calendar | str = "SE") -> bool:
    """Whether an instant (seconds since 1970) lies in the years 1990-2100 on the calendar's wall clock."""
    return FIRST_WALL <= find(calendar).table.zone.wall(instant) < END_WALL


def _asked(instant: int, table: Table) -> int:
    wall = table.zone.wall(instant)
    if not FIRST_WALL <= wall < END_WALL:
        raise OutOfRangeError(f"{date_text(wall // DAY)} lies outside the years {FIRST_YEAR}-{LAST_YEAR}")
    return wall
