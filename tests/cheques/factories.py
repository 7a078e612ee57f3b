"""A call of a region, its board of three organisations and a company that applies; every one of them is made up."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.cases.factories import UMEA, adviser, door, organisation, region_of, viewer

from endorr.aid.commands import load_ceilings, tell_rate
from endorr.base.accounts.models import User
from endorr.base.tenancy.models import Organisation
from endorr.base.tenancy.rules import Role, Viewer
from endorr.cheques import commands
from endorr.cheques.commands import Calling, Filled, HandedIn, Opinion, Ruling
from endorr.cheques.commands.applying import CostTold
from endorr.cheques.models import Application, Balance, Call
from endorr.cheques.rules.costs import CostKind
from endorr.cheques.rules.eligibility import Limits, Trade

# Friday 18 December 2026, ten o'clock in Stockholm.
NOW = datetime(2026, 12, 18, 9, tzinfo=UTC)
TODAY = NOW.date()
LATER = NOW + timedelta(days=60)
KR = 100
THOUSAND = 1_000 * KR
NUMBER = "559999-9991"
SITE = "https://dorren.example"
SYSTEM = "system:test"
LIMITS = Limits(
    employees=(2, 49),
    turnover=(3_000 * THOUSAND, None),
    amount=(10 * THOUSAND, 1_000 * THOUSAND),
    months=12,
    travel_share=20,
    barred=frozenset({Trade.FARMING}),
    county="24",
)
POINTS = dict.fromkeys(("need", "market", "ability", "plan"), 4)


@dataclass(frozen=True)
class Scene:
    """A call and everybody who works with it, as viewers."""

    call: str
    region: Organisation
    lars: Viewer  # officer
    sara: Viewer  # decider
    olle: Viewer  # controller
    siv: Viewer  # payer
    board: tuple[Viewer, ...]  # Almi, EEN, the chamber
    people: dict[str, User]

    def row(self) -> Call:
        return Call.objects.get(public_id=self.call)

    def balances(self) -> dict[str, int]:
        """What stands on each account, all funders together."""
        sums: dict[str, int] = {}
        for row in Balance.objects.filter(funder__call__public_id=self.call):
            sums[row.account] = sums.get(row.account, 0) + row.ore
        return sums


def scene(*, kronor: int = 1_000_000, funders: tuple[tuple[str, int], ...] = (("Regionen", 60), ("EU", 40))) -> Scene:
    load_ceilings()
    commands.load_reference()
    commands.define_rules("exempel", "Exportcheck Exempel", LIMITS, "Påhittade regler", date(2026, 1, 1))
    here = door()
    region = region_of(here)
    partners = [organisation(name, here) for name in ("Almi Exempel", "EEN Exempel", "Kammaren Exempel")]
    people = {
        "lars": adviser("Lars Ek", region),
        "sara": adviser("Sara Berg", region, Role.COORDINATOR),
        "olle": adviser("Olle Sund", region, Role.CONTROLLER),
        "siv": adviser("Siv Holm", region, Role.CONTROLLER),
        "karin": adviser("Karin Almi", partners[0]),
        "jon": adviser("Jon Een", partners[1]),
        "eva": adviser("Eva Kammare", partners[2]),
    }
    call = commands.open_call(
        Calling(
            code="ec26",
            cooperation=here.public_id,
            organisation=region.public_id,
            rules="exempel",
            title="Exportcheck hösten 2026",
            title_en="Export cheque, autumn 2026",
            about="För företag som ska ut på en ny marknad.",
            about_en="For companies that enter a new market.",
            opens_at=NOW - timedelta(days=30),
            closes_at=NOW + timedelta(days=30),
            days=60,
            funders=funders,
        ),
        now=NOW - timedelta(days=31),
        actor=SYSTEM,
    )
    for person, partner in zip(("karin", "jon", "eva"), partners, strict=True):
        commands.seat_on_board(call, people[person].pk, partner.public_id, now=NOW, actor=SYSTEM)
    if kronor:
        commands.allot(call, kronor * KR, now=NOW, actor=SYSTEM)
    tell_rate(TODAY, Decimal("11.50"), "ECB", now=NOW, actor=SYSTEM)
    lars, sara, olle, siv, *board = (viewer(one) for one in people.values())
    return Scene(call, region, lars, sara, olle, siv, tuple(board), people)


def filled(**changes: Any) -> Filled:
    told: dict[str, Any] = {
        "company_name": "Norrvret Lampor AB",
        "number": NUMBER,
        "contact_name": "Vera Lindsela",
        "email": "vera@lampor.example",
        "phone": "070-123 45 67",
        "municipality": UMEA,
        "trade": Trade.OTHER,
        "employees": 12,
        "turnover": 8_000 * THOUSAND,
        "begun": False,
        "months": 8,
        "asked": 200 * THOUSAND,
        "purpose": "Vi ska sälja lampor i Tyskland.",
        "need": "Utan checken väntar vi två år.",
        "certified": True,
        "costs": (CostTold(CostKind.CONSULTANT, "Marknadsplan för Tyskland", 400 * THOUSAND),),
    }
    return Filled(**{**told, **changes})


def draft(made: Scene, **changes: Any) -> str:
    """Let a company begin and fill in an application; return its public id."""
    told = filled(**changes)
    commands.begin(made.call, told.email, site=SITE, language="sv", now=NOW)
    application = Application.objects.latest("pk").public_id
    commands.save(application, told, now=NOW)
    return application


def submitted(made: Scene, **changes: Any) -> str:
    application = draft(made, **changes)
    commands.submit(application, now=NOW)
    return application


def with_board(made: Scene, **changes: Any) -> str:
    application = submitted(made, **changes)
    commands.take_up(application, made.lars, now=NOW)
    commands.to_board(application, made.lars, now=NOW)
    return application


def supported(application: str, member: Viewer, ore: int, *, supports: bool = True) -> None:
    commands.declare(application, member, None, "", now=NOW)
    commands.assess(application, member, Opinion(POINTS, supports, ore, "Genomtänkt."), now=NOW)


def assessed(made: Scene, ore: int = 200 * THOUSAND, **changes: Any) -> str:
    application = with_board(made, **changes)
    for member in made.board:
        supported(application, member, ore)
    return application


def recommended(made: Scene, ore: int = 200 * THOUSAND, **changes: Any) -> str:
    application = assessed(made, ore, **changes)
    commands.recommend(application, made.lars, ore, "Gruppen var enig.", now=NOW)
    return application


def ruling(ore: int = 200 * THOUSAND, reasons: str = "Ny marknad, god plan.") -> Ruling:
    return Ruling(ore, reasons, date(2027, 10, 1))


def granted(made: Scene, ore: int = 200 * THOUSAND, **changes: Any) -> str:
    application = recommended(made, ore, **changes)
    commands.decide(application, made.sara, ruling(ore), now=NOW)
    return application


def running(made: Scene, ore: int = 200 * THOUSAND, **changes: Any) -> str:
    application = granted(made, ore, **changes)
    commands.accept_terms(application, now=NOW)
    return application


def invoice(application: str, kronor: int = 300_000, number: str = "F-1", **changes: Any) -> HandedIn:
    cost = Application.objects.get(public_id=application).costs.first()
    assert cost is not None
    told: dict[str, Any] = {
        "cost": cost.public_id,
        "supplier": "Studio Nord AB",
        "number": number,
        "day": date(2027, 1, 10),
        "paid_on": date(2027, 1, 20),
        "ore": kronor * KR,
    }
    return HandedIn(**{**told, **changes})


def paid(made: Scene, application: str, *invoices: HandedIn) -> None:
    commands.request_payment(application, invoices or [invoice(application)], now=LATER)
    commands.control(application, made.olle, "Fakturor och betalningar stämmer.", now=LATER)
    commands.order(application, made.siv, now=LATER)
    commands.confirm_paid(application, made.siv, now=LATER)


def reported(application: str) -> None:
    commands.hand_in_report(application, "Vi har en återförsäljare.", 1, 900 * THOUSAND, now=LATER)
