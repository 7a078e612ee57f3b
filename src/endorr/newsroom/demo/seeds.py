"""Sows a press room: whom to call, a text that is out, and one whose figure still lacks its source.

The people are made up. The figure is not: it stands in the published tables, and is bound to them by whoever plays.
"""

from datetime import datetime, timedelta

from django.db import transaction

from endorr.base.accounts.queries import person_by_address
from endorr.base.clock import local_date
from endorr.base.outbox.silence import quiet
from endorr.base.tenancy.queries import cooperations_by_slug, organisations_by_slug, viewer_of
from endorr.base.tenancy.rules import Viewer
from endorr.newsroom import commands
from endorr.newsroom.commands import ContactPlan, Plan
from endorr.newsroom.models import Release
from endorr.newsroom.rules.blocks import Block, BlockKind, Draft
from endorr.newsroom.rules.hours import Hours
from endorr.newsroom.rules.words import Desk, Kind, Topic

PER, SARA = "per@region-vasterbotten.example", "sara@region-vasterbotten.example"
REGION, DOOR = "region-24", "vasterbotten"
SITE = "http://localhost"
AGO = timedelta(days=12)
HOURS = Hours(8 * 60, 16 * 60 + 30)

ABOUT_REGION = (
    "Region Västerbotten ansvarar för regional utveckling i länet. I den här demon är alla personer påhittade."
)
ABOUT_REGION_EN = "Region Västerbotten is responsible for regional development. Everybody in this demo is made up."
ABOUT_DOOR = "I den regionala exportsamverkan tar flera organisationer emot företagens frågor om export gemensamt."
ABOUT_DOOR_EN = "In the regional export cooperation several organisations receive companies' questions together."

OUT = Draft(
    "En dörr in för företag som vill exportera",
    "Företag i Västerbotten ställer nu sin fråga om export på ett ställe, och får svar av den som kan frågan.",
    (
        Block(BlockKind.HEADING, "Den som frågar behöver inte veta vem som gör vad"),
        Block(
            BlockKind.TEXT,
            "Frågan går till den organisation som passar bäst. Den som frågat ser alltid vem som har hand om den.",
        ),
        Block(
            BlockKind.QUOTE,
            "Nu kan vi lägga tiden på företagen i stället för på att hänvisa vidare.",
            "Sara Låtsas, samordnare på Region Västerbotten",
        ),
    ),
)
WAITING = Draft(
    "Så stor var Västerbottens varuexport",
    "År 2016 exporterade företag i Västerbotten varor för 12,3 miljarder kronor.",
    (
        Block(BlockKind.HEADING, "Räknat efter huvudkontor"),
        Block(
            BlockKind.TEXT,
            "Företagen är räknade där de har sitt huvudkontor. "
            "Räknar man efter arbetsställe blir bilden en annan, och de två går inte att jämföra.",
        ),
        Block(
            BlockKind.QUOTE,
            "En siffra utan källa är bara ett påstående.",
            "Per Fantasi, pressansvarig på Region Västerbotten",
        ),
    ),
)


def _viewer(address: str, now: datetime) -> Viewer:
    person = person_by_address(address)
    assert person
    return viewer_of(person.pk, on=local_date(now))


@transaction.atomic
def sow(now: datetime) -> None:
    """Fill the press room, unless there is something in it already."""
    if Release.objects.exists():
        return
    per, sara, then = _viewer(PER, now), _viewer(SARA, now), now - AGO
    own, door = organisations_by_slug()[REGION], cooperations_by_slug()[DOOR]
    commands.set_boilerplate(ABOUT_REGION, ABOUT_REGION_EN, organisation=own, cooperation="", viewer=per, now=then)
    commands.set_boilerplate(ABOUT_DOOR, ABOUT_DOOR_EN, organisation=own, cooperation=door, viewer=per, now=then)
    named = ContactPlan(
        Desk.PRESS, "Per Fantasi", "Pressansvarig", "0980-319 210", PER, HOURS, title_en="Press officer"
    )
    plan = Plan([Topic.EXPORT, Topic.REGION], [commands.add_contact(named, organisation=own, viewer=per, now=then)])

    def begun(draft: Draft, at: datetime) -> str:
        made = commands.begin(Kind.RELEASE, plan, organisation=own, cooperation=door, site=SITE, viewer=per, now=at)
        commands.write(made, "sv", draft, viewer=per, now=at)
        return made

    with quiet():
        out = begun(OUT, then)
        commands.submit(out, viewer=per, now=then)
        commands.approve(out, then, viewer=sara, now=then)
    begun(WAITING, now)
