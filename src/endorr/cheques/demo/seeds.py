"""Fills a demo with two calls and three applications, by the deeds themselves; nobody and nothing in them exists."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from endorr.aid.commands import load_ceilings, tell_rate
from endorr.base.accounts.commands import confirm_address, give_password, open_account
from endorr.base.clock import local_date
from endorr.base.demo.people import PASSWORD
from endorr.base.ledger.commands import together
from endorr.base.outbox.silence import quiet
from endorr.base.tenancy.commands import grant_membership
from endorr.base.tenancy.queries import (
    cooperations_by_slug,
    organisation_by_id,
    organisations_by_slug,
    person_with_seat_in,
    viewer_of,
)
from endorr.base.tenancy.rules import Role, Viewer
from endorr.cheques import commands
from endorr.cheques.commands import Calling, Filled, HandedIn, Opinion, Ruling
from endorr.cheques.commands.applying import AidTold, CostTold
from endorr.cheques.models import Application, Call
from endorr.cheques.rules.costs import CostKind
from endorr.cheques.rules.eligibility import Limits, Trade
from endorr.cheques.rules.words import Funding

ACTOR = "system:demo"
SITE = "http://localhost"
KR = 100
THOUSAND = 1_000 * KR
OPEN_CALL, OLD_CALL = "ec-host", "ec-var"
OFFICER = ("Lars Exempelberg", "lars@region-vasterbotten.example", "region-24", Role.ADVISER)
PAYER = ("Siv Uppdiktad", "siv@region-vasterbotten.example", "region-24", Role.CONTROLLER)
DECIDER, CONTROLLER = "sara@region-vasterbotten.example", "olle@region-vasterbotten.example"
BOARD = (
    ("karin@almi.example", "almi-24"),
    ("jon@een.example", "een-24"),
    ("ali@business-sweden.example", "business-sweden"),
)
LIMITS = Limits(
    employees=(2, 49),
    turnover=(3_000 * THOUSAND, None),
    amount=(50 * THOUSAND, 250 * THOUSAND),
    months=12,
    travel_share=20,
    barred=frozenset({Trade.FARMING, Trade.FISHING, Trade.LOCAL}),
    county="24",
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who does what in the demo's files, as viewers."""

    officer: Viewer
    decider: Viewer
    controller: Viewer
    payer: Viewer
    board: tuple[Viewer, ...]


def _engaged(name: str, address: str, partner: str, role: Role, *, now: datetime) -> Viewer:
    day = local_date(now)
    person = person_with_seat_in(partner, [address], on=day)
    if person is None:
        person = open_account(address, name, now=now, actor=ACTOR, fictional=True)
        confirm_address(person, now=now, actor=ACTOR)
        give_password(person, PASSWORD, now=now, actor=ACTOR)
        office = organisation_by_id(organisations_by_slug()[partner])
        grant_membership(person, office, role, now=now, actor=ACTOR)
    return viewer_of(person.pk, on=day)


def _found(address: str, partner: str, *, now: datetime) -> Viewer:
    person = person_with_seat_in(partner, [address], on=local_date(now))
    assert person is not None
    return viewer_of(person.pk, on=local_date(now))


def _call(code: str, title: str, title_en: str, opens_at: datetime, *, now: datetime, actor: str) -> str:
    organisations = organisations_by_slug()
    call = commands.open_call(
        Calling(
            code=code,
            cooperation=cooperations_by_slug()["vasterbotten"],
            organisation=organisations["region-24"],
            rules="pahittad",
            title=title,
            title_en=title_en,
            about="För små företag i Västerbotten som ska sälja på en ny marknad. Utlysningen är påhittad.",
            about_en="For small companies in Västerbotten that enter a new market. The call is made up.",
            opens_at=opens_at,
            closes_at=opens_at + timedelta(days=120),
            days=60,
            funders=(("Region Västerbotten", 60), ("EU", 40)),
            funding=Funding.UNION,
            fictional=True,
        ),
        now=now,
        actor=actor,
    )
    for address, partner in BOARD:
        member = _found(address, partner, now=now)
        assert member.user_id is not None
        commands.seat_on_board(call, member.user_id, organisations[partner], now=now, actor=actor)
    return call


def _filled(company: str, number: str, contact: str, kronor: int, *, aid: tuple[AidTold, ...] = ()) -> Filled:
    first = contact.split(maxsplit=1)[0].lower()
    return Filled(
        company_name=company,
        number=number,
        contact_name=contact,
        email=f"{first}@foretag.example",
        phone="0980-319 217",
        municipality="2480",
        trade=Trade.OTHER,
        employees=14,
        turnover=11_000 * THOUSAND,
        begun=False,
        months=9,
        asked=kronor * KR,
        purpose="Vi ska hitta de första kunderna i Tyskland: en marknadsplan, en mässa i Hannover och tyska texter.",
        need="Utan checken väntar vi till om två år. Med den kan vi vara med på mässan i vår.",
        certified=True,
        costs=(
            CostTold(CostKind.STUDY, "Marknadsplan för Tyskland", 3 * kronor // 2 * KR),
            CostTold(CostKind.FAIR, "Monter på mässan i Hannover", kronor // 2 * KR),
            CostTold(CostKind.TRAVEL, "Resor till Hannover", kronor // 10 * KR),
        ),
        earlier_aid=aid,
    )


def _draft(call: str, told: Filled, *, now: datetime) -> str:
    commands.begin(call, told.email, site=SITE, language="sv", now=now)
    made = Application.objects.latest("pk").public_id
    commands.save(made, told, now=now)
    return made


def _to_board(call: str, told: Filled, cast: Cast, *, now: datetime) -> str:
    made = _draft(call, told, now=now)
    commands.submit(made, now=now)
    commands.take_up(made, cast.officer, now=now)
    commands.to_board(made, cast.officer, now=now)
    return made


POINTS = {"need": 4, "market": 5, "ability": 4, "plan": 3}


def _finished(call: str, cast: Cast, *, now: datetime) -> None:
    """Let one company's cheque run from application to closing, half a year ago."""
    start = now - timedelta(days=170)
    ore = 150_000 * KR
    made = _to_board(call, _filled("Norrvret Lampor AB", "559999-9991", "Vera Lindsela", 150_000), cast, now=start)
    for member in cast.board:
        commands.declare(made, member, None, "", now=start)
        opinion = Opinion(POINTS, supports=True, ore=ore, text="Tydlig plan och en marknad som finns.")
        commands.assess(made, member, opinion, now=start)
    commands.recommend(made, cast.officer, ore, "Gruppen var enig.", now=start)
    last = local_date(start) + timedelta(days=270)
    reasons = "Företaget når en ny marknad och skulle inte göra det nu utan checken."
    commands.decide(made, cast.decider, Ruling(ore, reasons, last), now=start + timedelta(days=9))
    commands.accept_terms(made, now=start + timedelta(days=10))
    paid_on = local_date(start) + timedelta(days=80)
    line = Application.objects.get(public_id=made).costs.order_by("pk").first()
    assert line is not None
    invoice = HandedIn(line.public_id, "Studio Nordsken AB (påhittat)", "2026-118", paid_on, paid_on, 240_000 * KR)
    later = start + timedelta(days=100)
    commands.request_payment(made, [invoice], now=later)
    commands.control(made, cast.controller, "Faktura och betalning stämmer med underlaget.", now=later)
    commands.order(made, cast.payer, now=later)
    commands.confirm_paid(made, cast.payer, now=later + timedelta(days=2))
    text = "Vi har en återförsäljare i Hannover och två återkommande kunder."
    commands.hand_in_report(made, text, 1, 420_000 * KR, now=later + timedelta(days=20))
    commands.approve_report(made, cast.officer, now=later + timedelta(days=24))
    commands.close(made, cast.officer, now=later + timedelta(days=24))


def _rate(on: date, kronor: str, *, now: datetime) -> None:
    tell_rate(on, Decimal(kronor), "Påhittad kurs för demon", now=now, actor=ACTOR)


def sow(now: datetime) -> None:
    """Open the calls and let the companies come, unless there are calls already."""
    if Call.objects.exists():
        return
    load_ceilings()
    commands.load_reference()
    spring = now - timedelta(days=200)
    with together(), quiet():
        cast = Cast(
            officer=_engaged(*OFFICER, now=now),
            decider=_found(DECIDER, "region-24", now=now),
            controller=_found(CONTROLLER, "region-24", now=now),
            payer=_engaged(*PAYER, now=now),
            board=tuple(_found(address, partner, now=now) for address, partner in BOARD),
        )
        source = "Påhittade för demon: Västerbottens regler från 2015 med den nationella grundens belopp"
        commands.define_rules("pahittad", "Exportcheck Västerbotten", LIMITS, source, local_date(spring))
        _rate(local_date(spring), "11.20", now=spring)
        old = _call(OLD_CALL, "Exportcheck våren", "Export cheque, spring", spring, now=now, actor=ACTOR)
        commands.allot(old, 600_000 * KR, now=spring, actor=ACTOR)
        _finished(old, cast, now=now)
        opened = now - timedelta(days=20)
        call = _call(OPEN_CALL, "Exportcheck hösten", "Export cheque, autumn", opened, now=now, actor=ACTOR)
        commands.allot(call, 2_000_000 * KR, now=opened, actor=ACTOR)
        _rate(local_date(now), "11.35", now=now)
        waiting = _filled("Fjällröd Mätteknik AB", "559999-9967", "Folke Fjällröd", 200_000)
        _to_board(call, waiting, cast, now=now - timedelta(days=6))
    earlier = (AidTold("Almi Västerbotten", local_date(now) - timedelta(days=400), 42_000_00),)
    told = _filled("Vretkulla Holding AB", "559999-9983", "Ture Vretkulla", 180_000, aid=earlier)
    _draft(call, told, now=now)
