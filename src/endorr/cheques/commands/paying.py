"""Pays: the company asks against invoices, one person controls, another orders, and the bank's answer is noted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from endorr.base.clock import local_date
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Direction
from endorr.base.tenancy.rules import Viewer
from endorr.cheques import letters
from endorr.cheques.commands.booking import pass_on
from endorr.cheques.commands.common import (
    Passed,
    company_actor,
    deed,
    lock_call,
    locked,
    new_link,
    note,
    refuse_unless,
    seated,
    take_duty,
)
from endorr.cheques.models import Application, CostLine, Invoice, PaymentRequest
from endorr.cheques.reading import limits_of
from endorr.cheques.rules.costs import (
    Cost,
    CostKind,
    Fault,
    InvoiceFacts,
    Stance,
    fault,
    invoice_key,
    payable,
)
from endorr.cheques.rules.money import Move
from endorr.cheques.rules.words import OPEN_PAYING, Duty, Paying, Refusal, Refused, State, check_state
from endorr.core.personal_numbers import masked

REQUESTED = kind("cheques.requested", "A company asked to be paid against invoices")
CONTROLLED = kind("cheques.controlled", "A controller found what is due of a payment request")
REJECTED = kind("cheques.rejected", "A controller found that nothing is due of a payment request")
ORDERED = kind("cheques.ordered", "A payment was ordered by somebody other than whoever controlled it")
SETTLED = kind("cheques.settled", "A payment arrived")
FAILED = kind("cheques.failed", "A payment came back; its money is committed as before")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """An invoice as the company hands it in, in öre without VAT; `cost` is the public id of the line it is for."""

    cost: str
    supplier: str
    number: str
    day: date
    paid_on: date | None
    ore: int


@transaction.atomic
def request_payment(application: str, invoices: Sequence[HandedIn], *, now: datetime) -> str:
    """Ask to be paid against invoices and return the request's public id; one request at a time."""
    row = locked(application)
    check_state(State(row.state), State.RUNNING)
    refuse_unless(invoices, Refusal.NOTHING_TO_PAY)
    refuse_unless(not row.payments.filter(state__in=[one.value for one in OPEN_PAYING]).exists(), Refusal.STILL_PAYING)
    request = PaymentRequest.objects.create(application=row, requested_at=now)
    costs = {line.public_id: line for line in row.costs.filter(stance=Stance.ALLOWED.value)}
    for told in invoices:
        _keep(row, request, told, costs, now=now)
    passed = Passed(Direction.INCOMING, "Ansökan om utbetalning")
    note(row, REQUESTED, now=now, actor=company_actor(row), passed=passed, request=request.public_id)
    return request.public_id


def _keep(
    row: Application, request: PaymentRequest, told: HandedIn, costs: Mapping[str, CostLine], *, now: datetime
) -> None:
    if told.cost not in costs:
        raise Refused(Refusal.EXPORT_AID)
    key = invoice_key(told.supplier, told.number, told.ore)
    if request.invoices.filter(key=key).exists():
        return
    elsewhere = Invoice.objects.filter(key=key, fault="").exclude(request__state=Paying.REJECTED.value)
    decision = row.decisions.latest("pk")
    found = fault(
        InvoiceFacts(told.day, told.paid_on, seen_before=elsewhere.exists()),
        decided_on=local_date(row.decisions.earliest("pk").at),
        last_day=decision.last_day,
        today=local_date(now),
    )
    Invoice.objects.create(
        request=request,
        cost=costs[told.cost],
        supplier=masked(told.supplier.strip())[:120],
        number=told.number.strip()[:40],
        key=key,
        day=told.day,
        paid_on=told.paid_on,
        ore=told.ore,
        fault=found.value,
    )


def _open_request(row: Application, *states: Paying) -> PaymentRequest:
    request = row.payments.filter(state__in=[one.value for one in states]).first()
    if request is None:
        raise Refused(Refusal.NOT_NOW)
    return request


def _costs(request: PaymentRequest) -> list[Cost]:
    rows = request.invoices.filter(fault="").select_related("cost")
    return [Cost(CostKind(one.cost.kind), one.ore) for one in rows]


def due(row: Application, request: PaymentRequest) -> int:
    """Return what is due of a request in öre, with what was paid before it."""
    assert row.rules is not None
    passed = [Paying.CONTROLLED.value, Paying.ORDERED.value, Paying.PAID.value, Paying.FAILED.value]
    earlier = list(row.payments.filter(state__in=passed).exclude(pk=request.pk))
    return payable(
        _costs(request),
        limits_of(row.rules),
        granted=row.decisions.latest("pk").ore,
        paid=sum(one.ore or 0 for one in earlier),
        earlier=[cost for one in earlier for cost in _costs(one)],
    )


def _as(duty: Duty, application: str, viewer: Viewer, *, now: datetime) -> Application:
    row = locked(application)
    seated(row, viewer, duty)
    take_duty(row, viewer, duty, now=now)
    check_state(State(row.state), State.RUNNING)
    return row


def _strike(request: PaymentRequest, struck: Mapping[str, str]) -> None:
    for invoice, why in struck.items():
        refuse_unless(why.strip(), Refusal.NO_REASON)
        request.invoices.filter(public_id=invoice, fault="").update(fault=Fault.OTHER.value, why=why.strip()[:300])


@deed
def control(
    application: str, viewer: Viewer, text: str, *, now: datetime, struck: Mapping[str, str] | None = None
) -> int:
    """Control a request: strike invoices that do not count (why, by public id) and return what is due in öre.

    Refused when nothing is due; such a request is rejected instead.
    """
    row = _as(Duty.CONTROLLER, application, viewer, now=now)
    request = _open_request(row, Paying.REQUESTED)
    refuse_unless(text.strip(), Refusal.NO_REASON)
    _strike(request, struck or {})
    ore = due(row, request)
    refuse_unless(ore, Refusal.NOTHING_TO_PAY)
    lock_call(row.call)
    pass_on(row, Move.APPROVE, ore, now=now, by=viewer.actor)
    request.state, request.ore = Paying.CONTROLLED.value, ore
    request.controlled_at, request.controller_id, request.controlled_text = now, viewer.user_id, text.strip()
    request.save()
    note(row, CONTROLLED, now=now, actor=viewer.actor, request=request.public_id, ore=ore)
    return ore


@deed
def reject(application: str, viewer: Viewer, text: str, *, now: datetime) -> None:
    """Find that nothing is due of a request; the company may ask again with other invoices."""
    row = _as(Duty.CONTROLLER, application, viewer, now=now)
    request = _open_request(row, Paying.REQUESTED)
    refuse_unless(text.strip(), Refusal.NO_REASON)
    request.state, request.controlled_at, request.settled_at = Paying.REJECTED.value, now, now
    request.controller_id, request.controlled_text = viewer.user_id, text.strip()
    request.save()
    passed = Passed(Direction.OUTGOING, "Besked om utbetalning")
    note(row, REJECTED, now=now, actor=viewer.actor, passed=passed, request=request.public_id)
    link = new_link(row, now=now, actor=viewer.actor)
    letters.tell(row, "rejected", token=link.token, once=request.public_id, now=now, words=text.strip())


@deed
def order(application: str, viewer: Viewer, *, now: datetime) -> str:
    """Order a controlled payment, or one that came back, and return the order's number."""
    row = _as(Duty.PAYER, application, viewer, now=now)
    request = _open_request(row, Paying.CONTROLLED, Paying.FAILED)
    if request.state == Paying.FAILED.value:
        lock_call(row.call)
        pass_on(row, Move.APPROVE, request.ore or 0, now=now, by=viewer.actor)
    place = row.payments.filter(pk__lte=request.pk).count()
    request.state, request.ordered_at, request.payer_id = Paying.ORDERED.value, now, viewer.user_id
    request.tries += 1
    request.order = f"{row.number}-U{place}"
    request.save()
    note(row, ORDERED, now=now, actor=viewer.actor, order=request.order, ore=request.ore, tries=request.tries)
    return request.order


@deed
def confirm_paid(application: str, viewer: Viewer, *, now: datetime) -> None:
    """Note that an ordered payment has arrived."""
    row, request = _ordered(application, viewer, Move.PAY, now=now)
    request.state, request.settled_at = Paying.PAID.value, now
    request.save(update_fields=["state", "settled_at"])
    _tell(row, request, SETTLED, "paid", viewer, now=now)


@deed
def note_returned(application: str, viewer: Viewer, *, now: datetime) -> None:
    """Note that an ordered payment came back: its money is committed as before, and it can be ordered anew."""
    row, request = _ordered(application, viewer, Move.RETURN, now=now)
    request.state = Paying.FAILED.value
    request.save(update_fields=["state"])
    _tell(row, request, FAILED, "failed", viewer, now=now)


def _ordered(application: str, viewer: Viewer, move: Move, *, now: datetime) -> tuple[Application, PaymentRequest]:
    """Move the money of the payment that is with the bank."""
    row = _as(Duty.PAYER, application, viewer, now=now)
    request = _open_request(row, Paying.ORDERED)
    lock_call(row.call)
    pass_on(row, move, request.ore or 0, now=now, by=viewer.actor)
    return row, request


def _tell(row: Application, request: PaymentRequest, what: str, name: str, viewer: Viewer, *, now: datetime) -> None:
    note(row, what, now=now, actor=viewer.actor, order=request.order, ore=request.ore)
    link = new_link(row, now=now, actor=viewer.actor)
    letters.tell(row, name, token=link.token, once=f"{request.public_id}:{request.tries}", now=now)
