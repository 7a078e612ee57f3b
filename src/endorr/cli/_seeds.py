"""What a fresh demo is filled with, room by room, in this order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from endorr.award.demo.commands import sow_award
from endorr.base.demo.people import PASSWORD, PLAYERS, seed_people
from endorr.calendars.demo import sow as sow_calendars
from endorr.cases.demo.commands import sow_cases
from endorr.catalogue.commands.seed import sow as sow_catalogue
from endorr.cheques.demo.seeds import sow as sow_cheques
from endorr.companies.demo import sow as sow_companies
from endorr.directory.demo.commands import sow_facts, sow_staff
from endorr.meetings.demo.commands import sow as sow_meetings
from endorr.national.demo.sowing import sow_national
from endorr.newsroom.demo.seeds import sow as sow_newsroom
from endorr.records.demo.sowing import sow_records
from endorr.statistics.seed.practice import sow_practice
from endorr.statistics.seed.published import sow_published
from endorr.strategy.demo.commands import sow_strategies

Seeder = Callable[[datetime], object]


# Each seeder is called once, at the demo's first start, with the demo's instant.
SEEDERS: tuple[Seeder, ...] = (
    *(sow_facts, seed_people, sow_calendars, sow_staff, sow_catalogue, sow_companies),
    *(sow_published, sow_practice, sow_cases, sow_meetings, sow_records, sow_national, sow_cheques),
)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody the user of a demo can be."""

    name: str
    email: str
    does: str


# Said at every start.
PEOPLE = tuple(
    DemoPerson(player.name, player.address, f"{player.role.replace('_', ' ')}, password {PASSWORD}")
    for player in PLAYERS
)


# What rests on figures and people of other rooms is sown when all of them are there.
AFTERWARDS: tuple[Seeder, ...] = (sow_award, sow_strategies, sow_newsroom)


def sow(now: datetime) -> None:
    """Fill an empty demo."""
    for seed in (*SEEDERS, *AFTERWARDS):
        seed(now)
