"""Makes up what companies ask and how it goes, the same every time; no clock, no database.

The companies do not exist, say so in their names and have no numbers. Their telephones are of the series for fiction.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import cache
from math import exp
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from endorr import worktime
from endorr.cases.rules import Channel, Sharing
from endorr.core.municipalities import in_county
from endorr.directory.demo.cast import FIRST, LAST, STAFFED, phone

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SEED = 20161118
DAYS, MANY = 60, 600
OPENS, CLOSES = time(8), time(17)

# How much each county asks; those the programme's own texts speak of ask the most.
WEIGHTS = {"24": 20, "14": 15, "25": 12, "20": 11, "19": 11, "13": 9, "12": 8, "05": 5, "07": 4, "17": 5}
HOURS = [1, 1, 0, 0, 1, 2, 4, 8, 14, 18, 16, 14, 9, 15, 16, 14, 12, 7, 4, 4, 5, 5, 4, 2]
_MADE_OF = (
    "Björk", "Fjäll", "Norrsken", "Havs", "Ljung", "Ren", "Sten", "Kvist", "Lingon", "Älv", "Kust", "Myr", "Tall",
    "Silver", "Vinter", "Sol", "Ängs", "Bruks", "Fors", "Skär", "Gran", "Hjortron", "Rim", "Is", "Vall",
)  # fmt: skip
_DOES = (
    "teknik", "verken", "produkter", "design", "system", "mekanik", "livs", "trä", "textil", "automation", "kemi",
    "glas", "data", "energi", "bygg", "verktyg", "möbler", "instrument", "plast", "metall",
)  # fmt: skip


class Fate(StrEnum):
    """How a question goes."""

    KEPT = "kept"
    MISSED = "missed"
    BY_ATTEMPT = "by_attempt"
    UNREACHABLE = "unreachable"
    WITHDRAWN = "withdrawn"
    WAITING = "waiting"


# Out of a hundred.
FATES = {Fate.KEPT: 92, Fate.MISSED: 4, Fate.BY_ATTEMPT: 1, Fate.UNREACHABLE: 2, Fate.WITHDRAWN: 1}


@dataclass(frozen=True, slots=True)
class Question:
    """What a company writes, what it is about, and in which language."""

    need: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Plot:
    """One question and how it goes. Times that lie ahead of the demo's clock simply do not happen yet."""

    at: datetime
    due: datetime
    county: str
    municipality: str
    question: Question
    sharing: Sharing
    channel: Channel
    company: str
    name: str
    email: str
    phone: str
    good_times: str
    fate: Fate
    taken: datetime
    sought: tuple[datetime, ...]
    contact: datetime
    writes: bool
    confirmed: datetime | None
    right_person: bool
    closed: datetime | None
    helped: bool
    by_company: bool
    grade: int | None
    luck: int


@cache
def questions() -> tuple[Question, ...]:
    """Return what companies ask in the demo."""
    with Path(__file__).with_name("questions.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Question(row["need"], row["language"], row["text"]) for row in csv.DictReader(file))


def later(now: datetime, *, many: int, within: timedelta) -> list[Plot]:
    """Return a few questions of the last days up to an instant, oldest first, for a demo that is wound far forward."""
    luck = Random(now.date().toordinal())  # noqa: S311
    made = [_plot(luck, _asked_at(luck, now, within), luck.randrange(len(questions()))) for _ in range(many)]
    return sorted(made, key=lambda one: one.at)


def plots(now: datetime, *, many: int = MANY) -> list[Plot]:
    """Return two months of questions up to an instant, oldest first: the same ones for the same instant."""
    luck = Random(SEED)  # noqa: S311 - the same luck every time is the point
    made = [_plot(luck, _asked_at(luck, now, timedelta(days=DAYS)), number) for number in range(many)]
    made += list(_today(luck, now, many))
    return sorted((one for one in made if one.at <= now), key=lambda one: one.at)


def _asked_at(luck: Random, now: datetime, within: timedelta) -> datetime:
    while True:
        day = now.astimezone(STOCKHOLM) - within * luck.random()
        if day.weekday() < 5 or luck.random() < 0.3:
            break
    hour = luck.choices(range(24), HOURS)[0]
    return day.replace(hour=hour, minute=luck.randrange(60), second=luck.randrange(60), microsecond=0)


def _today(luck: Random, now: datetime, number: int) -> Iterator[Plot]:
    """The queue as the newcomer finds it in Västerbotten: some nobody has taken, one of them soon too late."""
    ago = (1420, 1130, 900, 640, 70, 25, 8)
    for place, minutes in enumerate(ago):
        at = now.astimezone(STOCKHOLM) - timedelta(minutes=minutes)
        fate = Fate.KEPT if place == 1 else Fate.WAITING
        yield _plot(luck, at.replace(second=0, microsecond=0), number + place, county="24", fate=fate)


def _plot(luck: Random, at: datetime, number: int, *, county: str = "", fate: Fate | None = None) -> Plot:
    county = county or luck.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    assert county in STAFFED
    fate = fate or luck.choices(list(FATES), list(FATES.values()))[0]
    asked = questions()[number % len(questions())]
    due = worktime.due(at)
    contact, taken, sought = _answered(luck, at, due, fate)
    closed = _office_after(contact, luck.randrange(20, 4000)) if luck.random() < 0.94 else None
    company = (
        f"{luck.choice(_MADE_OF)}{luck.choice(_DOES)} {luck.choice(('AB', 'AB', 'AB', 'HB', 'Ek. för.'))} (påhittat)"
    )
    person = f"{luck.choice(FIRST)} {luck.choice(LAST)}"
    channel = luck.choices((Channel.WEB, Channel.PHONE, Channel.MAIL), (76, 14, 10))[0]
    calls = channel is Channel.PHONE or luck.random() < 0.15
    return Plot(
        at=at,
        due=due,
        county=county,
        municipality=luck.choice(in_county(county)).code,
        question=asked,
        sharing=luck.choices((Sharing.YES, Sharing.ASK, Sharing.RECEIVER), (72, 15, 13))[0],
        channel=channel,
        company="" if asked.need == "getting-started" and luck.random() < 0.3 else company,
        name=person,
        email="" if calls else _address(person, company),
        phone=phone(number) if calls or luck.random() < 0.6 else "",
        good_times=luck.choice(("", "", "Helst på förmiddagen", "Efter 15", "Inte onsdagar", "När som helst")),
        fate=fate,
        taken=taken,
        sought=sought,
        contact=contact,
        writes=not calls and luck.random() < 0.45,
        confirmed=contact + timedelta(minutes=luck.randrange(10, 1500)) if luck.random() < 0.5 else None,
        right_person=luck.random() < 0.92,
        closed=closed,
        helped=luck.random() < 0.75,
        by_company=luck.random() < 0.15,
        grade=luck.choices((5, 4, 3, 2, 1), (42, 36, 13, 6, 3))[0] if luck.random() < 0.45 else None,
        luck=luck.randrange(1_000_000),
    )


def _answered(luck: Random, at: datetime, due: datetime, fate: Fate) -> tuple[datetime, datetime, tuple[datetime, ...]]:
    """Return when somebody is in touch, when it was taken, and when the company was sought in vain."""
    if fate is Fate.MISSED:
        contact = _office_after(due, luck.randrange(20, 500))
    else:
        minutes = round(exp(luck.gauss(4.7, 0.9)))
        last = worktime.act_by(due).astimezone(STOCKHOLM) - timedelta(minutes=luck.randrange(3, 45))
        contact = max(at, min(_office_after(at, minutes), last))
    taken = (
        at + (contact - at) * luck.uniform(0.3, 0.95)
        if _in_office(at) and contact - at < timedelta(hours=9)
        else contact
    )
    sought: tuple[datetime, ...] = ()
    if fate in {Fate.BY_ATTEMPT, Fate.UNREACHABLE}:
        sought = (contact, contact + timedelta(minutes=12)) if contact + timedelta(minutes=12) <= due else (contact,)
        contact = _office_after(contact, luck.randrange(500, 900))
    elif luck.random() < 0.06:
        sought = (taken,)
    return contact, taken, sought


def _in_office(at: datetime) -> bool:
    return at.weekday() < 5 and OPENS <= at.time() < CLOSES


def _office(at: datetime) -> datetime:
    """Return the moment itself if somebody is in, else the next opening."""
    at = at.astimezone(STOCKHOLM)
    if at.weekday() < 5 and at.time() < CLOSES:
        return max(at, at.replace(hour=OPENS.hour, minute=0, second=0))
    following = (at + timedelta(days=1)).replace(hour=OPENS.hour, minute=0, second=0)
    return _office(following)


def _office_after(at: datetime, minutes: int) -> datetime:
    """Return the moment when so many minutes have passed in which somebody is in."""
    at = _office(at)
    left = at.replace(hour=CLOSES.hour, minute=0, second=0) - at
    while left <= timedelta(minutes=minutes):
        minutes -= int(left.total_seconds()) // 60
        at = _office(at.replace(hour=CLOSES.hour, minute=0, second=0))
        left = at.replace(hour=CLOSES.hour) - at
    return at + timedelta(minutes=minutes)


def _address(person: str, company: str) -> str:
    plain = str.maketrans("åäöÅÄÖ", "aaoAAO")
    first, home = person.partition(" ")[0], company.partition(" ")[0]
    return f"{first}@{home}.example".lower().translate(plain)
