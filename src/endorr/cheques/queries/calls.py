"""Reads calls, which are for everybody, and what may be held against them."""

from dataclasses import dataclass
from datetime import date, datetime

from endorr.base.tenancy.rules import public_query
from endorr.cheques.models import Call
from endorr.cheques.reading import cost_rules, limits_of
from endorr.cheques.rules.costs import CostRule
from endorr.cheques.rules.eligibility import Limits
from endorr.cheques.rules.words import Appeal, Funding


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call as anybody sees it; `rules` names the version of the rules and whence they are."""

    public_id: str
    code: str
    title: str
    title_en: str
    about: str
    about_en: str
    organisation: str
    cooperation: str
    door: str
    opens_at: datetime
    closes_at: datetime
    is_open: bool
    days: int
    limits: Limits
    rules: str
    version: int
    source: str
    funding: Funding
    appeal: Appeal
    criteria: tuple[str, ...]
    funders: tuple[str, ...]


@public_query("calls are for everybody")
def row_of(call: Call, *, now: datetime, funders: tuple[str, ...] = ()) -> CallRow:
    """Return a call, read with its rules, organisation and cooperation, as a plain row."""
    return CallRow(
        public_id=call.public_id,
        code=call.code,
        title=call.title,
        title_en=call.title_en,
        about=call.about,
        about_en=call.about_en,
        organisation=call.organisation.name,
        cooperation=call.cooperation.name,
        door=call.cooperation.slug,
        opens_at=call.opens_at,
        closes_at=call.closes_at,
        is_open=call.opens_at <= now < call.closes_at,
        days=call.days,
        limits=limits_of(call.rules),
        rules=call.rules.title,
        version=call.rules.version,
        source=call.rules.source,
        funding=Funding(call.funding),
        appeal=Appeal(call.appeal),
        criteria=tuple(call.criteria),
        funders=funders,
    )


_READ = ("rules", "organisation", "cooperation")


@public_query("calls are for everybody")
def calls(now: datetime) -> tuple[CallRow, ...]:
    """Return every call that has opened, those that are open first; one query."""
    rows = Call.objects.filter(opens_at__lte=now).select_related(*_READ).order_by("closes_at", "pk")
    told = [row_of(row, now=now) for row in rows]
    return tuple(sorted(told, key=lambda one: not one.is_open))


@public_query("calls are for everybody")
def call_by_code(code: str, *, now: datetime) -> CallRow | None:
    """Return one call, None before it opens and for one that does not exist; two queries."""
    row = Call.objects.filter(code=code, opens_at__lte=now).select_related(*_READ).first()
    if row is None:
        return None
    return row_of(row, now=now, funders=tuple(row.funders.values_list("name", flat=True)))


@public_query("the cost catalogue is for everybody")
def cost_catalogue(on: date) -> tuple[CostRule, ...]:
    """Return which kinds of cost count on a day, and by which law others do not; one query."""
    return cost_rules(on)
