"""Two regions with a strategy and a programme; everybody in them is made up, and the figures are practice data."""

from datetime import date
from typing import Any

from tests.cases.factories import NOW, adviser, door, organisation, signed_in, viewer

from endorr.base.accounts.models import User
from endorr.base.tenancy.models import Cooperation, Organisation
from endorr.base.tenancy.rules import Role, Viewer
from endorr.companies.rules import Support
from endorr.indicators.queries import World
from endorr.strategy import commands
from endorr.strategy.commands import GoalPlan, Invitee, ProgrammePlan, StrategyPlan, Taking

__all__ = ["NOW", "adviser", "door", "organisation", "signed_in", "viewer"]

SMALL = "smaforetag-per-100000"
TODAY = NOW.date()
NUMBERS = ("556036-0793", "556016-0680", "556012-5790", "556074-7551", "556042-7220", "556043-4200")


class Stage:
    """Västerbotten and Norrbotten, their coordinators, and how far a strategy has come."""

    def __init__(self) -> None:
        self.west: Cooperation = door()
        self.north: Cooperation = door("Exportsamverkan Norrbotten", "25", "Region Norr")
        self.region: Organisation = organisation("Region Väst", self.west, authority=True)
        self.almi: Organisation = organisation("Almi Väst", self.west)
        self.other: Organisation = organisation("Almi Norr", self.north)
        self.sara: User = adviser("Sara Låtsas", self.region, Role.COORDINATOR)
        self.rolf: User = adviser("Rolf Låtsas", self.other, Role.COORDINATOR)
        self.strategy = self.goal = self.programme = ""

    @property
    def leader(self) -> Viewer:
        return viewer(self.sara)

    def opened(self, slug: str = "vasterbotten") -> "Stage":
        plan = StrategyPlan(slug, "Ut i världen", "Fler företag ska exportera.", self.west.public_id, World.PRACTICE)
        self.strategy = commands.open_strategy(
            plan, self.leader, organisation=self.region.public_id, site="https://dorren.example", now=NOW
        )
        return self

    def set_goal(self, **more: Any) -> str:
        told = {
            "text": "Fler små exportörer",
            "indicator": SMALL,
            "from_year": 2022,
            "to_year": 2030,
            "aim": 900.0,
            **more,
        }
        self.goal = commands.set_goal(self.strategy, self.leader, GoalPlan(**told), now=NOW)
        return self.goal

    def adopted(self) -> "Stage":
        self.opened().set_goal()
        commands.adopt(self.strategy, self.leader, decided_by="Regionfullmäktige", valid_from=date(2026, 1, 1), now=NOW)
        return self

    def party(self, number: int = 1) -> str:
        whom = Invitee(f"Person {number}", f"p{number}@bolag{number}.example", f"Bolaget {number}")
        return commands.invite(self.strategy, self.leader, whom, now=NOW)

    def heard(self, number: int = 1, text: str = "Svårt att hitta tull-hjälp.") -> str:
        return commands.give_input(self.party(number), text, now=NOW, actor=f"party:{number}")

    def programmed(self, slug: str = "exportlyftet") -> "Stage":
        both = (self.west.public_id, self.north.public_id)
        plan = ProgrammePlan("Exportlyftet", slug, "Coachning.", date(2025, 1, 1), date(2027, 12, 31), both)
        self.programme = commands.open_programme(plan, self.leader, organisation=self.region.public_id, now=NOW)
        return self

    def take(self, number: str, **more: Any) -> str:
        told: dict[str, Any] = {
            "number": number,
            "name": "Bolaget",
            "support": Support.ADVICE,
            "on": date(2026, 3, 2),
            "cooperation": self.west.public_id,
            "organisation": self.almi.public_id,
        }
        return commands.add_participant(self.programme, self.leader, Taking(**{**told, **more}), now=NOW)
