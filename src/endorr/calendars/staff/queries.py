"""Reads what those who keep a door's calendar see: the calendar itself, its versions, and who made them."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from endorr import worktime
from endorr.base.accounts.queries import names_of
from endorr.base.tenancy.queries import OwnCooperation, cooperations_as
from endorr.base.tenancy.rules import Role, Viewer
from endorr.calendars.models import CalendarVersion, ProposedDay
from endorr.calendars.queries import ProposalRow, calendar_in
from endorr.calendars.rules import Standing, differences
from endorr.worktime import Calendar

KEEPERS = (Role.COORDINATOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class KeptDoor:
    """A door as its keepers see it; without a calendar of `its_own` it goes by the national one."""

    public_id: str
    slug: str
    name: str
    calendar: Calendar
    its_own: bool


@dataclass(frozen=True, slots=True)
class MadeVersion:
    """One version: when and by whom it was made, why, and the names of what differs from the one before."""

    number: int
    made_at: datetime
    made_by: str
    note: str
    changed: tuple[str, ...]


def kept_doors(viewer: Viewer) -> tuple[KeptDoor, ...]:
    """Return the doors whose calendars the viewer keeps, by name; two queries."""
    rows = CalendarVersion.objects.filter(calendar__cooperation__in=viewer.cooperations_as(*KEEPERS))
    ordered = rows.select_related("calendar__cooperation").order_by("number")
    latest = {row.calendar.cooperation.public_id: row for row in ordered}
    return tuple(_kept(door, latest.get(door.public_id)) for door in cooperations_as(viewer, *KEEPERS))


def kept_door(viewer: Viewer, cooperation: str) -> KeptDoor | None:
    """Return one door that the viewer keeps; None for any other, as if it did not exist; two queries."""
    own = next((one for one in cooperations_as(viewer, *KEEPERS) if one.public_id == cooperation), None)
    if own is None:
        return None
    rows = CalendarVersion.objects.filter(calendar__cooperation__public_id=cooperation).select_related("calendar")
    return _kept(own, rows.order_by("-number").first())


def _kept(door: OwnCooperation, latest: CalendarVersion | None) -> KeptDoor:
    calendar = calendar_in(latest) if latest else worktime.calendar("SE")
    slug = calendar.id if latest else door.slug
    return KeptDoor(door.public_id, slug, door.name, calendar, its_own=latest is not None)


def versions(viewer: Viewer, cooperation: str) -> tuple[MadeVersion, ...]:
    """Return the versions of a calendar that the viewer keeps, latest first; two queries."""
    kept = CalendarVersion.objects.filter(
        calendar__cooperation__in=viewer.cooperations_as(*KEEPERS), calendar__cooperation__public_id=cooperation
    )
    rows = list(kept.select_related("calendar").order_by("-number"))
    names = names_of(row.made_by.removeprefix("person:") for row in rows)
    calendars = [calendar_in(row) for row in rows]
    changed = [differences(before, after) for after, before in pairwise(calendars)] + [()] * bool(rows)
    return tuple(
        MadeVersion(row.number, row.made_at, names.get(row.made_by.removeprefix("person:"), ""), row.note, what)
        for row, what in zip(rows, changed, strict=True)
    )


def proposals(viewer: Viewer, cooperation: str) -> tuple[ProposalRow, ...]:
    """Return the days that feeds propose and nobody has decided, in date order; one query."""
    rows = ProposedDay.objects.filter(
        calendar__cooperation__in=viewer.cooperations_as(*KEEPERS),
        calendar__cooperation__public_id=cooperation,
        standing=Standing.PROPOSED,
    ).order_by("day", "source")
    return tuple(ProposalRow(row.public_id, row.day, row.summary, tuple(row.hours), row.source) for row in rows)
