"""Fills a demo with companies that do not exist and what they have received; a second run does nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from endorr.base.clock import local_date
from endorr.base.tenancy.queries import cooperations_by_county, organisations_by_slug
from endorr.companies.commands import Help, Person, Told, note_received, put_in_group, recognise
from endorr.companies.models import Company
from endorr.companies.rules import Kind, Support

ACTOR = "demo"


@dataclass(frozen=True, slots=True)
class Scene:
    """A made-up company, who knows it, and what it received: kind, days ago, words, service."""

    organisation: str
    name: str
    number: str
    municipality: str
    contact: str
    received: tuple[tuple[Support, int, str, str], ...] = ()
    kind: Kind | None = None


# The organisation numbers lie in a series that is not given out; the personal one the tax authority keeps for tests.
SCENES = (
    Scene(
        "region-24",
        "Norrvret Lampor AB",
        "559999-9991",
        "2480",
        "Vera Lindsela",
        (
            (Support.ADVICE, 40, "Tullvärde och ursprung vid export till Norge", ""),
            (Support.CHEQUE, 12, "Check till mässa i Oslo", ""),
        ),
    ),
    Scene(
        "almi-24",
        "Norrvret Lampor",
        "16559999-9991",
        "2480",
        "Vera Lindsela",
        ((Support.FINANCE, 20, "Samtal om rörelsekapital före första större ordern", ""),),
    ),
    Scene(
        "region-24",
        "Fjällröd Träleksaker",
        "19121212-1212",
        "2482",
        "Folke Fjällröd",
        ((Support.TRAINING, 33, "Kurs i leveransvillkor", ""),),
    ),
    Scene("region-24", "Vretkulla Mätteknik", "", "2480", "Nadia Vretkulla"),
    Scene("region-24", "Vretkulla Matteknik AB", "", "2480", "Nadia Vretkulla"),
    Scene("region-24", "Vretkulla Holding AB", "559999-9983", "2480", "Ture Vretkulla"),
    Scene("region-24", "Yonas Skogstjärn", "", "2401", "Yonas Skogstjärn", kind=Kind.NONE),
    Scene(
        "almi-12",
        "Havstrut Marin AB",
        "559999-9975",
        "1280",
        "Liv Havstrut",
        ((Support.INTRODUCTION, 15, "Kontakt med en återförsäljare i Hamburg", ""),),
    ),
)
GROUP = ("Vretkulla Matteknik AB", "Vretkulla Holding AB")


@transaction.atomic
def sow(now: datetime) -> None:
    """Let a few organisations know a few companies, unless some are known already."""
    if Company.objects.exists():
        return
    organisations, cooperations = organisations_by_slug(), cooperations_by_county()
    known: dict[str, str] = {}
    for scene in SCENES:
        giver, door = organisations[scene.organisation], cooperations[scene.municipality[:2]]
        person = Person(scene.contact, f"{scene.contact.split()[0].lower()}@foretag.example")
        told = Told(scene.name, scene.number, scene.kind, scene.municipality, person, fictional=True)
        known[scene.name] = recognise(told, organisation=giver, now=now, actor=ACTOR, chain=door)
        for support, days, words, service in scene.received:
            given = Help(support, local_date(now - timedelta(days=days)), words, service)
            note_received(known[scene.name], given, organisation=giver, cooperation=door, now=now, actor=ACTOR)
    put_in_group(
        *(known[name] for name in GROUP),
        organisation=organisations["region-24"],
        from_day=local_date(now - timedelta(days=200)),
        now=now,
        actor=ACTOR,
    )
