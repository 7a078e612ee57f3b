"""Describes a cooperation for a trial: its own staff, and the questions as they have come the last sixty days."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from endorr.base.clock import local_date
from endorr.base.tenancy.rules import public_query
from endorr.calendars.queries import calendar_of
from endorr.cases.queries.planning import arrived_since
from endorr.directory.roster import answerers_in
from endorr.planning.gathering import adviser
from endorr.planning.rules.scenarios import Demand
from endorr.planning.rules.staff import ANYTHING, Adviser
from endorr.worktime import Calendar

LOOKS_BACK = 60
TOO_FEW = 20
"""With fewer questions than this behind it, a mix of needs says more about chance than about the county."""


@dataclass(frozen=True, slots=True)
class Described:
    """A cooperation as a trial sees it; `counted` questions stand behind the demand."""

    staff: tuple[Adviser, ...]
    demand: Demand
    calendar: Calendar
    first_day: date
    counted: int


@public_query("what a trial runs on; its pages show it to the cooperation's own people only")
def described(cooperation_id: int, now: datetime, *, a_day: float | None = None) -> Described:
    """Return a cooperation as a trial sees it: a person with two functions answers once, with the skills of both."""
    today, calendar = local_date(now), calendar_of(cooperation_id)
    staff = _people(adviser(row) for row in answerers_in(cooperation_id, on=today))
    rows = arrived_since(cooperation_id, now - timedelta(days=LOOKS_BACK))
    days = sum(calendar.is_working_day(today - timedelta(days=back)) for back in range(1, LOOKS_BACK + 1))
    needs = sorted({need for one in staff for need in one.grades} - {ANYTHING})
    places = sorted({place for one in staff for place in one.places})
    few = len(rows) < TOO_FEW
    demand = Demand(
        a_day=a_day or max(len(rows) / max(days, 1), 0.5),
        skills=_shares((row.need for row in rows if row.need in needs), needs, few=few),
        languages=_shares((row.language for row in rows), ["sv", "en"], few=few),
        places=_shares((row.municipality for row in rows), places or [""], few=few),
    )
    return Described(staff, demand, calendar, today + timedelta(days=1), len(rows))


def _people(rows: Iterable[Adviser]) -> tuple[Adviser, ...]:
    found: dict[str, Adviser] = {}
    for row in rows:
        person = row.key.partition(":")[0]
        before = found.get(person)
        if before is None:
            found[person] = replace(row, key=person, capacity=None)
            continue
        both = {*row.grades, *before.grades}
        grades = {need: max(row.grades.get(need, 0), before.grades.get(need, 0)) for need in both}
        found[person] = Adviser(
            person,
            grades,
            _either(before.languages, row.languages),
            _either(before.places, row.places),
            _either(before.markets, row.markets),
            organisation=before.organisation,
        )
    return tuple(found.values())


def _either(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Both sets together; an empty one means that everything is taken, and so does the sum."""
    return one | other if one and other else frozenset()


def _shares(values: Iterable[str], else_evenly: Iterable[str], *, few: bool) -> Mapping[str, float]:
    counts = Counter(values)
    if few or not counts:
        return dict.fromkeys(else_evenly, 1.0) or {"": 1.0}
    return {name: float(count) for name, count in sorted(counts.items())}
