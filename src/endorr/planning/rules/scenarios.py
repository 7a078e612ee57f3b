"""What a simulation is run on: a staff, its absences and the questions that come, drawn from a stated seed.

The standard staff is twelve advisers with eight skills who speak Swedish, English and some German, 12 % away: the one
on which policies have been compared before. A described staff of one's own goes in as the same values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from endorr import worktime
from endorr.planning.rules.roster import Away
from endorr.planning.rules.staff import Adviser, Question
from endorr.worktime import Calendar, batch

SKILLS = ("market", "customs", "finance", "rules", "people", "digital", "protection", "cheque")
COUNTIES = ("24", "25", "22")

HOURS_OF_DAY = np.array(
    [0.3, 0.2, 0.1, 0.1, 0.2, 0.5, 1.5, 4, 8, 10, 10, 8, 6, 9, 10, 9, 6, 4, 3, 3, 3, 2.5, 1.5, 0.8], dtype=np.float64
)
"""How questions spread over the day, local time: most in office hours, some in the evening."""

WEEKEND_SHARE = 0.25
"""Questions a Saturday or Sunday gets, against a working day."""


@dataclass(frozen=True, slots=True)
class Demand:
    """The questions that come: how many a working day, and of which kinds (shares are normalised).

    surge   extra factor by date: a minister's visit, a campaign
    effort  mean and spread (standard deviation as a share) of the office time one question takes, in seconds
    """

    a_day: float
    skills: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(SKILLS, 1.0))
    languages: Mapping[str, float] = field(default_factory=lambda: {"sv": 0.78, "en": 0.16, "de": 0.06})
    places: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(COUNTIES, 1.0))
    surge: Mapping[date, float] = field(default_factory=dict)
    effort: float = 75 * 60.0
    spread: float = 0.6
    returning: float = 0.2


@dataclass(frozen=True, slots=True)
class Scenario:
    """A period to be simulated; `known` absences are in the plan, `sudden` ones are learnt the morning they begin."""

    name: str
    calendar: Calendar
    first_day: date
    days: int
    staff: Sequence[Adviser]
    known: Sequence[Away]
    sudden: Sequence[Away]
    questions: Sequence[Question]
    efforts: Sequence[int]
    seed: int


def standard_staff(people: int = 12) -> list[Adviser]:
    """Return the standard staff, scaled: four of eight skills each, every third speaks German, five in six English.

    Those who speak German cover all three counties, the others two; so no combination is without somebody, and a need
    in German has two who can take it.
    """
    staff = []
    for number in range(people):
        first = (number // 3) * 4 if number % 3 == 0 else number * 3
        own = [SKILLS[(first + step) % len(SKILLS)] for step in ((0, 1, 2, 3) if number % 3 == 0 else (0, 1, 3, 6))]
        grades = {skill: 3 - (place > 1) - (place > 2) for place, skill in enumerate(own)}
        tongues = {"sv"} | ({"en"} if number % 6 != 5 else set()) | ({"de"} if number % 3 == 0 else set())
        home = number % len(COUNTIES)
        places = (
            COUNTIES if number % 3 == 0 else (COUNTIES[home], COUNTIES[(home + 1 + number // 3 % 2) % len(COUNTIES)])
        )
        staff.append(Adviser(f"a{number:02}", grades, frozenset(tongues), frozenset(places)))
    return staff


def draw(
    name: str,
    staff: Sequence[Adviser],
    demand: Demand,
    *,
    seed: int,
    first_day: date,
    days: int,
    calendar: Calendar,
    away: float = 0.12,
) -> Scenario:
    """Return a scenario drawn from a seed: the same seed gives the same questions and absences."""
    dice = np.random.default_rng(seed)
    known, sudden = _absences(dice, len(staff), first_day, days, away)
    questions, efforts = _questions(dice, demand, first_day, days, calendar)
    return Scenario(name, calendar, first_day, days, staff, known, sudden, questions, efforts, seed)


def _absences(
    dice: np.random.Generator, people: int, first_day: date, days: int, share: float
) -> tuple[list[Away], list[Away]]:
    """Return planned and sudden absences, half each of the share of days; planned ones are longer."""
    planned = [
        one for person in range(people) for one in _spells(dice, person, first_day, days, share=share / 2, length=7.0)
    ]
    sudden = [
        one for person in range(people) for one in _spells(dice, person, first_day, days, share=share / 2, length=2.5)
    ]
    return planned, sudden


def _spells(
    dice: np.random.Generator, person: int, first_day: date, days: int, *, share: float, length: float
) -> list[Away]:
    spells, day = [], 0
    gap = length * (1 - share) / share if share else np.inf
    while share:
        day += int(dice.exponential(gap)) + 1
        if day >= days:
            break
        lasts = int(dice.geometric(1 / length))
        spells.append(Away(person, first_day + timedelta(days=day), first_day + timedelta(days=day + lasts - 1)))
        day += lasts
    return spells


def _questions(
    dice: np.random.Generator, demand: Demand, first_day: date, days: int, calendar: Calendar
) -> tuple[list[Question], list[int]]:
    received = _arrivals(dice, demand, first_day, days, calendar)
    promised = batch.promises(np.array(received, dtype="datetime64[s]"), calendar)
    count = len(received)
    skills, languages, places = (
        _drawn(dice, shares, count) for shares in (demand.skills, demand.languages, demand.places)
    )
    companies = dice.integers(0, max(1, int(count * (1 - demand.returning))), count)
    sigma = np.sqrt(np.log1p(demand.spread**2))
    efforts = np.exp(dice.normal(np.log(demand.effort) - sigma**2 / 2, sigma, count)).astype(np.int64)
    act_by = promised.act_by.astype(np.int64)
    questions = [
        Question(f"q{number}", skills[number], places[number], received[number], int(act_by[number]),
                 languages[number], company=f"c{companies[number]}")
        for number in range(count)
    ]  # fmt: skip
    return questions, [max(300, int(one)) for one in efforts]


def _drawn(dice: np.random.Generator, shares: Mapping[str, float], count: int) -> list[str]:
    names, weights = list(shares), np.array(list(shares.values()), dtype=np.float64)
    return [names[place] for place in dice.choice(len(names), size=count, p=weights / weights.sum())]


def _arrivals(dice: np.random.Generator, demand: Demand, first_day: date, days: int, calendar: Calendar) -> list[int]:
    hours = HOURS_OF_DAY / HOURS_OF_DAY.sum()
    moments = []
    for number in range(days):
        day = first_day + timedelta(days=number)
        usual = demand.a_day * (1.0 if calendar.is_working_day(day) else WEEKEND_SHARE)
        midnight = worktime.from_wall_clock(datetime.combine(day, time()), calendar).astimezone(UTC).timestamp()
        count = dice.poisson(usual * demand.surge.get(day, 1.0))
        within = dice.choice(24, size=count, p=hours) * 3600 + dice.integers(0, 3600, size=count)
        moments += [int(midnight) + int(second) for second in within]
    return sorted(moments)


def without(scenario: Scenario, organisation: str) -> Scenario:
    """Return the scenario with everybody of one organisation silent from the first day to the last."""
    last = scenario.first_day + timedelta(days=scenario.days)
    silent = [
        Away(number, scenario.first_day, last)
        for number, one in enumerate(scenario.staff)
        if one.organisation == organisation
    ]
    return replace(scenario, known=[*scenario.known, *silent])
