"""Reads an application for the company that holds its link."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from endorr.aid.queries import rate_on, room_on
from endorr.aid.rules import Refused as AidRefused
from endorr.aid.rules import ore_within
from endorr.base.clock import local_date
from endorr.base.tenancy.rules import public_query
from endorr.cheques.models import Application, Attachment
from endorr.cheques.queries.calls import CallRow, row_of
from endorr.cheques.queries.parts import (
    CostShown,
    DecisionShown,
    FileShown,
    PaymentShown,
    costs_shown,
    decisions_shown,
    files_shown,
    payments_shown,
    stored_file,
)
from endorr.cheques.rules.eligibility import Trade
from endorr.cheques.rules.words import OPEN_STATES, State
from endorr.companies.keys import opened

WHY = "whoever holds the link is the company, and the link leads to this application only"
DECIDED = frozenset({State.GRANTED, State.RUNNING, State.REFUSED, State.CLOSED})


@dataclass(frozen=True, slots=True)
class AidRoom:
    """How much small aid the company's group may still receive: in cents, and in öre at a day's rate if one is told."""

    left: int
    used: int
    ceiling: int
    since: date
    left_ore: int | None
    rate: Decimal | None
    rate_on: date | None


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What stands in the form, as it was filled in."""

    company_name: str
    number: str
    contact_name: str
    email: str
    phone: str
    municipality: str
    trade: Trade | None
    employees: int | None
    turnover: int | None
    begun: bool | None
    months: int | None
    asked: int | None
    purpose: str
    need: str
    certified: bool
    earlier_aid: tuple[tuple[str, date, int], ...]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """All that the company sees of its application."""

    public_id: str
    number: str
    state: State
    call: CallRow
    filled: FilledIn
    submitted_at: datetime | None
    answer_by: date | None
    costs: tuple[CostShown, ...]
    files: tuple[FileShown, ...]
    wanted: str
    wanted_by: date | None
    decisions: tuple[DecisionShown, ...]
    payments: tuple[PaymentShown, ...]
    room: AidRoom | None
    report_at: datetime | None
    report_approved: bool

    @property
    def granted(self) -> int:
        """What stands granted today, in öre."""
        return self.decisions[-1].ore if self.decisions else 0


def _application(public_id: str) -> Application:
    rows = Application.objects.select_related(
        "call__rules", "call__organisation", "call__cooperation", "rules", "company", "report"
    )
    return rows.get(public_id=public_id)


@public_query("sums by public id, for pages that have shown whose they are")
def aid_room(company: str, on: date) -> AidRoom | None:
    """Return a company's room for small aid on a day; None where the law that we know says nothing."""
    try:
        found = room_on(company, on=on)
    except AidRefused:
        return None
    rate = rate_on(on)
    return AidRoom(
        left=found.left,
        used=found.used,
        ceiling=found.ceiling.cents,
        since=found.since,
        left_ore=ore_within(found.left, rate.kronor) if rate else None,
        rate=rate.kronor if rate else None,
        rate_on=rate.on if rate else None,
    )


@public_query(WHY)
def own_page(public_id: str, *, now: datetime) -> OwnPage:
    """Return what the company sees of its application: at most ten queries."""
    row = _application(public_id)
    state = State(row.state)
    filling = state in {State.DRAFT, State.COMPLETING}
    asked = row.completions.filter(answered_at__isnull=True).first() if state is State.COMPLETING else None
    return OwnPage(
        public_id=row.public_id,
        number=row.number,
        state=state,
        call=row_of(row.call, now=now),
        filled=_filled(row, with_aid=filling),
        submitted_at=row.submitted_at,
        answer_by=row.answer_by,
        costs=costs_shown(row.costs.all()),
        files=files_shown(row),
        wanted=asked.text if asked else "",
        wanted_by=asked.by if asked else None,
        decisions=decisions_shown(row) if state in DECIDED else (),
        payments=payments_shown(row) if state in {State.RUNNING, State.CLOSED} else (),
        room=aid_room(row.company.public_id, local_date(now)) if row.company and state in OPEN_STATES else None,
        report_at=row.report.at if hasattr(row, "report") else None,
        report_approved=hasattr(row, "report") and row.report.approved_at is not None,
    )


def _filled(row: Application, *, with_aid: bool) -> FilledIn:
    earlier = row.earlier_aid.order_by("pk").values_list("giver", "on", "cents") if with_aid else ()
    return FilledIn(
        company_name=row.company_name,
        number=opened(row.sealed_number),
        contact_name=row.contact_name,
        email=row.email,
        phone=row.phone,
        municipality=row.municipality,
        trade=Trade(row.trade) if row.trade else None,
        employees=row.employees,
        turnover=row.turnover,
        begun=row.begun,
        months=row.months,
        asked=row.asked,
        purpose=row.purpose,
        need=row.need,
        certified=row.certified,
        earlier_aid=tuple(earlier),
    )


@public_query(WHY)
def own_file(public_id: str, file: str) -> Attachment | None:
    """Return a file of the application that a link leads to; None for any other."""
    return stored_file(_application(public_id), file)
