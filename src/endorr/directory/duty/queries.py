"""Reads who answers for a function on a day, in which function somebody answers, and to which one may refer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from endorr.base.remembering import remembered
from endorr.base.tenancy.queries import cooperations_of
from endorr.base.tenancy.rules import Span, Viewer, public_query
from endorr.directory.models import Absence, Function, Holding
from endorr.directory.queries import in_force, presences_of
from endorr.directory.rules import Part


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody who answers for a function on a day."""

    person_id: int
    name: str
    email: str
    deputy: bool


@public_query("addresses for the outbox, shown to nobody")
def on_duty(function_id: int, *, on: date) -> tuple[OnDuty, ...]:
    """Return who answers for a function on a day, who is asked first first; three queries."""
    presence = presences_of([function_id], on=on).get(function_id)
    if presence is None:
        return ()
    rows = Holding.objects.filter(function=function_id).values_list("person_id", "person__name", "person__email")
    known = {person: (name, email) for person, name, email in rows}
    return tuple(
        OnDuty(one.person, *known[one.person], deputy=one.place.value == "deputy") for one in presence.answering
    )


@public_query("row numbers for other rooms' commands")
def away_on(people: Iterable[int], *, on: date) -> frozenset[int]:
    """Return which of some people are away the whole of a day; one query."""
    rows = Absence.objects.filter(person_id__in=set(people), first_day__lte=on, last_day__gte=on, part=Part.WHOLE)
    return frozenset(rows.values_list("person_id", flat=True))


@public_query("a row number for other rooms' commands")
def function_of(person: int, organisation: int, *, cooperation: int, on: date) -> int | None:
    """Return the function in which a person answers for an organisation in a cooperation, or None; one query.

    One of the cooperation's own comes before one outside it.
    """
    held = _held_functions(person, organisation, cooperation)
    own = [(one, where) for one, where, *spans in held if all(span.holds(on) for span in spans)]
    return next((one for one, where in own if where), own[0][0] if own else None)


@remembered
def _held_functions(person: int, organisation: int, cooperation: int) -> list[tuple[int, int | None, Span, Span]]:
    """Return what a person has held and will hold there, and when: a batch over many days asks for it once."""
    rows = Holding.objects.filter(
        Q(function__cooperation=cooperation) | Q(function__cooperation__isnull=True),
        person=person,
        function__organisation=organisation,
    ).order_by("function__cooperation_id", "rank", "pk")
    days = ("valid_from", "valid_to", "function__valid_from", "function__valid_to")
    told = rows.values_list("function_id", "function__cooperation_id", *days)
    return [(one, where, Span(first, last), Span(begun, ended)) for one, where, first, last, begun, ended in told]


@public_query("row numbers for other rooms' commands")
def still_held_by(pairs: Collection[tuple[int, int]], *, on: date) -> frozenset[tuple[int, int]]:
    """Return which of some (function, person) pairs hold on a day; one query."""
    rows = Holding.objects.filter(
        in_force(on), function_id__in={function for function, _ in pairs}, person_id__in={one for _, one in pairs}
    )
    return frozenset(rows.values_list("function_id", "person_id")) & frozenset(pairs)


@dataclass(frozen=True, slots=True)
class Target:
    """A function that a question can be referred to; `staffed` says whether anybody answers for it that day."""

    public_id: str
    function_id: int
    function: str
    organisation_id: int
    organisation: str
    staffed: bool


def referral_targets(viewer: Viewer, cooperation: int, *, on: date) -> tuple[Target, ...]:
    """Return the functions of the organisations that take part in a cooperation of the viewer's; six queries.

    By organisation, then by function; desks are left out, for going back to the door is a deed of its own.
    """
    if cooperation not in viewer.cooperation_ids:
        return ()
    rows = list(
        Function.objects.filter(in_force(on), Q(cooperation=cooperation) | Q(cooperation__isnull=True), desk=False)
        .select_related("organisation")
        .order_by("organisation__name", "name")
    )
    joined = cooperations_of({row.organisation_id for row in rows}, on=on)
    rows = [row for row in rows if cooperation in joined.get(row.organisation_id, ())]
    present = presences_of([row.pk for row in rows], on=on)
    return tuple(_target(row, staffed=row.pk in present and present[row.pk].reachable) for row in rows)


def unanswered_functions(viewer: Viewer, *, on: date) -> tuple[tuple[str, str], ...]:
    """Return the functions of the viewer's cooperations behind which nobody is that day, with their organisations,
    by name; one query.
    """
    away = Absence.objects.filter(person=OuterRef("person"), first_day__lte=on, last_day__gte=on, part=Part.WHOLE)
    there = Holding.objects.filter(in_force(on), ~Exists(away), function=OuterRef("pk"))
    rows = Function.objects.filter(in_force(on), ~Exists(there), cooperation__in=viewer.cooperation_ids)
    return tuple(rows.order_by("organisation__name", "name").values_list("name", "organisation__name"))


@public_query("points at a row for a command, shows nothing")
def target(public_id: str, *, cooperation: int, on: date) -> Target | None:
    """Return one function to refer to by its public id, if its organisation takes part in the cooperation."""
    row = (
        Function.objects.filter(in_force(on), Q(cooperation=cooperation) | Q(cooperation__isnull=True))
        .select_related("organisation")
        .filter(public_id=public_id, desk=False)
        .first()
    )
    if row is None or cooperation not in cooperations_of([row.organisation_id], on=on).get(row.organisation_id, ()):
        return None
    present = presences_of([row.pk], on=on)
    return _target(row, staffed=row.pk in present and present[row.pk].reachable)


def _target(row: Function, *, staffed: bool) -> Target:
    return Target(row.public_id, row.pk, row.name, row.organisation_id, row.organisation.name, staffed)
