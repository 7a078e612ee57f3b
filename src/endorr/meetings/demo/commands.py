"""Fills a demo with a minister's tour of made-up guests; every row is made by the same commands as a real one."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from endorr.base.accounts.queries import person_by_address
from endorr.base.clock import local_date
from endorr.base.outbox.silence import quiet
from endorr.base.remembering import remembering
from endorr.base.tenancy.commands import create_legal_entity, create_organisation
from endorr.base.tenancy.queries import cooperations_by_county, organisations_by_slug
from endorr.companies.commands import Told, recognise
from endorr.meetings import commands
from endorr.meetings.commands import Answer, CampaignPlan, Invitee, MeetingPlan, PartPlan, Promised, Voiced
from endorr.meetings.models import Campaign, Invitation
from endorr.meetings.rules import Fate, GuestKind, PartKind, Reply, Visibility, on_the_wall

ACTOR = "demo"
CAMPAIGN = "hela-sverige-exporterar"
FRIDAY = 4
HOST_WEST, HOST_NORTH = "region-24", "region-25"
MINISTRY = "utrikesdepartementet"


@dataclass(frozen=True, slots=True)
class Extra:
    """A made-up guest: on whose behalf, name, organisation, and the company's number where it has one."""

    kind: GuestKind
    name: str
    organisation: str
    number: str = ""

    @property
    def address(self) -> str:
        plain = str.maketrans("åäöÅÄÖ", "aaoAAO")
        return f"{self.name.lower().translate(plain).replace(' ', '.')}@gast.example"


LEAVES = Extra(GuestKind.COMPANY, "Yonas Skogstjärn", "Skogstjärn Energi AB")
WAITS = Extra(GuestKind.COMPANY, "Vera Lindsela", "Norrvret Lampor AB", "559999-9991")
COMPANIES = (
    LEAVES,
    Extra(GuestKind.COMPANY, "Ture Vretkulla", "Vretkulla Holding AB", "559999-9983"),
    Extra(GuestKind.COMPANY, "Liv Havstrut", "Havstrut Marin AB", "559999-9975"),
    Extra(GuestKind.COMPANY, "Nadia Älvtorp", "Älvtorp Mjukvara AB"),
    Extra(GuestKind.COMPANY, "Farid Granmossa", "Granmossa Skidor AB"),
    WAITS,
)
TABLE = (
    Extra(GuestKind.AUTHORITY, "Ester Iskulle", "Länsstyrelsen"),
    Extra(GuestKind.MUNICIPALITY, "Orvar Myrhult", "Kommunens näringslivskontor"),
    Extra(GuestKind.UNION, "Jasmin Stenfallet", "Fackförbundet (påhittat)"),
    Extra(GuestKind.TRADE_BODY, "Ingemar Öhrsel", "Branschföreningen (påhittad)"),
)
NORTH = (
    Extra(GuestKind.COMPANY, "Hodan Åsmyra", "Åsmyra Textil AB"),
    Extra(GuestKind.COMPANY, "Malte Sjövret", "Sjövret Verkstad AB"),
    Extra(GuestKind.UNION, "Petra Hultvret", "Fackförbundet (påhittat)"),
)


@transaction.atomic
def sow(now: datetime) -> None:
    """Open the campaign with a stop in Norrbotten three weeks ago and one in Västerbotten to come, once."""
    if Campaign.objects.exists():
        return
    with remembering():
        ministry = _ministry(now)
        _open(ministry, now - timedelta(days=60))
        _held(now)
        _coming(now)


def _ministry(now: datetime) -> str:
    """Return the public id of the ministry, which is no partner of any door."""
    there = organisations_by_slug().get(MINISTRY)
    if there:
        return there
    entity = create_legal_entity("Regeringskansliet", "", now=now, actor=ACTOR, is_authority=True)
    return create_organisation("Utrikesdepartementet", MINISTRY, legal_entity=entity, now=now, actor=ACTOR).public_id


def _open(ministry: str, now: datetime) -> None:
    plan = CampaignPlan(
        "Hela Sverige Exporterar",
        CAMPAIGN,
        "Utrikesdepartementets satsning för ökad export. Ministern reser till alla län, möter företag och dem som "
        "stöder dem, och tar med sig det som lyfts.",
        "The Ministry for Foreign Affairs' drive for more exports. The minister visits every county, meets companies "
        "and those who support them, and takes what they raise back home.",
    )
    commands.open_campaign(plan, organisation=ministry, now=now, actor=ACTOR)


def site() -> str:
    """Return the demo's own address."""
    return f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"


def _plan(told: MeetingPlan, host: str, county: str, now: datetime) -> str:
    made = commands.plan(
        told,
        organisation=organisations_by_slug()[host],
        cooperation=cooperations_by_county()[county],
        site=site(),
        now=now,
        actor=ACTOR,
    )
    commands.publish(made, now=now, actor=ACTOR)
    return made


def _campaign() -> str:
    return Campaign.objects.values_list("public_id", flat=True).get(slug=CAMPAIGN)


def _officer(address: str) -> str:
    person = person_by_address(address)
    return person.public_id if person else ""


def _invitee(extra: Extra, host: str, now: datetime) -> Invitee:
    company = ""
    if extra.kind is GuestKind.COMPANY:
        told = Told(extra.organisation, extra.number, fictional=True)
        company = recognise(told, organisation=organisations_by_slug()[host], now=now, actor=ACTOR)
    called = f"{extra.organisation} (påhittat)" if company else extra.organisation
    return Invitee(extra.kind, extra.name, extra.address, called, phone="0980-319 240", company=company)


def _invite(parts: list[str], extras: Iterable[Extra], host: str, now: datetime) -> list[str]:
    return [commands.invite(parts, _invitee(one, host, now), now=now, actor=ACTOR) for one in extras]


def _say_yes(guests: Iterable[str], part: str, now: datetime) -> None:
    for guest in guests:
        commands.answer(guest, part, Answer(Reply.YES), now=now, actor=ACTOR)


def friday_after(day: date) -> date:
    """Return the first Friday at least a week after a day."""
    later = day + timedelta(days=7)
    return later + timedelta(days=(FRIDAY - later.weekday()) % 7)


def _held(now: datetime) -> None:
    """A study visit and a round table in Norrbotten, three weeks ago: noted, answered, promised. Nobody gets mail."""
    day = local_date(now) - timedelta(days=21)
    before, after = now - timedelta(days=40), on_the_wall(day, time(16))
    told = MeetingPlan(
        "Studiebesök och rundabordssamtal i Norrbotten",
        "Ministern besöker ett textilföretag och samtalar med företag, fack och kommun om hur exporten kan öka.",
        "Luleå",
        title_en="Study visit and round table in Norrbotten",
        about_en="The minister visits a textile company and talks with companies, unions and the municipality.",
        campaign=_campaign(),
    )
    visit = PartPlan(
        PartKind.VISIT,
        "Besök hos Åsmyra Textil (påhittat)",
        on_the_wall(day, time(10)),
        on_the_wall(day, time(11, 30)),
        [GuestKind.COMPANY, GuestKind.UNION, GuestKind.MUNICIPALITY],
        10,
        title_en="Visit to Åsmyra Textil (made up)",
        place="Åsmyra Textil, Luleå",
    )
    table = PartPlan(
        PartKind.ROUND_TABLE,
        "Rundabordssamtal",
        on_the_wall(day, time(13)),
        on_the_wall(day, time(15)),
        [GuestKind.COMPANY, GuestKind.UNION, GuestKind.MUNICIPALITY],
        12,
        title_en="Round table",
        place="Stadshuset, Luleå",
    )
    with quiet():
        meeting = _plan(told, HOST_NORTH, "25", before)
        parts = [commands.add_part(meeting, one, now=before, actor=ACTOR) for one in (visit, table)]
        guests = _invite(parts, NORTH, HOST_NORTH, before)
        for part in parts:
            _say_yes(guests, part, before)
        for row in Invitation.objects.filter(part__public_id__in=parts).select_related("guest").order_by("pk"):
            came = row.guest.name != NORTH[1].name
            commands.note_attendance(row.public_id, came=came, now=after, actor=ACTOR)
        _said(parts[1], guests, now, after)


def _said(part: str, guests: list[str], now: datetime, after: datetime) -> None:
    words = "Företagen är oroliga för en mer protektionistisk värld och vill ha en stark svensk röst för frihandel."
    note = commands.note(part, words, now=after, actor=ACTOR)
    voiced = Voiced("En stark svensk röst för frihandel.", Visibility.OPEN, guests[:1], note)
    wish = commands.mark_input(part, voiced, now=after, actor=ACTOR)
    skills = Voiced("Det är svårt att hitta folk som kan tull och ursprung.", Visibility.OPEN, guests[1:2], note)
    commands.mark_input(part, skills, now=after, actor=ACTOR)
    answer = "Frågan togs upp vid handelsministrarnas möte. Exportsamverkan återkommer när rådets slutsatser är klara."
    commands.answer_input(wish, answer, now=after + timedelta(days=9), actor=ACTOR)
    host, partner = organisations_by_slug()[HOST_NORTH], organisations_by_slug()["business-sweden"]
    proposal = "Återkomma till regeringen med förslag om hur den regionala exportsamverkan kan utvecklas."
    due = local_date(now) + timedelta(days=75)
    commands.commit(part, Promised(proposal, host, due), now=after, actor=ACTOR)
    course = Promised("Hålla en kurs i tull och ursprung i Luleå.", partner, local_date(now))
    made = commands.commit(part, course, now=after, actor=ACTOR)
    outcome = "Kursen hölls den 11 november med 14 deltagare."
    commands.settle(made, Fate.KEPT, outcome=outcome, now=now - timedelta(days=5), actor=ACTOR)


def _coming(now: datetime) -> None:
    """The stop in Västerbotten that the story is about: five seats, six who want one."""
    day = friday_after(local_date(now))
    told = MeetingPlan(
        "Ministermöte om ökad export i Västerbotten",
        "Utrikeshandelsministern möter företag i Västerbotten för att diskutera förutsättningarna för ökad export. "
        "Mötet arrangeras med Regional exportsamverkan.",
        "Digitalt och i Umeå",
        title_en="Meeting with the minister on more exports from Västerbotten",
        about_en="The minister for foreign trade meets companies in Västerbotten to discuss how exports can grow.",
        campaign=_campaign(),
        press_person=_officer("per@region-vasterbotten.example"),
        press_phone="0980-319 241",
    )
    parts = (
        PartPlan(
            PartKind.TALK,
            "Digitalt ministermöte med fem företag",
            on_the_wall(day, time(10)),
            on_the_wall(day, time(11)),
            [GuestKind.COMPANY],
            5,
            title_en="Digital meeting with five companies",
            room="https://mote.example/ministern/84211936404",
        ),
        PartPlan(
            PartKind.PRESS,
            "Frågor till ministern",
            on_the_wall(day, time(12)),
            on_the_wall(day, time(12, 30)),
            [GuestKind.PRESS],
            10,
            title_en="Questions to the minister",
            room="https://mote.example/press/55120",
            notice_by=on_the_wall(day - timedelta(days=1), time(12)),
        ),
        PartPlan(
            PartKind.VISIT,
            "Studiebesök hos Norrvret Lampor (påhittat)",
            on_the_wall(day, time(13, 30)),
            on_the_wall(day, time(14, 30)),
            [GuestKind.COMPANY, GuestKind.MUNICIPALITY],
            15,
            title_en="Study visit to Norrvret Lampor (made up)",
            place="Norrvret Lampor, Umeå",
        ),
        PartPlan(
            PartKind.ROUND_TABLE,
            "Rundabordssamtal om export",
            on_the_wall(day, time(15)),
            on_the_wall(day, time(16, 30)),
            [GuestKind.AUTHORITY, GuestKind.MUNICIPALITY, GuestKind.UNION, GuestKind.TRADE_BODY],
            12,
            title_en="Round table on exports",
            place="Regionens hus, Umeå",
        ),
    )
    before = now - timedelta(days=6)
    with quiet():
        meeting = _plan(told, HOST_WEST, "24", before)
        talk, _press, visit, table = (commands.add_part(meeting, one, now=before, actor=ACTOR) for one in parts)
    # Whoever the story is about finds the mails in the demo's letter box; the others' are of no use to anybody.
    first = _invite([talk], [LEAVES], HOST_WEST, before)
    _say_yes(first, talk, now - timedelta(days=5))
    with quiet():
        others = _invite([talk, visit], COMPANIES[1:-1], HOST_WEST, before)
        _say_yes(others, talk, now - timedelta(days=4))
        seated = _invite([table], TABLE, HOST_WEST, before)
        _say_yes(seated[:3], table, now - timedelta(days=3))
    last = _invite([talk], [WAITS], HOST_WEST, now - timedelta(days=2))
    _say_yes(last, talk, now - timedelta(days=1))
