"""Reads what those who keep the directory see: their own functions, the people behind them, members and holes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from endorr.base.tenancy.queries import Choice, colleagues_in
from endorr.base.tenancy.rules import Role, Viewer
from endorr.core.municipalities import municipalities
from endorr.directory.models import Absence, Channel, Coverage, Function, Holding, Mapping, Skill, Terms
from endorr.directory.queries import ChannelRow, NeedRow, coverage_of, in_force, needs, presences_of
from endorr.directory.rules import VACANT, Competence, Part, Place, Presence, Standing, Why, presence
from endorr.directory.rules import Absence as Away
from endorr.directory.rules import Holding as Held

KEEPERS = (Role.COORDINATOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person behind a function as colleagues see one; `away` says whether the day asked about is a day off."""

    seat: str
    public_id: str
    name: str
    email: str
    fictional: bool
    place: Place
    rank: int
    capacity: int | None
    valid_from: date
    valid_to: date | None
    away: bool


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """A function in a list: where it belongs, how it stands that day, and who answers first."""

    public_id: str
    name: str
    organisation: str
    cooperation: str
    fictional: bool
    desk: bool
    why: Why
    answering: str
    answering_fictional: bool
    places: int
    verified_on: date | None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A municipality a function covers, how surely, and since and until when."""

    code: str
    name: str
    standing: Standing
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class FunctionPage:
    """All that its keepers see of one function; `may_change` says whether the viewer is one of them."""

    row: FunctionRow
    organisation_id: str
    needs: tuple[NeedRow, ...]
    others: tuple[tuple[Competence, str], ...]
    people: tuple[PersonRow, ...]
    former: tuple[PersonRow, ...]
    places: tuple[PlaceRow, ...]
    channels: tuple[ChannelRow, ...]
    may_change: bool


def _seen_by(viewer: Viewer) -> Q:
    return Q(cooperation__in=viewer.cooperation_ids) | Q(organisation__in=viewer.organisation_ids)


def _kept_by(viewer: Viewer) -> Q:
    return Q(cooperation__in=viewer.cooperations_as(Role.COORDINATOR)) | Q(
        organisation__in=viewer.organisations_as(*KEEPERS)
    )


def functions(viewer: Viewer, *, on: date) -> list[FunctionRow]:
    """Return the functions of the viewer's cooperations and organisations that are open on a day; five queries."""
    rows = list(
        Function.objects.filter(_seen_by(viewer), in_force(on))
        .select_related("organisation", "cooperation")
        .order_by("cooperation__name", "organisation__name", "name", "pk")
    )
    return _rows(rows, on)


def _rows(rows: Sequence[Function], on: date) -> list[FunctionRow]:
    ids = [row.pk for row in rows]
    behind = presences_of(ids, on=on)
    names = _names(one.person for found in behind.values() for one in found.answering[:1])
    places = _count_places(ids, on)
    return [_row(row, behind.get(row.pk, VACANT), names, places.get(row.pk, 0)) for row in rows]


def _names(people: Iterable[int]) -> dict[int, tuple[str, bool]]:
    told = ("person_id", "person__name", "person__fictional")
    rows = Holding.objects.filter(person__in=set(people)).values_list(*told).distinct()
    return {person: (name, fictional) for person, name, fictional in rows}


NOBODY = ("", False)


def _count_places(functions: Sequence[int], on: date) -> dict[int, int]:
    counted: dict[int, int] = {}
    for function in Coverage.objects.filter(in_force(on), function__in=functions).values_list("function_id", flat=True):
        counted[function] = counted.get(function, 0) + 1
    return counted


def _row(function: Function, found: Presence, names: dict[int, tuple[str, bool]], places: int) -> FunctionRow:
    first = names.get(found.answering[0].person, NOBODY) if found.answering else NOBODY
    return FunctionRow(
        public_id=function.public_id,
        name=function.name,
        organisation=function.organisation.name,
        cooperation=function.cooperation.name if function.cooperation else "",
        fictional=function.fictional,
        desk=function.desk,
        why=found.why,
        answering=first[0],
        answering_fictional=first[1],
        places=places,
        verified_on=function.verified_on,
    )


def function_page(viewer: Viewer, public_id: str, *, on: date) -> FunctionPage | None:
    """Return one function for those who see it; None for anybody else, as if it did not exist; eight queries."""
    function = (
        Function.objects.filter(_seen_by(viewer), public_id=public_id)
        .select_related("organisation", "cooperation")
        .first()
    )
    if function is None:
        return None
    skills = list(Skill.objects.filter(function=function).values_list("kind", "code"))
    asked = {code for kind, code in skills if kind == Competence.NEED}
    channels = Channel.objects.filter(function=function).order_by("kind", "pk")
    presence, people = _people(function, on)
    places = _places(function, on)
    named = {one.pk: (row.name, row.fictional) for one, row in people}
    return FunctionPage(
        row=_row(function, presence, named, len(places)),
        organisation_id=function.organisation.public_id,
        needs=tuple(need for need in needs() if need.code in asked),
        others=tuple((Competence(kind), code) for kind, code in skills if kind != Competence.NEED),
        people=tuple(row for _one, row in people),
        former=_former(function, on),
        places=places,
        channels=tuple(ChannelRow(one.kind, one.value, one.fictional) for one in channels),
        may_change=_keeps(viewer, function),
    )


def _keeps(viewer: Viewer, function: Function) -> bool:
    """Say of one row what `_kept_by` asks the database of many."""
    by_cooperation = function.cooperation_id in viewer.cooperations_as(Role.COORDINATOR)
    return by_cooperation or function.organisation_id in viewer.organisations_as(*KEEPERS)


def _people(function: Function, on: date) -> tuple[Presence, list[tuple[Any, PersonRow]]]:
    held = list(
        Holding.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), function=function)
        .select_related("person")
        .order_by("-place", "rank", "valid_from", "pk")
    )
    rows = Absence.objects.filter(person__in=[one.person_id for one in held], first_day__lte=on, last_day__gte=on)
    absences = [
        Away(person, first, last, Part(part))
        for person, first, last, part in rows.values_list("person_id", "first_day", "last_day", "part")
    ]
    found = presence([_held(one) for one in held], absences, on=on)
    away = {one.person for one in absences if one.part is Part.WHOLE}
    return found, [(one.person, _person_row(one, away=one.person_id in away)) for one in held]


MOST_FORMER = 10


def _former(function: Function, on: date) -> tuple[PersonRow, ...]:
    """Return who stood behind a function before, the latest first: whoever takes over, the one before is not gone."""
    rows = Holding.objects.filter(function=function, valid_to__lt=on).select_related("person")
    return tuple(_person_row(one, away=False) for one in rows.order_by("-valid_to", "-pk")[:MOST_FORMER])


def _held(one: Holding) -> Held:
    return Held(one.function_id, one.person_id, Place(one.place), one.rank, one.valid_from, one.valid_to)


def _person_row(one: Holding, *, away: bool) -> PersonRow:
    return PersonRow(
        seat=one.public_id,
        public_id=one.person.public_id,
        name=one.person.name,
        email=one.person.email,
        fictional=one.person.fictional,
        place=Place(one.place),
        rank=one.rank,
        capacity=one.capacity,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        away=away,
    )


def _places(function: Function, on: date) -> tuple[PlaceRow, ...]:
    known = municipalities()
    rows = (
        Coverage.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), function=function)
        .order_by("municipality", "valid_from")
        .values_list("municipality", "standing", "valid_from", "valid_to")
    )
    return tuple(
        PlaceRow(code, known[code].name if code in known else code, Standing(standing), first, last)
        for code, standing, first, last in rows
    )


def colleagues(viewer: Viewer, function: str, *, on: date) -> list[Choice]:
    """Return who could be seated behind a function the viewer keeps: the people with a seat in its organisation."""
    row = Function.objects.filter(_kept_by(viewer), public_id=function).select_related("organisation").first()
    if row is None:
        return []
    return colleagues_in(viewer, row.organisation.public_id, on=on)


def other_functions(viewer: Viewer, function: str, *, on: date) -> list[Choice]:
    """Return the functions a municipality could move to: those the viewer keeps, but the one it comes from."""
    rows = (
        Function.objects.filter(_kept_by(viewer), in_force(on))
        .exclude(public_id=function)
        .select_related("organisation", "cooperation")
        .order_by("cooperation__name", "organisation__name", "name", "pk")
    )
    return [Choice(row.public_id, f"{row.name}, {row.organisation.name}") for row in rows]


@dataclass(frozen=True, slots=True)
class Hole:
    """A need nobody answers for in a municipality on a day."""

    place: str
    need: NeedRow


def own_holes(viewer: Viewer, *, on: date) -> list[Hole]:
    """Return the holes in the municipalities that the viewer's cooperations have gone through; seven queries."""
    mapped = Mapping.objects.filter(in_force(on), cooperation__in=viewer.cooperation_ids)
    codes = sorted(set(mapped.values_list("municipality", flat=True)))
    names = {row.code: row for row in needs()}
    places = municipalities()
    return [
        Hole(places[code].name, names[need])
        for code, need in coverage_of(codes, on=on, vocabulary=tuple(names)).holes()
    ]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """An organisation in a cooperation: on which terms, since when, from which source, last verified when."""

    public_id: str
    name: str
    obligation: str
    valid_from: date
    source: str
    verified_on: date | None


def members(viewer: Viewer, cooperation: str, *, on: date) -> list[MemberRow]:
    """Return who takes part in a cooperation of the viewer's on a day, by name; one query."""
    rows = (
        Terms.objects.filter(
            in_force(on, "participation__"),
            participation__cooperation__public_id=cooperation,
            participation__cooperation__in=viewer.cooperation_ids,
        )
        .select_related("participation__organisation")
        .order_by("participation__organisation__name")
    )
    return [_member(row) for row in rows]


def _member(row: Terms) -> MemberRow:
    organisation: Any = row.participation.organisation
    return MemberRow(
        public_id=organisation.public_id,
        name=organisation.name,
        obligation=row.obligation,
        valid_from=row.participation.valid_from,
        source=row.source,
        verified_on=row.verified_on,
    )


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """A coming or present absence, for the person and those who keep the functions."""

    public_id: str
    person: str
    first_day: date
    last_day: date
    part: Part


def absences(viewer: Viewer, *, on: date) -> list[AbsenceRow]:
    """Return absences not yet over: the viewer's own, and those behind functions the viewer keeps; one query."""
    kept = Function.objects.filter(_kept_by(viewer)).values("pk")
    rows = (
        Absence.objects.filter(
            Q(person=viewer.user_id)
            | Q(pk__in=Absence.objects.filter(person__holdings__function__in=kept).values("pk")),
            last_day__gte=on,
        )
        .select_related("person")
        .order_by("first_day", "person__name", "pk")
    )
    return [AbsenceRow(row.public_id, row.person.name, row.first_day, row.last_day, Part(row.part)) for row in rows]


def may_report_for(viewer: Viewer, *, on: date) -> list[Choice]:
    """Return for whom the viewer may report absence: the viewer, then people behind functions the viewer keeps."""
    rows = (
        Holding.objects.filter(in_force(on), function__in=Function.objects.filter(_kept_by(viewer)))
        .exclude(person=viewer.user_id)
        .values_list("person__public_id", "person__name")
        .distinct()
        .order_by("person__name", "person__public_id")
    )
    return [Choice(viewer.public_id, viewer.name), *(Choice(*row) for row in rows)]
