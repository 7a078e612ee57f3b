"""Reads what the planner has said: to coordinators of their cooperation, to an adviser of the own questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from endorr.base.remembering import remembering
from endorr.base.tenancy.rules import Role, Viewer, public_query
from endorr.calendars.queries import pinned
from endorr.cases.queries.planning import cooperations_waiting
from endorr.directory.roster import names_of
from endorr.planning.models import Pause, Placing, Said, Trial
from endorr.planning.rules.assignment import Why
from endorr.planning.rules.staff import Code, unpack
from endorr.planning.rules.stress import Stress
from endorr.planning.rules.wishes import Wish
from endorr.worktime import Calendar


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """Where a question should go, and what is known of it without its words."""

    placing: str
    case: str
    number: str
    need: str
    municipality: str
    language: str
    act_by: datetime
    calendar: Calendar
    person: str
    function: str
    holder: str
    risk: float
    before: float
    why: Why
    runner_up: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What a coordinator has said of a question and a person."""

    public_id: str
    person: str
    wish: Wish


@dataclass(frozen=True, slots=True)
class PauseRow:
    """Days on which a person is given no new questions."""

    public_id: str
    person: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class CodeRow:
    """What the planner found of one who answers: who, in which function, and the first rule that speaks against."""

    key: str
    person: str
    function: str
    code: Code


@dataclass(frozen=True, slots=True)
class WhyPage:
    """Why a question should go where it should: the placing, every adviser's code, and what has been said."""

    row: PlacedRow
    cooperation_id: int
    codes: tuple[CodeRow, ...]
    said: tuple[SaidRow, ...]


@dataclass(frozen=True, slots=True)
class TrialRow:
    """A trial that was asked for; `outcome` is empty until it is done."""

    public_id: str
    stress: Stress
    asked_at: datetime
    done: bool
    outcome: Mapping[str, Any]


WHOLE = ("case__enquiry", "case__promise", "person", "function__organisation", "holder", "runner_up")


@public_query("row numbers for the worker")
def with_waiting() -> tuple[int, ...]:
    """Return the cooperations to plan: where a question waits, and where a placing still stands; two queries."""
    placed = Placing.objects.filter(ended_at__isnull=True).values_list("case__enquiry__cooperation", flat=True)
    return tuple(sorted({*cooperations_waiting(), *placed}))


def placed_in(viewer: Viewer, cooperation: str) -> tuple[PlacedRow, ...]:
    """Return where the questions of a cooperation one coordinates should go, by time; a query each calendar too."""
    rows = Placing.objects.filter(
        ended_at__isnull=True,
        case__enquiry__cooperation__public_id=cooperation,
        case__enquiry__cooperation__in=viewer.cooperations_as(Role.COORDINATOR),
    )
    return _placed(rows)


def asked_back(viewer: Viewer) -> tuple[PlacedRow, ...]:
    """Return the proposals to pull back a question that the viewer has not answered; a query each calendar too."""
    if viewer.user_id is None:
        return ()
    rows = Placing.objects.filter(ended_at__isnull=True, holder=viewer.user_id, why=Why.PULLED_BACK.value, answer="")
    return _placed(rows)


@dataclass(frozen=True, slots=True)
class PlacingBeside:
    """What stands of one question's placing, for whom: its coordinator, or the one who is asked to give it up."""

    person: str
    function: str
    before: float
    why: Why
    coordinated: bool
    asked_back: bool


def placing_beside(viewer: Viewer, case: str) -> PlacingBeside | None:
    """Return where a question should go, to its coordinator and to whoever is asked to give it up; one query."""
    may = Q(case__enquiry__cooperation__in=viewer.cooperations_as(Role.COORDINATOR))
    asked = Q(holder=viewer.user_id, why=Why.PULLED_BACK.value, answer="")
    rows = Placing.objects.filter(may | asked, case__public_id=case, ended_at__isnull=True)
    rows = rows.annotate(coordinated=may, asked_back=asked).select_related("person", "function__organisation")
    one = rows.order_by("-pk").first()
    if one is None:
        return None
    return PlacingBeside(
        person=one.person.name if one.person else "",
        function=_function(one),
        before=one.before,
        why=Why(one.why),
        coordinated=bool(one.coordinated),
        asked_back=bool(one.asked_back),
    )


def _function(one: Placing) -> str:
    return f"{one.function.name}, {one.function.organisation.name}" if one.function else ""


def _placed(rows: QuerySet[Placing]) -> tuple[PlacedRow, ...]:
    # Many promises rest on the same version of a calendar, and a version never changes.
    with remembering():
        return tuple(_row(one) for one in rows.select_related(*WHOLE).order_by("case__promise__act_by", "pk"))


def _row(one: Placing) -> PlacedRow:
    given = one.case.promise
    return PlacedRow(
        placing=one.public_id,
        case=one.case.public_id,
        number=one.case.number,
        need=one.case.need,
        municipality=one.case.enquiry.municipality,
        language=one.case.enquiry.language,
        act_by=given.act_by,
        calendar=pinned(given.calendar_id, given.calendar_version),
        person=one.person.name if one.person else "",
        function=_function(one),
        holder=one.holder.name if one.holder else "",
        risk=one.risk,
        before=one.before,
        why=Why(one.why),
        runner_up=one.runner_up.name if one.runner_up else "",
        at=one.at,
    )


def why_page(viewer: Viewer, case: str) -> WhyPage | None:
    """Return why a question should go where it should, from what was stored; None for others'; five queries."""
    rows = Placing.objects.filter(
        case__public_id=case, case__enquiry__cooperation__in=viewer.cooperations_as(Role.COORDINATOR)
    )
    one = rows.select_related(*WHOLE, "line").order_by("-at", "-pk").first()
    if one is None:
        return None
    said = Said.objects.filter(case=one.case_id, ended_at__isnull=True).select_related("person").order_by("pk")
    return WhyPage(
        row=_row(one),
        cooperation_id=one.case.enquiry.cooperation_id,
        codes=_codes(one),
        said=tuple(SaidRow(row.public_id, row.person.name, Wish(row.wish)) for row in said),
    )


def _codes(one: Placing) -> tuple[CodeRow, ...]:
    keys = [key.partition(":") for key in one.line.advisers]
    names = names_of((function for _, _, function in keys), (person for person, _, _ in keys))
    found = [
        CodeRow(person, names.get(person, ""), names.get(function, ""), Code(int(code)))
        for (person, _, function), code in zip(keys, unpack(bytes(one.codes)), strict=True)
    ]
    return tuple(sorted(found, key=lambda row: (row.code, row.function, row.person)))


def pauses_in(viewer: Viewer, cooperation: str, *, on: date) -> tuple[PauseRow, ...]:
    """Return the pauses that hold or will hold in a cooperation the viewer coordinates; one query."""
    rows = Pause.objects.filter(
        cooperation__public_id=cooperation,
        cooperation__in=viewer.cooperations_as(Role.COORDINATOR),
        ended_at__isnull=True,
        last_day__gte=on,
    )
    return tuple(
        PauseRow(one.public_id, one.person.name, one.first_day, one.last_day)
        for one in rows.select_related("person").order_by("first_day", "pk")
    )


def trials_in(viewer: Viewer, cooperation: str, *, limit: int = 20) -> tuple[TrialRow, ...]:
    """Return the latest trials of a cooperation the viewer coordinates; one query."""
    rows = Trial.objects.filter(
        cooperation__public_id=cooperation, cooperation__in=viewer.cooperations_as(Role.COORDINATOR)
    )
    return tuple(_trial(one) for one in rows.order_by("-asked_at", "-pk")[:limit])


def trial_by_id(viewer: Viewer, public_id: str) -> TrialRow | None:
    """Return one trial of a cooperation the viewer coordinates; one query."""
    own = Trial.objects.filter(cooperation__in=viewer.cooperations_as(Role.COORDINATOR))
    row = own.filter(public_id=public_id).first()
    return _trial(row) if row else None


def _trial(one: Trial) -> TrialRow:
    return TrialRow(one.public_id, Stress(one.stress), one.asked_at, one.done_at is not None, one.outcome)


def may_take_back(viewer: Viewer, said: str) -> bool:
    """Say whether something said of a question is at a door the viewer coordinates; one query."""
    own = viewer.cooperations_as(Role.COORDINATOR)
    return Said.objects.filter(public_id=said, case__enquiry__cooperation__in=own).exists()


def may_resume(viewer: Viewer, pause: str) -> bool:
    """Say whether a pause is at a door the viewer coordinates; one query."""
    own = viewer.cooperations_as(Role.COORDINATOR)
    return Pause.objects.filter(public_id=pause, cooperation__in=own).exists()


def may_answer(viewer: Viewer, placing: str) -> bool:
    """Say whether a proposal is about a question at one of the viewer's doors; one query."""
    return Placing.objects.filter(public_id=placing, case__enquiry__cooperation__in=viewer.cooperation_ids).exists()
