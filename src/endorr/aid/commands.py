"""The only writers of the aid account: ceilings and rates, aid given, aid certified, and sums that changed."""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.db.models import Sum

from endorr.aid.models import Account, CeilingRow, Entry, Rate
from endorr.aid.queries import ceiling_of, members_of, rate_on, room_on
from endorr.aid.rules import Instrument, Kind, Refusal, Refused, Window, cents_of
from endorr.base.clock import local_date
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.tenancy.queries import organisation_by_id
from endorr.companies.queries import companies_by_id, company_by_id, who

RATED = kind("aid.rated", "The rate of the euro on a day was told")
GIVEN = kind("aid.given", "Aid was entered on a company's account after its group's room had been weighed")
DECLARED = kind("aid.declared", "A company's own certificate of earlier aid was entered on its account")
ADJUSTED = kind("aid.adjusted", "A sum on the account turned out otherwise; it still counts on its first day")

CEILINGS = Path(__file__).parent / "data" / "ceilings.csv"


@dataclass(frozen=True, slots=True)
class Given:
    """Aid that somebody here gives: öre gross, on the day the right to it arises, and what it comes out of."""

    ore: int
    on: date
    instrument: Instrument
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """Earlier aid as the company certifies it: who gave it, how many cents, on which day."""

    giver: str
    cents: int
    on: date
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of an amount: the entry's public id, its cents, and the rate with its day."""

    entry: str
    cents: int
    rate: Decimal
    rate_on: date


def load_ceilings() -> int:
    """Load the ceilings that the law has had; return how many there are. A second run changes nothing."""
    with CEILINGS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        told = {
            "act": row["act"],
            "cents": int(row["cents"]),
            "years": int(row["years"]),
            "window": Window(row["window"]).value,
            "last": date.fromisoformat(row["last"]) if row["last"] else None,
        }
        CeilingRow.objects.update_or_create(first=date.fromisoformat(row["first"]), defaults=told)
    return len(rows)


@transaction.atomic
def tell_rate(on: date, kronor: Decimal, source: str, *, now: datetime, actor: str) -> None:
    """Note how many kronor a euro is on a day; refused for a day to come, or when another rate was told of it."""
    if on > local_date(now):
        raise Refused(Refusal.IN_THE_FUTURE)
    if kronor <= 0:
        raise Refused(Refusal.NOT_POSITIVE)
    row, new = Rate.objects.get_or_create(
        on=on, defaults={"kronor": kronor, "source": source, "told_by": actor, "told_at": now}
    )
    if not new and row.kronor != kronor:
        raise Refused(Refusal.OTHER_RATE_TOLD)
    if new:
        facts: dict[str, Fact] = {"on": on.isoformat(), "kronor": str(kronor), "source": source}
        record(chain=NATIONAL, kind=RATED, subject=on.isoformat(), actor=actor, now=now, facts=facts)


def _account(company: str) -> Account:
    root = who([company])[company].company
    account, _ = Account.objects.get_or_create(company=company_by_id(root))
    return account


def _lock_group(company: str, on: date) -> None:
    """Lock the accounts of the whole group in one order, so that two amounts are weighed one after the other."""
    rows = companies_by_id(members_of(company, on=on))
    Account.objects.bulk_create([Account(company=row) for row in rows.values()], ignore_conflicts=True)
    held = Account.objects.select_for_update().filter(company__in=rows.values()).order_by("pk")
    list(held.values_list("pk", flat=True))


@transaction.atomic
def give(company: str, given: Given, *, organisation: str, now: datetime, actor: str, chain: str = NATIONAL) -> Entered:
    """Enter aid on a company's account when its group has room for all of it.

    Raises Refused: with the group's room when the ceiling is in the way, without a rate or a ceiling for the day, for a
    day to come, or for nothing.
    """
    if given.ore <= 0:
        raise Refused(Refusal.NOT_POSITIVE)
    if given.on > local_date(now):
        raise Refused(Refusal.IN_THE_FUTURE)
    there = (
        Entry.objects.filter(reference=given.reference, kind=Kind.DECIDED.value).first() if given.reference else None
    )
    if there is not None:
        assert there.rate is not None
        assert there.rate_on is not None
        return Entered(there.public_id, there.cents, there.rate, there.rate_on)
    _lock_group(company, given.on)
    rate = rate_on(given.on)
    if rate is None:
        raise Refused(Refusal.NO_RATE)
    cents, weighed = cents_of(given.ore, rate.kronor), room_on(company, on=given.on)
    if not weighed.admits(cents):
        raise Refused(Refusal.OVER_THE_CEILING, room=weighed, cents=cents)
    row = Entry.objects.create(
        account=_account(company),
        kind=Kind.DECIDED.value,
        instrument=given.instrument.value,
        act=weighed.ceiling.act,
        on=given.on,
        cents=cents,
        ore=given.ore,
        rate=rate.kronor,
        rate_on=rate.on,
        organisation=organisation_by_id(organisation),
        reference=given.reference,
        noted_at=now,
        noted_by=actor,
    )
    facts: dict[str, Fact] = {"entry": row.public_id, "cents": cents, "on": row.on.isoformat(), "used": weighed.used}
    _note(GIVEN, row, facts, now=now, actor=actor, chain=chain)
    return Entered(row.public_id, cents, rate.kronor, rate.on)


@transaction.atomic
def declare(company: str, told: Declared, *, now: datetime, actor: str, chain: str = NATIONAL) -> str:
    """Enter earlier aid that the company certifies and return the entry's public id; the same reference enters once.

    It is entered though it passes the ceiling: it has been given. Raises Refused for a day to come or no amount.
    """
    if told.cents <= 0:
        raise Refused(Refusal.NOT_POSITIVE)
    if told.on > local_date(now):
        raise Refused(Refusal.IN_THE_FUTURE)
    if told.reference and (row := Entry.objects.filter(reference=told.reference, kind=Kind.DECLARED.value).first()):
        return row.public_id
    row = Entry.objects.create(
        account=_account(company),
        kind=Kind.DECLARED.value,
        instrument=Instrument.OTHER.value,
        act=ceiling_of(told.on).act,
        on=told.on,
        cents=told.cents,
        giver=told.giver.strip()[:200],
        reference=told.reference,
        noted_at=now,
        noted_by=actor,
    )
    facts: dict[str, Fact] = {"entry": row.public_id, "cents": row.cents, "on": row.on.isoformat()}
    _note(DECLARED, row, facts, now=now, actor=actor, chain=chain)
    return row.public_id


@transaction.atomic
def adjust(entry: str, ore: int, *, now: datetime, actor: str, chain: str = NATIONAL) -> int:
    """Let an amount given here be another sum in öre, on its first day and at its first rate; return the cents changed.

    A higher sum is weighed as new aid is. Nothing is entered when nothing changes.
    """
    row = Entry.objects.select_related("account__company").get(public_id=entry)
    assert row.rate is not None
    company = row.account.company.public_id
    _lock_group(company, row.on)
    stands = row.cents + (row.adjustments.aggregate(sum=Sum("cents"))["sum"] or 0)
    change = cents_of(ore, row.rate) - stands
    if not change:
        return 0
    weighed = room_on(company, on=local_date(now))
    if change > 0 and not weighed.admits(change):
        raise Refused(Refusal.OVER_THE_CEILING, room=weighed, cents=change)
    Entry.objects.create(
        account=row.account,
        kind=Kind.ADJUSTMENT.value,
        instrument=row.instrument,
        act=row.act,
        on=row.on,
        cents=change,
        rate=row.rate,
        rate_on=row.rate_on,
        organisation=row.organisation,
        reference=row.reference,
        adjusts=row,
        noted_at=now,
        noted_by=actor,
    )
    facts: dict[str, Fact] = {"entry": row.public_id, "change": change, "on": row.on.isoformat()}
    _note(ADJUSTED, row, facts, now=now, actor=actor, chain=chain)
    return change


def _note(deed: str, row: Entry, facts: dict[str, Fact], *, now: datetime, actor: str, chain: str) -> None:
    subject = row.account.company.public_id
    record(chain=chain, kind=deed, subject=subject, actor=actor, now=now, facts=facts)
