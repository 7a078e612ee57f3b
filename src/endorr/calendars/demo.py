"""Gives a demo's door in Västerbotten a calendar of its own: summer hours, a bridge day, and days a feed proposes."""

from datetime import date, datetime, timedelta

from django.db import transaction

from endorr.base.clock import local_date
from endorr.base.tenancy.queries import cooperations_by_slug
from endorr.calendars.commands import change_calendar, open_calendar, propose_days
from endorr.calendars.queries import calendar_by_id, doors
from endorr.calendars.rules import NOTICE
from endorr.worktime import Calendar, Season, calendar, week, windows
from endorr.worktime.days import easter
from endorr.worktime.feed import Proposal

ACTOR = "system:demo"
DOOR = "vasterbotten"
# From the day after Ascension Day, a Friday, to Easter Sunday before it.
BRIDGE = timedelta(days=40)


@transaction.atomic
def sow(now: datetime) -> None:
    """Open and change the calendar, unless the door has one already."""
    cooperation = cooperations_by_slug().get(DOOR)
    if cooperation is None or any(door.id == DOOR for door in doors()):
        return
    today = local_date(now)
    first = calendar("SE").changed(id=DOOR, name="Regional exportsamverkan Västerbotten", version=1)
    open_calendar(cooperation, first, now=now, actor=ACTOR)
    change_calendar(DOOR, _with_summer(calendar_by_id(DOOR)), note="Sommartid på kontoret", now=now, actor=ACTOR)
    bridge = _coming(today, BRIDGE)
    change_calendar(DOOR, calendar_by_id(DOOR).closed_on(bridge, "Klämdag"), note="Klämdag", now=now, actor=ACTOR)
    propose_days(DOOR, _feed(calendar_by_id(DOOR), today), source="moten-och-helger.ics")


def _with_summer(before: Calendar) -> Calendar:
    hours = week(dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ("08:00-15:00",)))
    return before.changed(seasons=(Season((6, 15), (8, 15), hours),))


def _coming(today: date, after_easter: timedelta) -> date:
    found = (easter(year) + after_easter for year in (today.year, today.year + 1))
    return next(day for day in found if day >= today + NOTICE)


def _feed(door: Calendar, today: date) -> list[Proposal]:
    ahead = (today + timedelta(days=days) for days in range(20, 60))
    one, other = [day for day in ahead if door.is_working_day(day)][:14:9]
    return [Proposal(one, "Planeringsdag"), Proposal(other, "Utbildning, eftermiddag", windows("08:00-12:00"))]
