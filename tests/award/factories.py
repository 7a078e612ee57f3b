"""A secretariat, its secretary and five jurors; every one of them is made up. The figures are practice data."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.cases.factories import NOW, WHO, adviser, door, organisation, signed_in, viewer

from endorr.award import commands
from endorr.award.commands import Declared, Minutes, Nominee, Points
from endorr.award.rules.sheet import Sheet
from endorr.base.accounts.models import User
from endorr.base.tenancy.models import Organisation
from endorr.base.tenancy.rules import Role, Viewer
from endorr.indicators.queries import World

__all__ = ["NOW", "WHO", "adviser", "door", "organisation", "signed_in", "viewer"]

READ = ("Samverkan", "Spets i nyckelbranscher")
NOMINEES = ("18", "12", "24")
NAMES = ("Anna Påhitt", "Bo Exempel", "Cilla Saga", "Dag Fabel", "Elsa Dikt")


def sheet(**more: Any) -> Sheet:
    weights = {"smf-export-okning": 3, "smf-exportorer": 2, "tjansteexport-okning": 1}
    return Sheet(**{"weights": weights, "read": READ, "draws": 200, "seed": 2026, **more})


class Stage:
    """Everybody there is to an award, and how far it has come."""

    def __init__(self) -> None:
        within = door()
        self.agency: Organisation = organisation("Tillväxtverket", within, authority=True)
        self.school: Organisation = organisation("Högskolan", within)
        self.nils: User = adviser("Nils Diktad", self.agency, Role.NATIONAL_COORDINATOR)
        self.jurors: list[User] = [adviser(name, self.school, Role.JURY_MEMBER) for name in NAMES]
        self.award = ""

    @property
    def secretary(self) -> Viewer:
        return viewer(self.nils)

    def juror(self, number: int) -> Viewer:
        return viewer(self.jurors[number])

    def opened(self, year: int = 2026) -> "Stage":
        self.award = commands.open_award(
            year, self.secretary, organisation=self.agency.public_id, world=World.PRACTICE, now=NOW
        )
        return self

    def frozen(self, **more: Any) -> "Stage":
        self.opened()
        commands.write_sheet(self.award, self.secretary, sheet(**more), now=NOW)
        commands.freeze(self.award, self.secretary, now=NOW)
        return self

    def nominated(self) -> "Stage":
        self.frozen()
        nominees = [Nominee(county, f"Skäl för {county}.") for county in NOMINEES]
        commands.nominate(self.award, self.secretary, nominees, now=NOW)
        for person in self.jurors:
            commands.seat_juror(
                self.award, self.secretary, person=person.public_id, comes_from="Högskolan (påhittad)", now=NOW
            )
        return self

    def declare(self, number: int, *, aside: str = "", now: datetime = NOW) -> None:
        said = {one: Declared(one == aside, "Arbetar där" if one == aside else "") for one in NOMINEES}
        commands.declare_interests(self.award, self.juror(number), said, now=now)

    def assess(self, number: int, points: Mapping[str, int]) -> None:
        for county, given in points.items():
            told = {one: Points(given, "Tydligt.") for one in READ}
            commands.assess(self.award, self.juror(number), county, told, now=NOW)
        commands.hand_in(self.award, self.juror(number), now=NOW)

    def judged(self, favourite: str = "18") -> "Stage":
        """Let the last juror step aside and the others hand in, all with the same favourite."""
        self.nominated()
        for number in range(len(NAMES)):
            self.declare(number, aside=NOMINEES[2] if number == len(NAMES) - 1 else "")
        for number in range(len(NAMES) - 1):
            self.assess(number, {one: 5 if one == favourite else 3 for one in NOMINEES})
        return self

    def write(self, winner: str = "18", **more: str) -> None:
        minutes = Minutes(winner, NOW.date(), more.get("reasons", "Samverkan bär."), more.get("deviation", ""))
        commands.write_record(self.award, self.secretary, minutes, now=NOW)
