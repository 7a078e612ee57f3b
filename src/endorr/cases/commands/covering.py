"""Keeps a question with its function: whoever has it falls ill or leaves, and a deputy gets it, else the door."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from endorr import worktime
from endorr.base.clock import local_date
from endorr.base.failpoints import failpoint
from endorr.base.tenancy.queries import seated_in
from endorr.calendars.queries import pinned
from endorr.cases import rules
from endorr.cases.commands.mailing import tell_door, tell_person
from endorr.cases.commands.story import COVERED, LET_GO, PARTED, SYSTEM, life_of, live, locked, note, tell
from endorr.cases.models import Case, CoOwner, Kind
from endorr.directory.duty.queries import away_on, on_duty, still_held_by


def uncovered(now: datetime, *, at_a_time: int = 500) -> list[str]:
    """Return the open questions that their holder no longer sees to; five queries for each `at_a_time`.

    Whoever is away today keeps what they have been in contact about; whoever has left keeps nothing.
    """
    held = Case.objects.filter(closed_at__isnull=True, holder__isnull=False).order_by("pk")
    found: list[str] = []
    rows = list(held[:at_a_time])
    while rows:
        found += [case.public_id for case in _unseen(rows, local_date(now))]
        rows = list(held.filter(pk__gt=rows[-1].pk)[:at_a_time])
    return found


def _unseen(held: Sequence[Case], today: date) -> list[Case]:
    people = {case.holder_id for case in held if case.holder_id}
    places = {(case.holder_id, case.organisation_id) for case in held if case.holder_id and case.organisation_id}
    functions = {(case.held_for_id, case.holder_id) for case in held if case.held_for_id and case.holder_id}
    seats = seated_in(places, rules.ANSWERING, on=today)
    behind = still_held_by(functions, on=today)
    away = away_on(people, on=today)
    return [
        case
        for case in held
        if (case.holder_id, case.organisation_id) not in seats
        or (case.held_for_id is not None and (case.held_for_id, case.holder_id) not in behind)
        or (case.contacted_at is None and case.holder_id in away)
    ]


@transaction.atomic
def cover(case: str, *, now: datetime) -> bool:
    """Give a question whose holder is away to whoever answers for the function now, in the same organisation.

    Where nobody does, it is let go to the door, which is told. Nothing happens outside the door's office hours, nor to
    a question that somebody who is here has got meanwhile.
    """
    found = locked(case)
    given = found.promise
    opening = worktime.office_moment(now, pinned(given.calendar_id, given.calendar_version))
    if found.holder_id is None or found.closed_at is not None or opening > now:
        return False
    if not _unseen([found], local_date(now)):
        return False
    deputy = _deputy(found, now=now)
    before = found.holder_id
    if deputy is not None:
        live(found, rules.hand_to(life_of(found), deputy), now=now)
    else:
        live(found, rules.let_go(life_of(found)), now=now)
        found.taken_at = None
    found.save()
    _say_so(found, before, deputy, now=now)
    failpoint("cases.covered")
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


@transaction.atomic
def part_left(now: datetime) -> int:
    """Let go of the co-owners who no longer answer questions where they did; return how many; two queries for none."""
    rows = CoOwner.objects.filter(ended_at__isnull=True, case__closed_at__isnull=True)
    rows = rows.select_related("person", "case__enquiry__cooperation", "case__enquiry__receiver").order_by("pk")
    shared = list(rows)
    places = {(row.person_id, row.organisation_id) for row in shared}
    seats = seated_in(places, rules.ANSWERING, on=local_date(now))
    left = [row for row in shared if (row.person_id, row.organisation_id) not in seats]
    return sum(_part(row, now=now) for row in left)


def _part(row: CoOwner, *, now: datetime) -> bool:
    if not CoOwner.objects.filter(pk=row.pk, ended_at__isnull=True).update(ended_at=now):
        return False
    note(row.case, PARTED, now=now, actor=SYSTEM, person=row.person.public_id)
    return True
