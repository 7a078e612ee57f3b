"""The questions a coordinator asks of a simulation: "can we keep the promise in July, with one silent?"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from endorr.planning.rules.roster import Away
from endorr.planning.rules.scenarios import Demand, Scenario, draw
from endorr.planning.rules.staff import Adviser
from endorr.worktime import Calendar


class Stress(StrEnum):
    """What is tried on a staff."""

    NORMAL = "normal"
    MORE_QUESTIONS = "more_questions"  # half as many again
    VISIT = "visit"  # a minister's visit: five times as many for two days, every fourth week
    MANY_AWAY = "many_away"  # three in ten away
    JULY = "july"  # half the staff on holiday for four weeks, half the questions
    ONE_SPEAKER = "one_speaker"  # only one is left who speaks the rarest language
    SILENT = "silent"  # the largest organisation but one takes nothing


MORE, VISIT, JULY_DEMAND, MANY, USUAL = 1.5, 5.0, 0.5, 0.30, 0.12


def tried(
    stress: Stress,
    staff: Sequence[Adviser],
    demand: Demand,
    *,
    seed: int,
    first_day: date,
    days: int,
    calendar: Calendar,
    away: float = USUAL,
) -> Scenario:
    """Return the scenario that a stress makes of a staff and its demand, drawn from a seed."""
    if stress is Stress.MORE_QUESTIONS:
        demand = replace(demand, a_day=demand.a_day * MORE)
    elif stress is Stress.VISIT:
        demand = replace(demand, surge=_visits(first_day, days))
    elif stress is Stress.JULY:
        demand = replace(demand, a_day=demand.a_day * JULY_DEMAND)
    elif stress is Stress.ONE_SPEAKER:
        staff = _one_speaker(staff)
    elif stress is Stress.SILENT:
        staff = _without_largest_partner(staff)
    share = MANY if stress is Stress.MANY_AWAY else away
    scenario = draw(
        stress.value, staff, demand, seed=seed, first_day=first_day, days=days, calendar=calendar, away=share
    )
    return (
        replace(scenario, known=[*scenario.known, *_holidays(len(staff), first_day, days)])
        if stress is Stress.JULY
        else scenario
    )


def _visits(first_day: date, days: int) -> dict[date, float]:
    return {
        first_day + timedelta(days=start + step): VISIT
        for start in range(8, days, 28)
        for step in (0, 1)
        if start + step < days
    }


def _holidays(people: int, first_day: date, days: int) -> list[Away]:
    """Four weeks each: every other person in the first half of the period, the rest in the second."""
    middle = first_day + timedelta(days=days // 2)
    starts = (first_day, middle)
    return [Away(person, starts[person % 2], starts[person % 2] + timedelta(days=27)) for person in range(people)]


def _one_speaker(staff: Sequence[Adviser]) -> list[Adviser]:
    counts = {tongue: sum(tongue in one.languages for one in staff) for one in staff for tongue in one.languages}
    spoken = {tongue: count for tongue, count in counts.items() if count > 1}
    if not spoken:
        return list(staff)
    rarest = min(spoken, key=lambda tongue: (spoken[tongue], tongue))
    kept = next(number for number, one in enumerate(staff) if rarest in one.languages)
    return [
        one if number == kept else replace(one, languages=one.languages - {rarest}) for number, one in enumerate(staff)
    ]


def _without_largest_partner(staff: Sequence[Adviser]) -> list[Adviser]:
    sizes: dict[str, int] = {}
    for one in staff:
        sizes[one.organisation] = sizes.get(one.organisation, 0) + 1
    ranked = sorted(sizes, key=lambda name: (-sizes[name], name))
    if len(ranked) < 2:
        return list(staff)
    return [one for one in staff if one.organisation != ranked[1]]
