"""Reads calendars: public by nature, so that anybody can check a promise; proposals are for the door's own people."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from endorr import worktime
from endorr.base.remembering import remembered
from endorr.base.tenancy.rules import public_query
from endorr.calendars.models import CalendarVersion
from endorr.worktime import BUILT_IN, Calendar, UnknownCalendarError


@dataclass(frozen=True, slots=True)
class Door:
    """A calendar anybody may choose: its id, the name people know the door by, and its latest version."""

    id: str
    name: str
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in a calendar's history."""

    number: int
    note: str
    made_at: datetime
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A day that a feed would change and that nobody has decided."""

    public_id: str
    day: date
    summary: str
    hours: tuple[str, ...]
    source: str


@lru_cache(maxsize=256)
def _worked_out(slug: str, number: int, definition: str) -> Calendar:
    # Working a calendar out day by day is the dear part; a version never changes, so it is done once a process.
    return Calendar.from_dict({**json.loads(definition), "id": slug, "version": number})


@public_query("when a door answers is for everybody to know")
def calendar_in(version: CalendarVersion) -> Calendar:
    """Return the calendar that a stored version holds; asks the database nothing if its door came with it."""
    return _worked_out(version.calendar.slug, version.number, json.dumps(version.definition, sort_keys=True))


def _latest() -> dict[int, CalendarVersion]:
    rows = CalendarVersion.objects.select_related("calendar__cooperation").order_by("calendar__slug", "number")
    return {row.calendar.pk: row for row in rows}


@public_query("when a door answers is for everybody to know")
def doors() -> tuple[Door, ...]:
    """Return every cooperation's door with its calendar in force, by name; one query."""
    found = [Door(row.calendar.slug, row.calendar.cooperation.name, calendar_in(row)) for row in _latest().values()]
    return tuple(sorted(found, key=lambda door: door.name))


@public_query("when a door answers is for everybody to know")
@remembered
def calendar_of(cooperation_id: int) -> Calendar:
    """Return the calendar in force at a cooperation's door; `SE` where it has none of its own. One query."""
    row = (
        CalendarVersion.objects.filter(calendar__cooperation=cooperation_id)
        .select_related("calendar")
        .order_by("-number")
        .first()
    )
    return calendar_in(row) if row else worktime.calendar("SE")


@public_query("when a door answers is for everybody to know")
def calendar_by_id(slug: str) -> Calendar:
    """Return the calendar in force by its id, a built-in one or a door's; UnknownCalendarError if there is none."""
    row = CalendarVersion.objects.filter(calendar__slug=slug).select_related("calendar").order_by("-number").first()
    if row:
        return calendar_in(row)
    if slug in BUILT_IN:
        return worktime.calendar(slug)
    raise UnknownCalendarError(slug)


@public_query("when a door answers is for everybody to know")
@remembered
def pinned(slug: str, number: int) -> Calendar:
    """Return the very version a promise was given by; UnknownCalendarError if it never existed."""
    row = CalendarVersion.objects.filter(calendar__slug=slug, number=number).select_related("calendar").first()
    if row:
        return calendar_in(row)
    found = BUILT_IN.get(slug)
    if found is None or found.version != number:
        raise UnknownCalendarError(f"{slug} version {number}")
    return found


@public_query("when a door answers is for everybody to know")
def history(slug: str) -> tuple[VersionRow, ...]:
    """Return a calendar's versions, latest first; one query."""
    rows = CalendarVersion.objects.filter(calendar__slug=slug).select_related("calendar").order_by("-number")
    return tuple(VersionRow(row.number, row.note, row.made_at, calendar_in(row)) for row in rows)
