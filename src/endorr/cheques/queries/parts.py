"""The parts of an application that the company and those who work in it see alike, as frozen rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from endorr.base.tenancy.rules import public_query
from endorr.cheques.models import Application, Attachment, CostLine, Decision, PaymentRequest
from endorr.cheques.rules.costs import CostKind, Fault, Stance
from endorr.cheques.rules.words import Appeal, FileKind, Outcome, Paying

WHY = "turns rows into what is shown; the query that read them has asked who looks"


@dataclass(frozen=True, slots=True)
class CostShown:
    """A cost applied for, and how it stands."""

    public_id: str
    kind: CostKind
    what: str
    ore: int
    stance: Stance
    law: str
    sign: str
    why: str


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file of an application."""

    public_id: str
    name: str
    kind: FileKind
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """A decision as it was made; `amends` is the number of the one it puts right, `amended_by` of the one that did."""

    number: str
    outcome: Outcome
    ore: int
    share: int
    last_day: date | None
    reasons: str
    stopped: tuple[dict[str, object], ...]
    appeal: Appeal
    at: datetime
    person: str
    amends: str
    amended_by: str
    aid_cents: int | None
    aid_rate: Decimal | None
    aid_rate_on: date | None


@dataclass(frozen=True, slots=True)
class InvoiceShown:
    """An invoice, and why it does not count, if it does not."""

    public_id: str
    supplier: str
    number: str
    day: date
    ore: int
    what: str
    fault: Fault
    why: str


@dataclass(frozen=True, slots=True)
class PaymentShown:
    """A payment request and how far it has come; `ore` once it has been controlled."""

    state: Paying
    requested_at: datetime
    ore: int | None
    order: str
    controller: str
    payer: str
    text: str
    settled_at: datetime | None
    invoices: tuple[InvoiceShown, ...]

    @property
    def struck(self) -> int:
        """The sum of the invoices that do not count, in öre."""
        return sum(one.ore for one in self.invoices if one.fault)

    @property
    def asked(self) -> int:
        """The sum of all the invoices, in öre."""
        return sum(one.ore for one in self.invoices)


@public_query(WHY)
def costs_shown(lines: Iterable[CostLine]) -> tuple[CostShown, ...]:
    """Return costs as they are shown."""
    return tuple(
        CostShown(
            line.public_id,
            CostKind(line.kind),
            line.what,
            line.ore,
            Stance(line.stance),
            line.law,
            line.sign,
            line.why,
        )
        for line in lines
    )


@public_query(WHY)
def files_shown(application: Application) -> tuple[FileShown, ...]:
    """Return the files of an application; one query."""
    rows = application.attachments.select_related("file").order_by("pk")
    return tuple(FileShown(row.public_id, row.file.shown_name, FileKind(row.kind), row.at) for row in rows)


@public_query(WHY)
def stored_file(application: Application, public_id: str) -> Attachment | None:
    """Return a file of this very application, to give out; one query."""
    return application.attachments.filter(public_id=public_id).select_related("file").first()


@public_query(WHY)
def decisions_shown(application: Application) -> tuple[DecisionShown, ...]:
    """Return an application's decisions, first to last, each as it was made; one query."""
    rows = list(application.decisions.select_related("person").order_by("pk"))
    numbers = {row.pk: row.number for row in rows}
    after = {row.amends_id: row.number for row in rows if row.amends_id}
    return tuple(_decision(row, numbers.get(row.amends_id or 0, ""), after.get(row.pk, "")) for row in rows)


def _decision(row: Decision, amends: str, amended_by: str) -> DecisionShown:
    return DecisionShown(
        number=row.number,
        outcome=Outcome(row.outcome),
        ore=row.ore,
        share=row.share,
        last_day=row.last_day,
        reasons=row.reasons,
        stopped=tuple(row.stopped_costs),
        appeal=Appeal(row.appeal),
        at=row.at,
        person=row.person.name,
        amends=amends,
        amended_by=amended_by,
        aid_cents=row.aid_cents,
        aid_rate=row.aid_rate,
        aid_rate_on=row.aid_rate_on,
    )


@public_query(WHY)
def payments_shown(application: Application) -> tuple[PaymentShown, ...]:
    """Return an application's payment requests with their invoices, newest first; two queries."""
    rows = application.payments.select_related("controller", "payer").prefetch_related("invoices__cost")
    return tuple(_payment(row) for row in rows.order_by("-pk"))


def _payment(row: PaymentRequest) -> PaymentShown:
    return PaymentShown(
        state=Paying(row.state),
        requested_at=row.requested_at,
        ore=row.ore,
        order=row.order,
        controller=row.controller.name if row.controller else "",
        payer=row.payer.name if row.payer else "",
        text=row.controlled_text,
        settled_at=row.settled_at,
        invoices=tuple(
            InvoiceShown(
                one.public_id, one.supplier, one.number, one.day, one.ore, one.cost.what, Fault(one.fault), one.why
            )
            for one in row.invoices.all()
        ),
    )
