"""The only writers of calendars: open one, change it, and decide what a feed proposes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from endorr.base.clock import local_date
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Fact
from endorr.base.tenancy.queries import cooperation_by_id
from endorr.calendars.models import CalendarVersion, DoorCalendar, ProposedDay
from endorr.calendars.rules import Objection, Standing, differences, objections
from endorr.worktime import Calendar, windows
from endorr.worktime.feed import Proposal

OPENED = kind("calendars.opened", "A door got a calendar of its own.")
CHANGED = kind("calendars.changed", "A door's calendar got a new version.")
DECLINED = kind("calendars.day_declined", "A day that a feed proposed was declined.")


class ChangeRefusedError(ValueError):
    """A change that may not be made; `objections` says why, field by field."""

    def __init__(self, objections: Sequence[Objection]) -> None:
        super().__init__(" ".join(one.en for one in objections))
        self.objections = tuple(objections)


class StaleVersionError(ValueError):
    """Somebody else has changed the calendar since it was read; nothing was written."""


def _note(door: DoorCalendar, deed: str, *, now: datetime, actor: str, facts: dict[str, Fact]) -> None:
    chain, subject = door.cooperation.public_id, f"calendar:{door.public_id}"
    record(chain=chain, kind=deed, subject=subject, actor=actor, now=now, facts=facts)


def _write(door: DoorCalendar, calendar: Calendar, note: str, *, now: datetime, actor: str) -> None:
    definition = {name: value for name, value in calendar.as_dict().items() if name not in {"id", "version"}}
    CalendarVersion.objects.create(
        calendar=door, number=calendar.version, definition=definition, note=note, made_at=now, made_by=actor
    )


def _current(door: DoorCalendar) -> Calendar:
    row = CalendarVersion.objects.filter(calendar=door).order_by("-number")[:1].get()
    return Calendar.from_dict({**row.definition, "id": door.slug, "version": row.number})


def _refuse(before: Calendar | None, after: Calendar, *, now: datetime) -> None:
    found = objections(before, after, today=local_date(now))
    if found:
        raise ChangeRefusedError(found)


@transaction.atomic
def open_calendar(cooperation: str, calendar: Calendar, *, now: datetime, actor: str) -> None:
    """Give a door a calendar, by its cooperation's public id; a door that has one keeps it.

    ChangeRefusedError if the calendar cannot keep a promise.
    """
    first = calendar.changed(version=1)
    _refuse(None, first, now=now)
    door, new = DoorCalendar.objects.get_or_create(
        cooperation=cooperation_by_id(cooperation), defaults={"slug": calendar.id}
    )
    if not new:
        return
    _write(door, first, "", now=now, actor=actor)
    _note(door, OPENED, now=now, actor=actor, facts={"calendar": door.slug, "version": 1})


@transaction.atomic
def change_calendar(slug: str, after: Calendar, *, note: str = "", now: datetime, actor: str) -> None:
    """Make the next version of a door's calendar; a promise already given keeps the version it was given by.

    `after` is a version one above the one in force, else StaleVersionError: nobody overwrites what they have not seen.
    Raises ChangeRefusedError for a change that may not be made, DoorCalendar.DoesNotExist for an unknown door.
    """
    door = DoorCalendar.objects.select_for_update(of=("self",)).select_related("cooperation").get(slug=slug)
    before = _current(door)
    if after.version != before.version + 1:
        raise StaleVersionError(f"{slug} is at version {before.version}")
    _refuse(before, after, now=now)
    _write(door, after, note, now=now, actor=actor)
    changed = list(differences(before, after))
    _note(door, CHANGED, now=now, actor=actor, facts={"calendar": slug, "version": after.version, "changed": changed})


@transaction.atomic
def propose_days(slug: str, proposals: Sequence[Proposal], *, source: str) -> int:
    """Keep what a feed would change, for a person to decide day by day; return how many days are new.

    A day already proposed by the same source, decided or not, is left as it is: the same feed again changes nothing.
    """
    door = DoorCalendar.objects.get(slug=slug)
    known = set(ProposedDay.objects.filter(calendar=door, source=source).values_list("day", flat=True))
    fresh = [
        ProposedDay(
            calendar=door,
            day=one.day,
            summary=one.summary[:200],
            hours=[str(window) for window in one.hours],
            source=source,
        )
        for one in proposals
        if one.day not in known
    ]
    return len(ProposedDay.objects.bulk_create(fresh, ignore_conflicts=True))


def _undecided(slug: str, public_id: str) -> ProposedDay:
    found = ProposedDay.objects.select_for_update(of=("self",)).select_related("calendar__cooperation")
    return found.get(calendar__slug=slug, public_id=public_id, standing=Standing.PROPOSED)


def _decide(row: ProposedDay, standing: Standing, *, now: datetime, actor: str) -> None:
    row.standing, row.decided_at, row.decided_by = standing.value, now, actor
    row.save(update_fields=["standing", "decided_at", "decided_by"])


@transaction.atomic
def accept_day(slug: str, public_id: str, *, now: datetime, actor: str) -> None:
    """Make a proposed day part of the calendar, as its next version; raises as `change_calendar` does."""
    row = _undecided(slug, public_id)
    after = Proposal(row.day, row.summary, windows(*row.hours)).accepted(_current(row.calendar))
    change_calendar(slug, after, note=row.summary, now=now, actor=actor)
    _decide(row, Standing.ACCEPTED, now=now, actor=actor)


@transaction.atomic
def decline_day(slug: str, public_id: str, *, now: datetime, actor: str) -> None:
    """Leave the calendar as it is on a proposed day, and remember that somebody said so."""
    row = _undecided(slug, public_id)
    _decide(row, Standing.DECLINED, now=now, actor=actor)
    _note(row.calendar, DECLINED, now=now, actor=actor, facts={"calendar": slug, "day": row.day.isoformat()})
