"""What follows a decision: the terms accepted, the final report, the file closed, and money demanded back."""

from datetime import datetime

from django.db import transaction

from endorr.aid.commands import adjust
from endorr.base.clock import local_date
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Direction
from endorr.base.tenancy.rules import Viewer
from endorr.cheques import letters
from endorr.cheques.commands.booking import pass_all, pass_on, sum_of
from endorr.cheques.commands.common import (
    Passed,
    company_actor,
    deed,
    lock_call,
    locked,
    new_link,
    note,
    person_of,
    refuse_unless,
    seated,
    take_duty,
)
from endorr.cheques.commands.preparing import as_officer
from endorr.cheques.models import Recovery, Report
from endorr.cheques.rules.money import Account, Move
from endorr.cheques.rules.words import OPEN_PAYING, Duty, Refusal, State, check_state
from endorr.core.personal_numbers import masked

ACCEPTED = kind("cheques.accepted", "A company accepted the terms of its cheque")
REPORTED = kind("cheques.reported", "A company handed in its final report")
APPROVED = kind("cheques.approved", "An officer approved a final report")
CLOSED = kind("cheques.closed", "A cheque was closed; what was not used is free, and the aid is what was paid")
DEMANDED = kind("cheques.demanded", "Money was demanded back")
REPAID = kind("cheques.repaid", "Money that was demanded came back")
WRITTEN_OFF = kind("cheques.written_off", "Money that was demanded back was written off")


@transaction.atomic
def accept_terms(application: str, *, now: datetime) -> None:
    """Accept the terms of a granted cheque; accepted again nothing happens."""
    row = locked(application)
    if row.terms_accepted_at is not None:
        return
    check_state(State(row.state), State.GRANTED)
    row.state, row.terms_accepted_at = State.RUNNING.value, now
    row.save(update_fields=["state", "terms_accepted_at"])
    passed = Passed(Direction.INCOMING, "Godkända villkor för exportcheck")
    note(row, ACCEPTED, now=now, actor=company_actor(row), passed=passed)


@transaction.atomic
def hand_in_report(application: str, text: str, new_markets: int, orders: int, *, now: datetime) -> None:
    """Hand in the final report: what was done, on how many new markets one has sold, and orders in öre.

    Handed in again it replaces the first, until it is approved.
    """
    row = locked(application)
    check_state(State(row.state), State.RUNNING)
    refuse_unless(text.strip(), Refusal.NO_REASON)
    there = Report.objects.filter(application=row).first()
    refuse_unless(there is None or there.approved_at is None, Refusal.NOT_NOW)
    told = {"text": masked(text.strip()), "new_markets": new_markets, "orders": orders, "at": now}
    Report.objects.update_or_create(application=row, defaults=told)
    passed = Passed(Direction.INCOMING, "Slutrapport om exportcheck")
    note(row, REPORTED, now=now, actor=company_actor(row), passed=passed, new_markets=new_markets, orders=orders)
    letters.tell_officer(row, "reported", now=now, once=f"{row.public_id}:{now.isoformat()}")


@deed
def approve_report(application: str, viewer: Viewer, *, now: datetime) -> None:
    """Approve the final report."""
    row = as_officer(application, viewer, now=now)
    check_state(State(row.state), State.RUNNING)
    report = Report.objects.filter(application=row, approved_at__isnull=True).first()
    refuse_unless(report, Refusal.NO_REPORT)
    assert report is not None
    report.approved_at, report.approved_by_id = now, viewer.user_id
    report.save(update_fields=["approved_at", "approved_by"])
    note(row, APPROVED, now=now, actor=viewer.actor)


@deed
def close(application: str, viewer: Viewer, *, now: datetime) -> int:
    """Close a cheque and return how many öre were released: what was not used, while the aid becomes what was paid.

    Refused while a payment is under way, and without an approved report.
    """
    row = as_officer(application, viewer, now=now)
    check_state(State(row.state), State.RUNNING)
    refuse_unless(not row.payments.filter(state__in=[one.value for one in OPEN_PAYING]).exists(), Refusal.STILL_PAYING)
    refuse_unless(Report.objects.filter(application=row, approved_at__isnull=False).exists(), Refusal.NO_REPORT)
    lock_call(row.call)
    released = pass_all(row, Move.RELEASE, now=now, by=viewer.actor)
    paid, decision = sum_of(row, Account.PAID), row.decisions.latest("pk")
    adjust(decision.aid_entry, paid, now=now, actor=viewer.actor, chain=row.call.cooperation.public_id)
    row.state, row.closed_at = State.CLOSED.value, now
    row.save(update_fields=["state", "closed_at"])
    note(row, CLOSED, now=now, actor=viewer.actor, released=released, paid=paid)
    link = new_link(row, now=now, actor=viewer.actor)
    letters.tell(row, "closed", token=link.token, once=row.public_id, now=now)
    return released


@deed
def demand_back(application: str, viewer: Viewer, ore: int, reasons: str, *, now: datetime) -> None:
    """Demand money back, in öre, with reasons, as the file's decider; never more than was paid."""
    row = locked(application)
    seated(row, viewer, Duty.DECIDER)
    take_duty(row, viewer, Duty.DECIDER, now=now)
    check_state(State(row.state), State.RUNNING, State.CLOSED)
    refuse_unless(reasons.strip() and ore > 0, Refusal.NO_REASON)
    lock_call(row.call)
    pass_on(row, Move.DEMAND, ore, now=now, by=viewer.actor)
    person = person_of(viewer)
    made = Recovery.objects.create(application=row, ore=ore, reasons=reasons.strip(), at=now, person_id=person)
    passed = Passed(Direction.OUTGOING, "Krav på återbetalning")
    note(row, DEMANDED, now=now, actor=viewer.actor, passed=passed, ore=ore)
    link = new_link(row, now=now, actor=viewer.actor)
    letters.tell(row, "demanded", token=link.token, once=f"{row.public_id}:{made.pk}", now=now, words=made.reasons)


@deed
def note_repaid(application: str, viewer: Viewer, ore: int, *, now: datetime) -> None:
    """Note that money which was demanded has come back; it is available again."""
    row = locked(application)
    seated(row, viewer, Duty.PAYER)
    take_duty(row, viewer, Duty.PAYER, now=now)
    lock_call(row.call)
    pass_on(row, Move.REPAY, ore, now=now, by=viewer.actor)
    _settle(row.recoveries, "repaid", ore)
    note(row, REPAID, now=now, actor=viewer.actor, ore=ore, on=local_date(now).isoformat())


@deed
def write_off(application: str, viewer: Viewer, ore: int, reasons: str, *, now: datetime) -> None:
    """Give up money that was demanded back, with reasons; a decision."""
    row = locked(application)
    seated(row, viewer, Duty.DECIDER)
    take_duty(row, viewer, Duty.DECIDER, now=now)
    refuse_unless(reasons.strip(), Refusal.NO_REASON)
    lock_call(row.call)
    pass_on(row, Move.WRITE_OFF, ore, now=now, by=viewer.actor)
    _settle(row.recoveries, "lost", ore)
    note(row, WRITTEN_OFF, now=now, actor=viewer.actor, ore=ore, personal={"reasons": reasons.strip()})


def _settle(recoveries: "object", field: str, ore: int) -> None:
    """Set a sum against the demands, oldest first."""
    for one in recoveries.order_by("pk"):  # type: ignore[attr-defined]
        part = min(ore, one.ore - one.repaid - one.lost)
        if part:
            setattr(one, field, getattr(one, field) + part)
            one.save(update_fields=[field])
            ore -= part
