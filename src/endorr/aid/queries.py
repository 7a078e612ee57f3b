"""Reads the aid account: what a group has received and may still receive. Whose it is, the higher room's walls tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from endorr.aid.models import CeilingRow, Entry, Rate
from endorr.aid.rules import Aid, Ceiling, Instrument, Kind, Room, Window, ceiling_on, room
from endorr.base.tenancy.rules import public_query
from endorr.companies.queries import group_of

WHY = "sums by public id for a higher room, which has shown that its viewer may know of the company"


@dataclass(frozen=True, slots=True)
class RateRow:
    """Kronor for a euro: on which day, and by whose word."""

    on: date
    kronor: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of the account of a company of a group, in cents."""

    company: str
    on: date
    cents: int
    kind: Kind
    instrument: Instrument
    act: str
    giver: str
    rate: Decimal | None
    rate_on: date | None
    counts: bool


def _ceilings() -> list[Ceiling]:
    rows = CeilingRow.objects.order_by("first")
    return [Ceiling(row.act, row.cents, row.years, Window(row.window), row.first, row.last) for row in rows]


@public_query(WHY)
def members_of(company: str, *, on: date) -> frozenset[str]:
    """Return the companies that are one undertaking with a company on a day (art. 2.2)."""
    return group_of(company, on=on)


def _entries(members: Iterable[str]) -> list[Entry]:
    ids = list(members)
    whose = Q(account__company__public_id__in=ids) | Q(account__company__merged_into__public_id__in=ids)
    rows = Entry.objects.filter(whose).select_related("account__company__merged_into")
    return list(rows.order_by("on", "pk"))


def _company(row: Entry) -> str:
    return (row.account.company.merged_into or row.account.company).public_id


@public_query("the law is public")
def ceiling_of(day: date) -> Ceiling:
    """Return the ceiling in force on a day; raises Refused without one; one query."""
    return ceiling_on(_ceilings(), day)


@public_query(WHY)
def room_on(company: str, *, on: date) -> Room:
    """Return what a company's group has used of its ceiling on a day; raises Refused where no ceiling is known."""
    received = [Aid(_company(row), row.on, row.cents) for row in _entries(members_of(company, on=on))]
    return room(ceiling_of(on), received, on=on)


@public_query(WHY)
def account_of(company: str, *, on: date) -> tuple[Room, tuple[EntryRow, ...]]:
    """Return a group's room on a day and every line it is made of, oldest first; at most five queries."""
    rows, ceiling = _entries(members_of(company, on=on)), ceiling_of(on)
    found = room(ceiling, [Aid(_company(row), row.on, row.cents) for row in rows], on=on)
    told = tuple(
        EntryRow(
            company=_company(row),
            on=row.on,
            cents=row.cents,
            kind=Kind(row.kind),
            instrument=Instrument(row.instrument),
            act=row.act,
            giver=row.giver,
            rate=row.rate,
            rate_on=row.rate_on,
            counts=row.on >= found.since,
        )
        for row in rows
    )
    return found, told


@public_query("the rate of the euro is public")
def rate_on(day: date) -> RateRow | None:
    """Return the latest rate told of a day or one before it; None when none has been told; one query."""
    row = Rate.objects.filter(on__lte=day).order_by("-on").first()
    return RateRow(row.on, row.kronor, row.source) if row else None
