"""The steps taken while a promise is unkept: whom to remind and when, never outside office hours."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from endorr.worktime.builtin import calendar as find
from endorr.worktime.calendar import Calendar
from endorr.worktime.instants import moment, seconds_of
from endorr.worktime.promise import due
from endorr.worktime.table import Table
from endorr.worktime.zone import DAY

MINUTE = 60
LAST_CALL = 60 * MINUTE
ONE_OFFICE_HOUR = 60 * MINUTE
ROOM_TO_ACT = 120 * MINUTE


class Step(StrEnum):
    """What happens on the ladder, in the order it is climbed. The condition is the caller's to check at the time."""

    DUTY = "duty"  # half of the working-day time used and nobody has it: the door's duty person
    LEAD = "lead"  # three quarters used, no contact: the door's lead
    LAST_CALL = "last_call"  # an office hour before act-by: both, and the substitute
    TELL_COMPANY = "tell_company"  # act-by without contact: the company is told honestly
    MISSED = "missed"  # due without contact: a fact, whatever the hour
    ASK_REASON = "ask_reason"  # and the reason is asked for once somebody is in


class Rung(NamedTuple):
    """An instant (UTC) and the steps that are due then."""

    at: datetime
    steps: tuple[Step, ...]


def ladder(received: datetime, calendar: Calendar | str = "SE") -> tuple[Rung, ...]:
    """The escalation instants of a question, earliest first; steps that coincide share a rung.

    Reminders stay within office hours: one that falls outside moves to the next opening if at least 120 office minutes
    then remain to act-by, else back to the last office moment before. Only MISSED may stand outside, at due itself.
    """
    table = find(calendar).table
    rungs: dict[int, list[Step]] = {}
    for instant, step in _steps(seconds_of(received), seconds_of(due(received, calendar)), table):
        rungs.setdefault(instant, []).append(step)
    return tuple(Rung(moment(instant), tuple(rungs[instant])) for instant in sorted(rungs))


def next_rung(received: datetime, now: datetime, calendar: Calendar | str = "SE") -> Rung | None:
    """The first rung of `ladder` after `now`, or None when all are past."""
    return next((rung for rung in ladder(received, calendar) if rung.at > now), None)


def office_time_left(now: datetime, act_by: datetime, calendar: Calendar | str = "SE") -> int:
    """Office minutes between two instants, rounded down: what a queue shows beside act-by; 0 when it has passed."""
    table = find(calendar).table
    start, end = (table.zone.wall(seconds_of(instant)) for instant in (now, act_by))
    return max(0, table.office_position(end) - table.office_position(start)) // MINUTE


def act_by_within(now: datetime, minutes: int, calendar: Calendar | str = "SE") -> datetime:
    """The last act-by (UTC) with at most so many office minutes left to it: what `office_time_left` says, turned round,
    so that a table of promises is counted by comparing instants.
    """
    table = find(calendar).table
    from_here = table.office_position(table.zone.wall(seconds_of(now)))
    return moment(table.zone.last_instant(table.office_latest(from_here + (minutes + 1) * MINUTE - 1)))


def office_moment(instant: datetime, calendar: Calendar | str = "SE") -> datetime:
    """The instant itself (UTC) if somebody is in the office then, else the next opening."""
    table = find(calendar).table
    return moment(table.zone.instant(_open_from(table.zone.wall(seconds_of(instant)), table)))


def inner_target(offered: datetime, act_by: datetime, calendar: Calendar | str = "SE") -> datetime:
    """By when (UTC) whoever is offered a question must accept or return it: a quarter of the office time that remains
    to act-by, at least one office hour. The promise does not care; it is the receiver's own clock.
    """
    table = find(calendar).table
    start, end = (table.zone.wall(seconds_of(instant)) for instant in (offered, act_by))
    from_here = table.office_position(start)
    share = max((table.office_position(end) - from_here) // 4, ONE_OFFICE_HOUR)
    # A second less and one more: the last second of a full hour, not the opening of the day after.
    return moment(table.zone.instant(table.office_latest(from_here + share - 1) + 1))


def _steps(received: int, due: int, table: Table) -> Iterator[tuple[int, Step]]:
    zone = table.zone
    asked, last = zone.wall(received), zone.wall(table.act_by_instant(due))
    for share, step in ((DAY // 2, Step.DUTY), (DAY * 3 // 4, Step.LEAD)):
        wanted = zone.wall(table.after(received, share))
        yield zone.instant(_in_office(wanted, asked, last, table)), step
    yield zone.instant(_last_call(asked, last, table)), Step.LAST_CALL
    yield zone.instant(last), Step.TELL_COMPANY
    yield due, Step.MISSED
    yield zone.instant(_open_from(zone.wall(due), table)), Step.ASK_REASON


def _in_office(wanted: int, asked: int, last: int, table: Table) -> int:
    if table.is_open(wanted):
        return min(wanted, last)
    opening = table.next_opening(wanted)
    if table.office_position(last) - table.office_position(opening) >= ROOM_TO_ACT:
        return opening
    before = table.act_by(wanted)
    # Nobody can be reminded of a question before it came: then the first chance is all there is.
    return before if before >= asked else min(_open_from(asked, table), last)


def _last_call(asked: int, last: int, table: Table) -> int:
    wanted = table.office_latest(table.office_position(last) - LAST_CALL)
    return wanted if wanted >= asked else min(_open_from(asked, table), last)


def _open_from(wall: int, table: Table) -> int:
    return wall if table.is_open(wall) else table.next_opening(wall)
