"""Makes calls: rule sets in versions, a call with its funders and its board, and the money it is given."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Fact
from endorr.base.tenancy.queries import cooperation_by_id, organisation_by_id
from endorr.cheques.commands.booking import book, weights_of
from endorr.cheques.commands.common import lock_call
from endorr.cheques.models import Balance, Call, CostRow, Funder, RuleSet, Seat
from endorr.cheques.rules.eligibility import Limits, Trade
from endorr.cheques.rules.money import Account, Move, parts
from endorr.cheques.rules.words import Appeal, Funding

OPENED = kind("cheques.opened", "A call for cheques was opened, with its rules, funders and board")
RULED = kind("cheques.ruled", "A call goes by another version of its rules; what was submitted goes by the old one")
SEATED = kind("cheques.seated", "Somebody took a seat on a call's board for an organisation")
LEFT = kind("cheques.left", "Somebody left a call's board")
ALLOTTED = kind("cheques.allotted", "A call was given money, divided among its funders")

DATA = Path(__file__).resolve().parent.parent / "data"
CRITERIA = ("need", "market", "ability", "plan")


@dataclass(frozen=True, slots=True)
class Calling:
    """What a call is: whose, by which rules (key of a rule set), when open, what it says of itself and who pays.

    `funders` are names with weights; `days` within how many days of a complete application there is a decision.
    """

    code: str
    cooperation: str
    organisation: str
    rules: str
    title: str
    title_en: str
    about: str
    about_en: str
    opens_at: datetime
    closes_at: datetime
    days: int
    funders: Sequence[tuple[str, int]]
    funding: Funding = Funding.REGION
    appeal: Appeal = Appeal.LEGALITY
    criteria: Sequence[str] = field(default=CRITERIA)
    fictional: bool = False


def _number(text: str) -> int | None:
    return int(text) if text else None


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_reference() -> tuple[int, int]:
    """Load the rule sets that regions have had and the cost catalogue; return how many. A second run adds nothing."""
    rule_sets, costs = _rows("rulesets.csv"), _rows("costs.csv")
    for row in rule_sets:
        limits = Limits(
            employees=(_number(row["employees_from"]), _number(row["employees_to"])),
            turnover=(_number(row["turnover_from"]), _number(row["turnover_to"])),
            amount=(_number(row["amount_from"]), _number(row["amount_to"])),
            share=int(row["share"]),
            months=_number(row["months"]),
            travel_share=_number(row["travel_share"]),
            running_years=_number(row["running_years"]),
            one_a_year=bool(row["one_a_year"]),
            barred=frozenset(Trade(one) for one in row["barred"].split("|") if one),
            county=row["county"],
        )
        RuleSet.objects.get_or_create(
            key=row["key"],
            version=int(row["version"]),
            defaults=_stored(row["title"], limits, row["source"], date.fromisoformat(row["first"])),
        )
    for row in costs:
        told = {
            "stance": row["stance"],
            "law": row["law"],
            "signs": [sign for sign in row["signs"].split("|") if sign],
            "last": date.fromisoformat(row["last"]) if row["last"] else None,
        }
        CostRow.objects.update_or_create(kind=row["kind"], first=date.fromisoformat(row["first"]), defaults=told)
    return len(rule_sets), len(costs)


def _stored(title: str, limits: Limits, source: str, first: date) -> dict[str, object]:
    return {
        "title": title,
        "source": source,
        "first": first,
        "county": limits.county,
        "employees_from": limits.employees[0],
        "employees_to": limits.employees[1],
        "turnover_from": limits.turnover[0],
        "turnover_to": limits.turnover[1],
        "amount_from": limits.amount[0],
        "amount_to": limits.amount[1],
        "share": limits.share,
        "months": limits.months,
        "travel_share": limits.travel_share,
        "running_years": limits.running_years,
        "one_a_year": limits.one_a_year,
        "barred": sorted(one.value for one in limits.barred),
    }


@transaction.atomic
def define_rules(key: str, title: str, limits: Limits, source: str, first: date) -> int:
    """Store a rule set as the next version of its key and return the version; the same as the latest is no new one."""
    told = _stored(title, limits, source, first)
    latest = RuleSet.objects.filter(key=key).order_by("-version").first()
    if latest and all(getattr(latest, name) == value for name, value in told.items()):
        return latest.version
    version = (RuleSet.objects.filter(key=key).aggregate(most=Max("version"))["most"] or 0) + 1
    RuleSet.objects.create(key=key, version=version, **told)
    return version


def _rules(key: str) -> RuleSet:
    return RuleSet.objects.filter(key=key).latest("version")


@transaction.atomic
def open_call(told: Calling, *, now: datetime, actor: str) -> str:
    """Open a call, without money yet, and return its public id."""
    call = Call.objects.create(
        code=told.code,
        cooperation=cooperation_by_id(told.cooperation),
        organisation=organisation_by_id(told.organisation),
        rules=_rules(told.rules),
        title=told.title,
        title_en=told.title_en,
        about=told.about,
        about_en=told.about_en,
        opens_at=told.opens_at,
        closes_at=told.closes_at,
        days=told.days,
        criteria=list(told.criteria),
        funding=told.funding.value,
        appeal=told.appeal.value,
        fictional=told.fictional,
    )
    for name, weight in told.funders:
        funder = Funder.objects.create(call=call, name=name, weight=weight)
        Balance.objects.bulk_create(Balance(funder=funder, account=one.value) for one in Account)
    _note(call, OPENED, {"rules": str(call.rules)}, now=now, actor=actor)
    return call.public_id


@transaction.atomic
def use_rules(call: str, key: str, *, now: datetime, actor: str) -> None:
    """Let a call go by the latest version of a rule set from now on; what was submitted keeps the version it had."""
    row = Call.objects.select_for_update().select_related("rules", "cooperation").get(public_id=call)
    new = _rules(key)
    if row.rules == new:
        return
    before, row.rules = str(row.rules), new
    row.save(update_fields=["rules"])
    _note(row, RULED, {"before": before, "after": str(new)}, now=now, actor=actor)


@transaction.atomic
def seat_on_board(call: str, person: int, organisation: str, *, now: datetime, actor: str) -> None:
    """Give a person (row number) a seat on a call's board for an organisation; who has one keeps it."""
    row = Call.objects.select_related("cooperation").get(public_id=call)
    seat, new = Seat.objects.get_or_create(
        call=row,
        person_id=person,
        left_at=None,
        defaults={"organisation": organisation_by_id(organisation), "since": now},
    )
    if new:
        _note(row, SEATED, {"person": seat.person.public_id, "organisation": organisation}, now=now, actor=actor)


@transaction.atomic
def leave_board(call: str, person: int, *, now: datetime, actor: str) -> None:
    """End a person's seat on a call's board; what they have voted counts no more in files not yet recommended."""
    row = Call.objects.select_related("cooperation").get(public_id=call)
    seat = Seat.objects.filter(call=row, person=person, left_at__isnull=True).first()
    if seat:
        seat.left_at = now
        seat.save(update_fields=["left_at"])
        _note(row, LEFT, {"person": seat.person.public_id}, now=now, actor=actor)


@transaction.atomic
def allot(call: str, ore: int, *, now: datetime, actor: str) -> None:
    """Give a call money in öre, divided among its funders by their weights."""
    row = lock_call(Call.objects.get(public_id=call))
    book(None, Move.ALLOT, parts(ore, weights_of(row)), now=now, by=actor)
    _note(row, ALLOTTED, {"ore": ore}, now=now, actor=actor)


def _note(call: Call, what: str, facts: dict[str, Fact], *, now: datetime, actor: str) -> None:
    chain = call.cooperation.public_id
    record(chain=chain, kind=what, subject=call.public_id, actor=actor, now=now, facts={"call": call.code, **facts})
