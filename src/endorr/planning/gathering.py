"""Gathers what an assignment needs from the rooms below, as the plain values the rules work on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from endorr.base.clock import local_date
from endorr.base.tenancy.queries import coordinated_id
from endorr.base.tenancy.rules import Viewer, public_query
from endorr.calendars.queries import calendar_of
from endorr.cases.queries.planning import WaitingRow, carried_since, open_by_person, waiting_in
from endorr.directory.roster import AnswererRow, absences_of, answerers_in
from endorr.directory.rules import Place
from endorr.planning.models import Pause, Said
from endorr.planning.rules.assignment import DEFAULT, NOBODY, Desks, Flags, Floats, Pool
from endorr.planning.rules.roster import Away, Half, Hours, Roster
from endorr.planning.rules.staff import ANYTHING, Adviser, Code, Codes, Question, Staff
from endorr.planning.rules.wishes import Wish

LOOKS_AHEAD = 21
"""Days of office hours an assignment sees; a promise is a working day, Christmas included."""

CARRIED = timedelta(days=60)
HOLDER_GRADE, DEPUTY_GRADE, DESK_GRADE = 3, 2, 1


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """A cooperation as an assignment sees it: the questions, those who answer, and one row of codes a question."""

    rows: Sequence[WaitingRow]
    people: Sequence[AnswererRow]
    staff: Staff
    codes: Sequence[Codes]
    pool: Pool
    desks: Desks


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The rows as they were read, and as the rules see them."""

    rows: Sequence[WaitingRow]
    questions: Sequence[Question]
    people: Sequence[AnswererRow]
    staff: Staff


def key_of(row: AnswererRow) -> str:
    """Return the key of a person in a function: both public ids."""
    return f"{row.person}:{row.function}"


def adviser(row: AnswererRow) -> Adviser:
    """Return somebody who answers as the rules see them; the desk takes every need, for it takes what nobody does."""
    grade = HOLDER_GRADE if row.place is Place.HOLDER else DEPUTY_GRADE
    grades = {**({ANYTHING: DESK_GRADE} if row.desk else {}), **dict.fromkeys(row.needs, grade)}
    return Adviser(
        key=key_of(row),
        grades=grades,
        languages=row.languages,
        places=row.municipalities,
        markets=row.markets,
        capacity=row.capacity,
        organisation=str(row.organisation_id),
    )


@public_query("what the planner works on; its pages show it to the cooperation's own people only")
def gather(cooperation_id: int, now: datetime) -> Gathered:
    """Return a cooperation as an assignment sees it at an instant; twelve queries."""
    today = local_date(now)
    people = answerers_in(cooperation_id, on=today)
    rows = waiting_in(cooperation_id)
    unbegun = [row for row in rows if not row.begun]
    staff = Staff([adviser(row) for row in people])
    roster = _roster(cooperation_id, people, now)
    paused = _paused(cooperation_id, people, now)
    said = _said(unbegun)
    loads = open_by_person(cooperation_id)
    room = staff.capacity - np.array([loads.get(one.person_id, 0) for one in people], dtype=np.float64)
    questions = [_question(row, people, said.get(row.case_id, ())) for row in unbegun]
    office = _office_time(roster, questions, now)
    codes = [
        staff.codes(question, in_time=office[place] > 0, full=room <= 0, paused=paused)
        for place, question in enumerate(questions)
    ]
    fits = np.array([one == Code.FITS for one in codes], dtype=np.bool_).reshape(office.shape)
    pool = _pool(Seen(unbegun, questions, people, staff), fits, office, now)
    return Gathered(unbegun, people, staff, codes, pool, _desks(cooperation_id, rows, people, room, now))


def _roster(cooperation_id: int, people: Sequence[AnswererRow], now: datetime) -> Roster:
    first = local_date(now)
    last = first + timedelta(days=LOOKS_AHEAD)
    hours = Hours.of(calendar_of(cooperation_id), first, LOOKS_AHEAD)
    columns: dict[int, list[int]] = {}
    for place, one in enumerate(people):
        columns.setdefault(one.person_id, []).append(place)
    away = [
        Away(column, absence.first_day, absence.last_day, Half(absence.part.value))
        for absence in absences_of(columns, first=first, last=last)
        for column in columns[absence.person_id]
    ]
    return Roster(hours, len(people), away)


def _paused(cooperation_id: int, people: Sequence[AnswererRow], now: datetime) -> frozenset[str]:
    today = local_date(now)
    rows = Pause.objects.filter(
        cooperation=cooperation_id, ended_at__isnull=True, first_day__lte=today, last_day__gte=today
    )
    paused = set(rows.values_list("person_id", flat=True))
    return frozenset(key_of(one) for one in people if one.person_id in paused)


def _said(rows: Sequence[WaitingRow]) -> dict[int, list[Said]]:
    found: dict[int, list[Said]] = {}
    for one in Said.objects.filter(case__in=[row.case_id for row in rows], ended_at__isnull=True):
        found.setdefault(one.case_id, []).append(one)
    return found


def _question(row: WaitingRow, people: Sequence[AnswererRow], said: Sequence[Said]) -> Question:
    excluded = {one.person_id for one in said if one.wish == Wish.EXCLUDE.value}
    pinned = {one.person_id for one in said if one.wish == Wish.PIN.value}
    return Question(
        key=row.public_id,
        need=row.need,
        place=row.municipality,
        received=int(row.received.timestamp()),
        act_by=int(row.act_by.timestamp()),
        language=row.language,
        excluded=frozenset(key_of(one) for one in people if one.person_id in excluded),
        open_to=None if row.open_to is None else frozenset(map(str, row.open_to)),
        pinned=next((key_of(one) for one in people if one.person_id in pinned), ""),
    )


def _office_time(roster: Roster, questions: Sequence[Question], now: datetime) -> Floats:
    act_by = np.array([one.act_by for one in questions], dtype=np.int64)
    ahead: Floats = (roster.worked_at(act_by) - roster.worked(int(now.timestamp()))).astype(np.float64)
    return ahead.reshape(len(questions), len(roster.at_work))


def _pool(seen: Seen, fits: Flags, office: Floats, now: datetime) -> Pool:
    number = {key_of(one): place for place, one in enumerate(seen.people)}
    first = {one.person_id: place for place, one in reversed(list(enumerate(seen.people)))}
    grades = np.array([seen.staff.grades(one.need) for one in seen.questions], dtype=np.float64)
    return Pool(
        fits=fits,
        time=office,
        grades=grades.reshape(fits.shape),
        holder=np.array([first.get(row.holder_id or 0, NOBODY) for row in seen.rows], dtype=np.int64),
        waited=np.array([(now - row.received).total_seconds() / 3 for row in seen.rows]),
        knows=_knows(seen.rows, seen.people),
        pinned=np.array([number.get(one.pinned, NOBODY) for one in seen.questions], dtype=np.int64),
    )


def _knows(rows: Sequence[WaitingRow], people: Sequence[AnswererRow]) -> Flags:
    known = [[one.person_id in row.knows for one in people] for row in rows]
    return np.array(known, dtype=np.bool_).reshape(len(rows), len(people))


def _desks(
    cooperation_id: int, rows: Sequence[WaitingRow], people: Sequence[AnswererRow], room: Floats, now: datetime
) -> Desks:
    begun: dict[int, int] = {}
    for row in rows:
        if row.begun and row.holder_id:
            begun[row.holder_id] = begun.get(row.holder_id, 0) + 1
    carried = carried_since(cooperation_id, now - CARRIED)
    shares = np.array([carried.get(one.person_id, 0) for one in people], dtype=np.float64)
    mean = max(float(shares.mean()) if len(shares) else 0.0, 1.0)
    busy = np.array([begun.get(one.person_id, 0) for one in people], dtype=np.float64) * DEFAULT.effort / 2
    return Desks(busy, shares / mean, np.maximum(room, 0.0))


def people_in(viewer: Viewer, cooperation: str, *, on: date) -> tuple[AnswererRow, ...]:
    """Return everybody who answers in a cooperation the viewer coordinates, once each, by name; five queries."""
    found = coordinated_id(viewer, cooperation)
    rows = answerers_in(found, on=on) if found else ()
    return tuple(sorted({one.person_id: one for one in rows}.values(), key=lambda one: one.name))
