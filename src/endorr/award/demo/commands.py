"""Sows an award of the practice world: sheet, frozen data, three nominees, and a jury of which most have handed in."""

from datetime import datetime, timedelta

from django.db import transaction

from endorr.award import commands
from endorr.award.commands import Declared, Nominee, Points
from endorr.award.models import Award
from endorr.award.rules.sheet import Sheet
from endorr.base.accounts.queries import person_by_address
from endorr.base.clock import local_date
from endorr.base.tenancy.queries import organisations_by_slug, viewer_of
from endorr.base.tenancy.rules import Viewer
from endorr.indicators.queries import World

NILS = "nils@tillvaxtverket.example"
EVA = "eva@handelskammaren.example"
YLVA = "ylva@fjardhundra-hogskola.example"
GUSTAV = "gustav@smaforetagarna.example"
MIRA = "mira@fjardhundra-hogskola.example"
TORE = "tore@massbolaget.example"

READ = ("Samverkan mellan främjarna", "Spets i nyckelbranscher", "Samarbete över gränser")
SHEET = {"smf-export-okning": 4, "smf-exportorer": 3, "smf-exportorer-okning": 1, "tjansteexport-okning": 2}
NOMINEES = (
    Nominee(
        "12",
        "I övningsvärlden har tjänsteexporten ökat mest här av de tre. Främjarna tar emot frågor gemensamt och "
        "handlägger checkar tillsammans.",
    ),
    Nominee(
        "18",
        "I övningsvärlden har små och medelstora företags varuexport per invånare ökat mest här. Länet är litet och "
        "arbetar uthålligt med ett fåtal branscher.",
    ),
    Nominee(
        "24",
        "I övningsvärlden har antalet exporterande små och medelstora företag per invånare ökat med en femtedel på "
        "fem år. Länet delar rådgivare med grannlandet och har ett program för företag i glesbygd.",
    ),
)
JURY = (
    (EVA, "Västerbottens Handelskammare"),
    (YLVA, "Högskolan i Fjärdhundra (påhittad)"),
    (GUSTAV, "Småföretagarna (påhittad förening)"),
    (MIRA, "Högskolan i Fjärdhundra (påhittad)"),
    (TORE, "Mässbolaget (påhittat)"),
)
HANDED_IN = {
    GUSTAV: {"12": (4, 3, 3), "18": (4, 5, 3), "24": (5, 4, 5)},
    MIRA: {"12": (4, 4, 3), "18": (3, 4, 3), "24": (4, 4, 5)},
    TORE: {"12": (5, 4, 3), "18": (4, 4, 4), "24": (4, 3, 4)},
}
WHY = {
    1: "Syns inte i underlaget.",
    2: "Finns, men är i sin början.",
    3: "Fungerar, som i de flesta län.",
    4: "Starkt och väl beskrivet.",
    5: "Bättre än jag har sett någon annanstans.",
}


def _viewer(address: str, now: datetime) -> Viewer:
    person = person_by_address(address)
    assert person
    return viewer_of(person.pk, on=local_date(now))


@transaction.atomic
def sow_award(now: datetime) -> None:
    """Bring a year's award as far as the jury's work, unless there is one already."""
    if Award.objects.exists():
        return
    nils, at = _viewer(NILS, now), now - timedelta(days=20)
    award = commands.open_award(
        local_date(now).year,
        nils,
        organisation=organisations_by_slug()["tillvaxtverket"],
        world=World.PRACTICE,
        now=at,
    )
    commands.write_sheet(award, nils, Sheet(SHEET, READ, seed=local_date(now).year), now=at)
    commands.freeze(award, nils, now=at + timedelta(days=4))
    commands.nominate(award, nils, NOMINEES, now=at + timedelta(days=8))
    _sow_jury(award, nils, now=now)


def _sow_jury(award: str, nils: Viewer, *, now: datetime) -> None:
    """All on the demo's first day: nobody in it has held a seat for longer."""
    for address, comes_from in JURY:
        person = person_by_address(address)
        assert person
        commands.seat_juror(award, nils, person=person.public_id, comes_from=comes_from, now=now)
    nothing = {one.county: Declared(has_interest=False) for one in NOMINEES}
    for address in (YLVA, *HANDED_IN):
        commands.declare_interests(award, _viewer(address, now), nothing, now=now)
    for address, by_county in HANDED_IN.items():
        juror = _viewer(address, now)
        for county, points in by_county.items():
            told = {criterion: Points(given, WHY[given]) for criterion, given in zip(READ, points, strict=True)}
            commands.assess(award, juror, county, told, now=now)
        commands.hand_in(award, juror, now=now)
