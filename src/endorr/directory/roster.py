"""Reads everybody who answers in a cooperation: function, person, competence, coverage and absences, for a planner."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from endorr.base.tenancy.rules import public_query
from endorr.directory.models import Absence, Coverage, Function, Holding, Skill
from endorr.directory.queries import in_force
from endorr.directory.rules import Competence, Part, Place


@dataclass(frozen=True, slots=True)
class AnswererRow:
    """A person behind a function on a day; row numbers are for other rooms' keys.

    An empty set of languages or markets means that none was named: every one is taken.
    """

    function_id: int
    function: str
    function_name: str
    person_id: int
    person: str
    name: str
    place: Place
    capacity: int | None
    organisation_id: int
    organisation: str
    needs: frozenset[str]
    languages: frozenset[str]
    markets: frozenset[str]
    municipalities: frozenset[str]
    desk: bool


@dataclass(frozen=True, slots=True)
class AwayRow:
    """Days on which a person is away, the last included."""

    person_id: int
    first_day: date
    last_day: date
    part: Part


@public_query("who answers is for the planner; its pages show it to the cooperation's own people only")
def answerers_in(cooperation_id: int, *, on: date) -> tuple[AnswererRow, ...]:
    """Return everybody behind the functions that serve a cooperation on a day, by function and rank; four queries.

    Those are its own functions, and those of its members that serve no cooperation in particular.
    """
    member = Q(
        cooperation__isnull=True,
        organisation__participations__cooperation=cooperation_id,
        organisation__participations__valid_from__lte=on,
        organisation__participations__ended_at__isnull=True,
    ) & (Q(organisation__participations__valid_to__isnull=True) | Q(organisation__participations__valid_to__gte=on))
    rows = Function.objects.filter(in_force(on)).filter(Q(cooperation=cooperation_id) | member)
    functions = {one.pk: one for one in rows.select_related("organisation").distinct()}
    skills = _skills(functions)
    covered: dict[int, set[str]] = defaultdict(set)
    here = Coverage.objects.filter(in_force(on), function__in=functions)
    for function, municipality in here.values_list("function_id", "municipality"):
        covered[function].add(municipality)
    held = Holding.objects.filter(in_force(on), function__in=functions).select_related("person")
    return tuple(
        _row(functions[one.function_id], one, skills[one.function_id], frozenset(covered[one.function_id]))
        for one in held.order_by("function_id", "place", "rank", "pk")
    )


def _skills(functions: Iterable[int]) -> dict[int, dict[str, set[str]]]:
    found: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for function, kind, code in Skill.objects.filter(function__in=functions).values_list("function_id", "kind", "code"):
        found[function][kind].add(code)
    return found


def _row(function: Function, held: Holding, skills: dict[str, set[str]], municipalities: frozenset[str]) -> AnswererRow:
    return AnswererRow(
        function_id=function.pk,
        function=function.public_id,
        function_name=function.name,
        person_id=held.person_id,
        person=held.person.public_id,
        name=held.person.name,
        place=Place(held.place),
        capacity=held.capacity,
        organisation_id=function.organisation_id,
        organisation=function.organisation.name,
        needs=frozenset(skills[Competence.NEED]),
        languages=frozenset(skills[Competence.LANGUAGE]),
        markets=frozenset(skills[Competence.MARKET]),
        municipalities=municipalities,
        desk=function.desk,
    )


@public_query("who is away is for the planner; its pages show it to the cooperation's own people only")
def absences_of(people: Iterable[int], *, first: date, last: date) -> tuple[AwayRow, ...]:
    """Return the absences of some people that touch a span of days; one query."""
    rows = Absence.objects.filter(person__in=set(people), first_day__lte=last, last_day__gte=first)
    return tuple(
        AwayRow(one.person_id, one.first_day, one.last_day, Part(one.part)) for one in rows.order_by("person_id", "pk")
    )


@public_query("names for the planner's pages, which only the cooperation's own people see")
def names_of(functions: Iterable[str], people: Iterable[str]) -> dict[str, str]:
    """Return the names of functions, with their organisation, and of people, by public id; two queries."""
    rows = Function.objects.filter(public_id__in=set(functions)).select_related("organisation")
    named = {one.public_id: f"{one.name}, {one.organisation.name}" for one in rows}
    held = Holding.objects.filter(person__public_id__in=set(people)).values_list("person__public_id", "person__name")
    return {**named, **dict(held)}


@dataclass(frozen=True, slots=True, eq=False)
class Chances:
    """Everybody who answers anywhere on a day, one row a holding, and what each question of fitness says of them.

    A language or market that a function has not named counts as spoken and known: what is not said never excludes.
    """

    functions: NDArray[np.int64]
    people: NDArray[np.int64]
    holds: NDArray[np.bool_]
    does: NDArray[np.bool_]
    covers: NDArray[np.bool_]
    speaks: NDArray[np.bool_]
    knows: NDArray[np.bool_]
    present: NDArray[np.bool_]


@public_query("who answers is for the planner; its pages show it to the cooperation's own people only")
def chances(need: str, municipality: str, language: str, market: str, *, on: date) -> Chances:
    """Return everybody who answers anywhere, against one question; six queries, whatever the number of functions."""
    held = Holding.objects.filter(in_force(on), function__in=Function.objects.filter(in_force(on)).values("pk"))
    rows = held.order_by("function_id", "place", "rank", "pk").values_list("function_id", "person_id", "place")
    functions, people, places = zip(*rows, strict=True) if rows else ((), (), ())
    columns = np.array(functions, dtype=np.int64), np.array(people, dtype=np.int64)
    here = Coverage.objects.filter(in_force(on), municipality=municipality)
    away = Absence.objects.filter(first_day__lte=on, last_day__gte=on, part=Part.WHOLE)
    everybody = np.ones(len(functions), dtype=np.bool_)
    return Chances(
        functions=columns[0],
        people=columns[1],
        holds=np.array([place == Place.HOLDER for place in places], dtype=np.bool_),
        does=everybody if not need else np.isin(columns[0], _able(Competence.NEED, need)),
        covers=np.isin(columns[0], _numbers(here.values_list("function_id", flat=True))),
        speaks=_takes(columns[0], Competence.LANGUAGE, language),
        knows=everybody if not market else _takes(columns[0], Competence.MARKET, market),
        present=~np.isin(columns[1], _numbers(away.values_list("person_id", flat=True))),
    )


def _numbers(rows: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(rows, dtype=np.int64)


def _able(kind: Competence, code: str) -> NDArray[np.int64]:
    return _numbers(Skill.objects.filter(kind=kind, code=code).values_list("function_id", flat=True))


def _takes(functions: NDArray[np.int64], kind: Competence, code: str) -> NDArray[np.bool_]:
    """Say which functions take a language or market: those that name it, and those that name none of the kind."""
    named = list(Skill.objects.filter(kind=kind).values_list("function_id", "code"))
    some = _numbers(function for function, _ in named)
    this = _numbers(function for function, told in named if told == code)
    return np.isin(functions, this) | ~np.isin(functions, some)


@public_query("names for the planner's pages, which only the cooperation's own people see")
def functions_named(numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return the names of some functions and of their organisations, by row number; one query."""
    rows = Function.objects.filter(pk__in=list(numbers)).select_related("organisation")
    return {one.pk: (one.name, one.organisation.name) for one in rows}
