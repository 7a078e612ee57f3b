"""Keeps a question with its function: whoever has it falls ill or leaves, and a deputy gets it, else the door."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from endorr import worktime
from endorr.base.clock import local_date
from endorr.base.tenancy.queries import seated_in
from endorr.calendars.queries import pinned
from endorr.cases import rules
from endorr.cases.commands.mailing import SYSTEM, tell_door, tell_person
from endorr.cases.commands.story import COVERED, LET_GO, life_of, live, locked, note, tell
from endorr.cases.models import Case, Kind
from endorr.directory.duty.queries import away_on, on_duty, still_held_by


def uncovered(now: datetime, *, limit: int = 500) -> list[str]:
    """Return the open questions whose holder is away today with the promise unkept, or has left; five queries.

    Whoever is only away keeps what they have been in contact about; whoever has left keeps nothing.
    """
    today = local_date(now)
    rows = list(
        Case.objects.filter(closed_at__isnull=True, holder__isnull=False)
        .order_by("pk")
        .values_list("public_id", "holder_id", "organisation_id", "held_for_id", "contacted_at")[:limit]
    )
    seats = seated_in({(person, at) for _, person, at, _, _ in rows}, rules.ANSWERING, on=today)
    held = still_held_by({(function, person) for _, person, _, function, _ in rows if function}, on=today)
    away = away_on({person for _, person, _, _, _ in rows}, on=today)
    return [
        case
        for case, person, at, function, contacted in rows
        if (person, at) not in seats
        or (function is not None and (function, person) not in held)
        or (contacted is None and person in away)
    ]


def cover_all(cases: Iterable[str], *, now: datetime) -> int:
    """Give each of some questions to a deputy, or back to the door; return how many were moved."""
    return sum(cover(case, now=now) for case in cases)


@transaction.atomic
def cover(case: str, *, now: datetime) -> bool:
    """Give a question whose holder is away to whoever answers for the function now, in the same organisation.

    Where nobody does, it is let go to the door, which is told. Nothing happens outside the door's office hours.
    """
    found = locked(case)
    given = found.promise
    opening = worktime.office_moment(now, pinned(given.calendar_id, given.calendar_version))
    if found.holder_id is None or found.closed_at is not None or opening > now:
        return False
    deputy = _deputy(found, now=now)
    before = found.holder_id
    if deputy is not None:
        live(found, rules.hand_to(life_of(found), deputy))
    else:
        live(found, rules.let_go(life_of(found)))
        found.taken_at = None
    found.save()
    _say_so(found, before, deputy, now=now)
    return True


def _deputy(case: Case, *, now: datetime) -> int | None:
    if case.held_for_id is None or case.organisation_id is None:
        return None
    today = local_date(now)
    there = [one.person_id for one in on_duty(case.held_for_id, on=today) if one.person_id != case.holder_id]
    seats = seated_in({(one, case.organisation_id) for one in there}, rules.ANSWERING, on=today)
    return next((one for one in there if (one, case.organisation_id) in seats), None)


def _say_so(case: Case, before: int, deputy: int | None, *, now: datetime) -> None:
    once = f"{case.public_id}:{now.isoformat()}"
    if deputy is None:
        tell(case, Kind.COVERED, now=now)
        note(case, LET_GO, now=now, actor=SYSTEM)
        tell_door(case, "let_go", gettext_lazy("En fråga är tillbaka vid dörren"), now=now, once=once, lead=True)
        return
    by = life_of(case).holder
    tell(case, Kind.COVERED, by=by, now=now)
    note(case, COVERED, now=now, actor=SYSTEM, function=case.held_for.name if case.held_for else "")
    tell_person(case, deputy, "covered", gettext_lazy("Du har en fråga i stället för en kollega"), now=now, once=once)
