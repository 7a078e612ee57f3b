"""The people of the demo: real organisations, made-up persons, each marked as such, with addresses under .example."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from endorr.base.accounts.commands import confirm_address, give_password, open_account
from endorr.base.accounts.models import User
from endorr.base.tenancy import commands
from endorr.base.tenancy.models import Cooperation, Organisation
from endorr.base.tenancy.rules import Role

ACTOR = "system:demo"
PASSWORD = "en-dorr-in-demo"  # noqa: S105 - printed at every start of the demo, and of no use elsewhere


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation of the demo and the cooperations it takes part in."""

    slug: str
    name: str
    is_authority: bool
    doors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Player:
    """A made-up person of the demo: name, organisation, role."""

    name: str
    address: str
    partner: str
    role: Role


DOORS = {
    "vasterbotten": ("Regional exportsamverkan Västerbotten", "24"),
    "norrbotten": ("Regional exportsamverkan Norrbotten", "25"),
}

# Colours of our own making: no cooperation's real ones.
COLOURS = {"vasterbotten": ("#0b5d4b", "#f4c95d"), "norrbotten": ("#5a2a6b", "#f2c14e")}

BOTH = ("vasterbotten", "norrbotten")
WEST = ("vasterbotten",)
NORTH = ("norrbotten",)

PARTNERS = (
    Partner("region-24", "Region Västerbotten", is_authority=True, doors=WEST),
    Partner("almi-24", "Almi Västerbotten", is_authority=False, doors=WEST),
    Partner("business-sweden", "Business Sweden", is_authority=False, doors=BOTH),
    Partner("een-24", "Enterprise Europe Network Västerbotten", is_authority=False, doors=WEST),
    Partner("ekn", "Exportkreditnämnden (EKN)", is_authority=True, doors=BOTH),
    Partner("tillvaxtverket", "Tillväxtverket", is_authority=True, doors=BOTH),
    Partner("vasterbottens-handelskammare", "Västerbottens Handelskammare", is_authority=False, doors=WEST),
    Partner("region-25", "Region Norrbotten", is_authority=True, doors=NORTH),
    # Those whom a jury comes from do not exist at all.
    Partner("hogskolan-fjardhundra", "Högskolan i Fjärdhundra (påhittad)", is_authority=True, doors=()),
    Partner("smaforetagarna", "Småföretagarna (påhittad förening)", is_authority=False, doors=()),
    Partner("massbolaget", "Mässbolaget (påhittat)", is_authority=False, doors=()),
)

PLAYERS = (
    Player("Karin Påhitt", "karin@almi.example", "almi-24", Role.ADVISER),
    Player("Ali Exempelsson", "ali@business-sweden.example", "business-sweden", Role.ADVISER),
    Player("Sara Låtsas", "sara@region-vasterbotten.example", "region-24", Role.COORDINATOR),
    Player("Nils Diktad", "nils@tillvaxtverket.example", "tillvaxtverket", Role.NATIONAL_COORDINATOR),
    Player("Ida Sagoberg", "ida@tillvaxtverket.example", "tillvaxtverket", Role.ANALYST),
    Player("Per Fantasi", "per@region-vasterbotten.example", "region-24", Role.PRESS_OFFICER),
    Player("Eva Romanfigur", "eva@handelskammaren.example", "vasterbottens-handelskammare", Role.JURY_MEMBER),
    Player("Olle Uppdiktad", "olle@region-vasterbotten.example", "region-24", Role.CONTROLLER),
    Player("Maja Exempel", "maja@region-vasterbotten.example", "region-24", Role.ADMINISTRATOR),
    Player("Jon Påhittare", "jon@een.example", "een-24", Role.ADVISER),
    Player("Lena Fabel", "lena@ekn.example", "ekn", Role.ADVISER),
    Player("Aino Exempel", "aino@region-norrbotten.example", "region-25", Role.ADVISER),
    Player("Rolf Låtsas", "rolf@region-norrbotten.example", "region-25", Role.COORDINATOR),
    Player("Tove Sagolik", "tove@region-norrbotten.example", "region-25", Role.ADMINISTRATOR),
    Player("Ylva Fabulera", "ylva@fjardhundra-hogskola.example", "hogskolan-fjardhundra", Role.JURY_MEMBER),
    Player("Mira Sägen", "mira@fjardhundra-hogskola.example", "hogskolan-fjardhundra", Role.JURY_MEMBER),
    Player("Gustav Låtsas", "gustav@smaforetagarna.example", "smaforetagarna", Role.JURY_MEMBER),
    Player("Tore Diktare", "tore@massbolaget.example", "massbolaget", Role.JURY_MEMBER),
)


@transaction.atomic
def seed_people(now: datetime) -> None:
    """Make whatever of the demo's cooperations, organisations and people is not there; change nothing that is."""
    for slug, (name, county) in DOORS.items():
        if not Cooperation.objects.filter(slug=slug).exists():
            commands.create_cooperation(name, slug, county_code=county, now=now, actor=ACTOR)
    for door in Cooperation.objects.filter(slug__in=COLOURS, brand__isnull=True):
        primary, accent = COLOURS[door.slug]
        commands.set_brand(door, primary=primary, accent=accent, now=now, actor=ACTOR)
    for partner in PARTNERS:
        if not Organisation.objects.filter(slug=partner.slug).exists():
            _open_partner(partner, now=now)
    for player in PLAYERS:
        if not User.objects.filter(email=player.address).exists():
            _engage(player, now=now)


def _open_partner(partner: Partner, *, now: datetime) -> None:
    entity = commands.create_legal_entity(partner.name, "", now=now, actor=ACTOR, is_authority=partner.is_authority)
    made = commands.create_organisation(partner.name, partner.slug, legal_entity=entity, now=now, actor=ACTOR)
    for door in partner.doors:
        commands.join_cooperation(made, Cooperation.objects.get(slug=door), now=now, actor=ACTOR)


def _engage(player: Player, *, now: datetime) -> None:
    person = open_account(player.address, player.name, now=now, actor=ACTOR, fictional=True)
    confirm_address(person, now=now, actor=ACTOR)
    give_password(person, PASSWORD, now=now, actor=ACTOR)
    organisation = Organisation.objects.get(slug=player.partner)
    commands.grant_membership(person, organisation, player.role, now=now, actor=ACTOR)
