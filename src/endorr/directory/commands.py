"""Writes functions, those who hold them, their coverage and absences; each deed leaves one event.

A deed that changes what holds is told the first day of the new order (`from_day`): what was before ends the day before,
and a row that had not yet begun is taken away, for it never held.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from endorr.base.accounts.queries import person_by_id
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.tenancy.queries import cooperation_by_id, organisation_by_id
from endorr.directory.models import Absence, Channel, Coverage, Function, Holding, Mapping, Need, Skill
from endorr.directory.rules import (
    ChannelKind,
    Competence,
    Part,
    Place,
    Refusal,
    Refused,
    Standing,
    check_skills,
    check_span,
    meets,
)

OPENED = kind("directory.function_opened", "A function was opened in an organisation.")
CLOSED = kind("directory.function_closed", "A function was closed, and with it its coverage and its seats.")
SKILLS_SET = kind("directory.skills_set", "What a function is good at was set.")
SEATED = kind("directory.person_seated", "A person was seated behind a function, as its holder or a deputy.")
UNSEATED = kind("directory.seat_ended", "A person's place behind a function ended.")
REPLACED = kind("directory.holder_replaced", "Another person became the holder of a function.")
AWAY = kind("directory.absence_reported", "A person will be away; why is not asked.")
BACK = kind("directory.absence_withdrawn", "An absence was taken back.")
COVERED = kind("directory.coverage_began", "A function began to cover municipalities, or confirmed that it does.")
UNCOVERED = kind("directory.coverage_ended", "A function ceased to cover municipalities.")
MOVED = kind("directory.coverage_moved", "A municipality went from one function to another.")
MAPPED = kind("directory.municipalities_mapped", "A cooperation has gone through municipalities: its list is complete.")
PERSON_LEFT = kind("directory.person_left", "A person left an organisation's functions; the functions go on.")
CHANNEL_SET = kind("directory.channel_set", "A way to reach a function was added.")

Skills = Collection[tuple[Competence, str]]


def _note(function: Function, deed: str, *, now: datetime, actor: str, **facts: Fact) -> None:
    chain = function.cooperation.public_id if function.cooperation else NATIONAL
    record(chain=chain, kind=deed, subject=function.public_id, actor=actor, now=now, facts=facts)


def _locked(public_id: str) -> Function:
    return Function.objects.select_for_update(of=("self",)).select_related("cooperation").get(public_id=public_id)


def _day_before(day: date) -> date:
    return day - timedelta(days=1)


def _end(rows: Any, last_day: date) -> int:
    """End dated rows with a day and take away those not yet begun; return how many changed."""
    gone, _ = rows.filter(valid_from__gt=last_day).delete()
    going = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last_day)).update(valid_to=last_day)
    return int(gone) + int(going)


def _store_skills(function: Function, skills: Skills) -> None:
    check_skills(skills, needs=set(Need.objects.values_list("code", flat=True)))
    Skill.objects.filter(function=function).delete()
    Skill.objects.bulk_create(
        Skill(function=function, kind=kind.value, code=code) for kind, code in sorted(set(skills))
    )


def _told(skills: Skills) -> list[Fact]:
    return [f"{kind.value}:{code}" for kind, code in sorted(set(skills))]


@transaction.atomic
def open_function(
    name: str,
    *,
    organisation: str,
    cooperation: str | None,
    skills: Skills,
    from_day: date,
    now: datetime,
    actor: str,
    **details: Any,
) -> str:
    """Open a function in an organisation and return its public id.

    `organisation` and `cooperation` are public ids; `skills` hold at least one need. `details` may give name_en, desk,
    fictional, valid_to, source, read_on and verified_on (see models.Function). Refused without a known need.
    """
    function = Function(
        name=name.strip(),
        organisation=organisation_by_id(organisation),
        cooperation=cooperation_by_id(cooperation) if cooperation else None,
        valid_from=from_day,
        **details,
    )
    check_span(function.valid_from, function.valid_to)
    function.save()
    _store_skills(function, skills)
    _note(function, OPENED, now=now, actor=actor, name=name, organisation=organisation, skills=_told(skills))
    return function.public_id


@transaction.atomic
def set_skills(function: str, skills: Skills, *, now: datetime, actor: str) -> None:
    """Replace all that a function is good at; refused without a known need."""
    row = _locked(function)
    _store_skills(row, skills)
    _note(row, SKILLS_SET, now=now, actor=actor, skills=_told(skills))


@transaction.atomic
def add_channel(function: str, kind: ChannelKind, value: str, *, now: datetime, actor: str, **details: Any) -> None:
    """Add a way to reach a function, unless it is there; `details` may give fictional, source, read_on, verified_on."""
    row = _locked(function)
    _, added = Channel.objects.get_or_create(
        function=row, organisation=None, kind=kind.value, value=value.strip(), defaults=details
    )
    if added:
        _note(row, CHANNEL_SET, now=now, actor=actor, kind=kind.value)


@transaction.atomic
def close_function(function: str, *, from_day: date, now: datetime, actor: str) -> None:
    """Close a function from a day: from then on nobody stands behind it and it covers nothing."""
    row = _locked(function)
    last_day = max(_day_before(from_day), row.valid_from)
    _end(Coverage.objects.filter(function=row), last_day)
    _end(Holding.objects.filter(function=row), last_day)
    row.valid_to = last_day
    row.save(update_fields=["valid_to"])
    _note(row, CLOSED, now=now, actor=actor, last_day=last_day.isoformat())


def _seat(function: Function, person: str, place: Place, *, from_day: date, **details: Any) -> Holding:
    if function.valid_to is not None and function.valid_to < from_day:
        raise Refused(Refusal.FUNCTION_CLOSED)
    somebody = person_by_id(person)
    held = Holding.objects.filter(function=function, person=somebody).values_list("valid_from", "valid_to")
    span = (from_day, details.pop("valid_to", None))
    check_span(*span)
    if any(meets(span, other) for other in held):
        raise Refused(Refusal.ALREADY_SEATED)
    return Holding.objects.create(
        function=function, person=somebody, place=place.value, valid_from=span[0], valid_to=span[1], **details
    )


@transaction.atomic
def seat_person(
    function: str,
    person: str,
    *,
    place: Place,
    from_day: date,
    now: datetime,
    actor: str,
    **details: Any,
) -> str:
    """Seat a person behind a function from a day and return the seat's public id.

    `details` may give rank (1 is asked first), capacity (questions open at once) and valid_to. Refused when the
    function is closed by then, or the person is seated there on any of the days.
    """
    row = _locked(function)
    holding = _seat(row, person, place, from_day=from_day, **details)
    facts: dict[str, Fact] = {"person": person, "place": place.value, "from": from_day.isoformat()}
    _note(row, SEATED, now=now, actor=actor, **facts)
    return holding.public_id


@transaction.atomic
def end_seat(seat: str, *, from_day: date, now: datetime, actor: str) -> None:
    """End a person's place behind a function: from that very day the person no longer answers there."""
    holding = Holding.objects.select_related("person").get(public_id=seat)
    row = _locked(holding.function.public_id)
    _end(Holding.objects.filter(pk=holding.pk), _day_before(from_day))
    _note(row, UNSEATED, now=now, actor=actor, person=holding.person.public_id, from_day=from_day.isoformat())


@transaction.atomic
def replace_holder(seat: str, person: str, *, from_day: date, now: datetime, actor: str) -> str:
    """Let another person take over a seat from a day and return the new seat's public id.

    A deputy who takes over ceases to be deputy the same day; the seat's capacity goes with it.
    """
    old = Holding.objects.select_related("person").get(public_id=seat)
    row = _locked(old.function.public_id)
    _end(Holding.objects.filter(Q(pk=old.pk) | Q(function=row, person__public_id=person)), _day_before(from_day))
    new = _seat(row, person, Place(old.place), from_day=from_day, rank=old.rank, capacity=old.capacity)
    facts: dict[str, Fact] = {"before": old.person.public_id, "after": person, "from": from_day.isoformat()}
    _note(row, REPLACED, now=now, actor=actor, **facts)
    return new.public_id


def _note_person(person: str, deed: str, *, now: datetime, actor: str) -> None:
    record(chain=NATIONAL, kind=deed, subject=person, actor=actor, now=now, facts={})


@transaction.atomic
def report_absence(person: str, *, first_day: date, last_day: date, part: Part, now: datetime, actor: str) -> str:
    """Note that a person will be away, the last day included, and return the absence's public id.

    Half days come one at a time. The days stay out of the ledger: nobody needs them later.
    """
    check_span(first_day, last_day)
    if part is not Part.WHOLE and first_day != last_day:
        raise Refused(Refusal.HALF_DAY_OVER_SEVERAL)
    absence, added = Absence.objects.get_or_create(
        person=person_by_id(person), first_day=first_day, last_day=last_day, part=part.value
    )
    if added:
        _note_person(person, AWAY, now=now, actor=actor)
    return absence.public_id


@transaction.atomic
def withdraw_absence(absence: str, *, now: datetime, actor: str) -> None:
    """Take an absence back, as if it had not been reported."""
    row = Absence.objects.select_related("person").get(public_id=absence)
    row.delete()
    _note_person(row.person.public_id, BACK, now=now, actor=actor)


@transaction.atomic
def cover(
    function: str,
    municipalities: Iterable[str],
    *,
    standing: Standing,
    from_day: date,
    now: datetime,
    actor: str,
    **details: Any,
) -> int:
    """Let a function cover municipalities from a day, and return for how many of them anything changed.

    A municipality that the function covers on that or a later day is left as it is, but for what was unconfirmed: it
    becomes confirmed when that is what is said now. `details` may give valid_to, source and read_on.
    """
    row = _locked(function)
    last_day = details.pop("valid_to", None)
    check_span(from_day, last_day)
    held = _spans_by_place(row)
    span = (from_day, last_day)
    codes = list(dict.fromkeys(municipalities))
    new = [code for code in codes if not any(meets(span, one) for one in held.get(code, ()))]
    confirmed = _confirm(row, codes, from_day) if standing is Standing.CONFIRMED else []
    Coverage.objects.bulk_create(
        Coverage(
            function=row, municipality=code, standing=standing.value, valid_from=from_day, valid_to=last_day, **details
        )
        for code in new
    )
    if new or confirmed:
        told: list[Fact] = [*sorted({*new, *confirmed})]
        facts: dict[str, Fact] = {"municipalities": told, "standing": standing.value, "from": from_day.isoformat()}
        _note(row, COVERED, now=now, actor=actor, **facts)
    return len({*new, *confirmed})


def _confirm(function: Function, municipalities: Collection[str], from_day: date) -> list[str]:
    rows = Coverage.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=from_day),
        function=function,
        municipality__in=municipalities,
        standing=Standing.UNCONFIRMED,
    )
    codes = list(rows.values_list("municipality", flat=True))
    rows.update(standing=Standing.CONFIRMED.value)
    return codes


def _spans_by_place(function: Function) -> dict[str, list[tuple[date, date | None]]]:
    spans: dict[str, list[tuple[date, date | None]]] = {}
    for code, first, last in Coverage.objects.filter(function=function).values_list(
        "municipality", "valid_from", "valid_to"
    ):
        spans.setdefault(code, []).append((first, last))
    return spans


@transaction.atomic
def cease_to_cover(
    function: str, municipalities: Collection[str], *, from_day: date, now: datetime, actor: str
) -> None:
    """Let a function cover municipalities no more from a day."""
    row = _locked(function)
    rows = Coverage.objects.filter(function=row, municipality__in=municipalities)
    if _end(rows, _day_before(from_day)):
        told: list[Fact] = [*sorted(municipalities)]
        _note(row, UNCOVERED, now=now, actor=actor, municipalities=told, from_day=from_day.isoformat())


@transaction.atomic
def move_coverage(municipality: str, *, before: str, after: str, from_day: date, now: datetime, actor: str) -> None:
    """Move a municipality from one function to another from a day, without a day between them.

    Refused when it is the same function, when the first does not cover the municipality that day, or when the second
    is closed by then.
    """
    if before == after:
        raise Refused(Refusal.SAME_FUNCTION)
    # Locked in the order of their ids, so that two moves in opposite directions wait for each other.
    rows = {public_id: _locked(public_id) for public_id in sorted((before, after))}
    giving = Coverage.objects.filter(function=rows[before], municipality=municipality)
    held = list(giving.values_list("valid_from", "valid_to"))
    if not any(meets((from_day, None), span) for span in held):
        raise Refused(Refusal.NOT_COVERED)
    if (closes := rows[after].valid_to) is not None and closes < from_day:
        raise Refused(Refusal.FUNCTION_CLOSED)
    _end(giving, _day_before(from_day))
    _end(Coverage.objects.filter(function=rows[after], municipality=municipality), _day_before(from_day))
    Coverage.objects.create(
        function=rows[after], municipality=municipality, standing=Standing.CONFIRMED.value, valid_from=from_day
    )
    facts: dict[str, Fact] = {"municipality": municipality, "before": before, "from": from_day.isoformat()}
    _note(rows[after], MOVED, now=now, actor=actor, **facts)


@transaction.atomic
def map_municipalities(
    cooperation: str, municipalities: Iterable[str], *, from_day: date, now: datetime, actor: str
) -> int:
    """Note that a cooperation's list for municipalities is complete from a day; return how many had not been."""
    row = cooperation_by_id(cooperation)
    known = set(
        Mapping.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=from_day), cooperation=row).values_list(
            "municipality", flat=True
        )
    )
    new = [code for code in dict.fromkeys(municipalities) if code not in known]
    Mapping.objects.bulk_create(Mapping(cooperation=row, municipality=code, valid_from=from_day) for code in new)
    if new:
        told: list[Fact] = [*new]
        record(
            chain=cooperation,
            kind=MAPPED,
            subject=cooperation,
            actor=actor,
            now=now,
            facts={"municipalities": told, "from": from_day.isoformat()},
        )
    return len(new)


@transaction.atomic
def person_leaves(person: str, *, organisation: str, from_day: date, now: datetime, actor: str) -> tuple[str, ...]:
    """Take a person out of every function of an organisation from a day; the functions go on with their deputies.

    Returns the public ids of functions behind which nobody is seated that day, so that the caller can say so aloud.
    """
    seats = Holding.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=from_day),
        person__public_id=person,
        function__organisation__public_id=organisation,
    )
    left = list(
        Function.objects.select_for_update(of=("self",))
        .filter(pk__in=seats.values("function"))
        .select_related("cooperation")
        .order_by("pk")
    )
    _end(Holding.objects.filter(pk__in=list(seats.values_list("pk", flat=True))), _day_before(from_day))
    staffed = set(
        Holding.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=from_day), function__in=left, valid_from__lte=from_day
        ).values_list("function", flat=True)
    )
    for function in left:
        facts: dict[str, Fact] = {"person": person, "vacant": function.pk not in staffed}
        _note(function, PERSON_LEFT, now=now, actor=actor, **facts)
    return tuple(function.public_id for function in left if function.pk not in staffed)
