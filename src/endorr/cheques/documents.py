"""Tells what a registered document of a cheque says: an application, what was asked and answered, a decision, a report.

What tells of the company's affairs (30 kap. 23 § OSL may apply) has fields of its own, beside what names the person.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from endorr.base.documents import Paper, Said
from endorr.cheques.models import Application
from endorr.cheques.rules.costs import CostKind
from endorr.cheques.rules.words import Outcome
from endorr.cheques.showing import kronor
from endorr.cheques.words import COSTS, OUTCOMES
from endorr.core.municipalities import municipalities


def said(paper: Paper) -> Iterable[Said]:
    """Return the fields of a document by the deed that registered it; two queries, an application three."""
    tells = DOCUMENTS.get(paper.kind)
    rows = Application.objects.filter(
        public_id=paper.about, call__organisation__legal_entity__public_id=paper.entity
    ).exclude(number="")
    row = rows.select_related("company").first() if tells else None
    return tells(row, paper.at) if tells and row else ()


def _application(row: Application, _at: datetime) -> Iterable[Said]:
    place = municipalities().get(row.municipality)
    yield Said("company", _("Företag"), row.company_name)
    yield Said("company_number", _("Organisationsnummer"), row.company.number if row.company else "")
    yield Said("name", _("Namn"), row.contact_name)
    yield Said("email", _("E-post"), row.email)
    yield Said("phone", _("Telefon"), row.phone)
    yield Said("municipality", _("Kommun"), place.name if place else row.municipality)
    yield Said("employees", _("Antal anställda"), "" if row.employees is None else str(row.employees))
    yield Said("turnover", _("Omsättning"), _sum(row.turnover))
    yield Said("asked", _("Sökt belopp"), _sum(row.asked))
    yield Said("purpose", _("Vad checken ska användas till"), row.purpose)
    yield Said("need", _("Varför checken behövs"), row.need)
    costs = [f"{COSTS[CostKind(one.kind)]}: {one.what}, {kronor(one.ore)}" for one in row.costs.all()]
    yield Said("costs", _("Kostnader"), "\n".join(costs))


def _sum(ore: int | None) -> str:
    return "" if ore is None else kronor(ore)


def _file(row: Application, at: datetime) -> Iterable[Said]:
    # The file itself is read in the case: here it is said which it is, so that it is asked for and tested by hand.
    rows = row.attachments.filter(at=at).select_related("file")
    yield from (Said("file", _("Fil"), one.file.shown_name) for one in rows)


def _asked_for(row: Application, at: datetime) -> Iterable[Said]:
    yield from (Said("text", _("Det som begärdes"), one.text) for one in row.completions.filter(asked_at=at))


def _completed(row: Application, at: datetime) -> Iterable[Said]:
    yield from (Said("answer", _("Svaret"), one.answer) for one in row.completions.filter(answered_at=at))


def _decision(row: Application, at: datetime) -> Iterable[Said]:
    for one in row.decisions.filter(at=at):
        yield Said("decision", _("Beslut"), one.number)
        yield Said("outcome", _("Utfall"), str(OUTCOMES[Outcome(one.outcome)]))
        yield Said("sum", _("Belopp"), kronor(one.ore))
        yield Said("reasons", _("Skälen"), one.reasons)


def _report(row: Application, at: datetime) -> Iterable[Said]:
    report = getattr(row, "report", None)
    # A report may be handed in anew: an earlier one's words are not kept.
    if report is not None and report.at == at:
        yield Said("text", _("Slutrapporten"), report.text)
        yield Said("new_markets", _("Nya marknader"), str(report.new_markets))
        yield Said("orders", _("Orderns värde"), kronor(report.orders))


def _payment(row: Application, at: datetime) -> Iterable[Said]:
    for one in row.payments.filter(requested_at=at).prefetch_related("invoices"):
        invoices = [f"{bill.supplier} {bill.number}, {kronor(bill.ore)}" for bill in one.invoices.all()]
        yield Said("invoices", _("Fakturor"), "\n".join(invoices))


def _demand(row: Application, at: datetime) -> Iterable[Said]:
    for one in row.recoveries.filter(at=at):
        yield Said("sum", _("Belopp"), kronor(one.ore))
        yield Said("reasons", _("Skälen"), one.reasons)


DOCUMENTS: Mapping[str, Callable[[Application, datetime], Iterable[Said]]] = {
    "cheques.submitted": _application,
    "cheques.filed": _file,
    "cheques.asked": _asked_for,
    "cheques.completed": _completed,
    "cheques.decided": _decision,
    "cheques.amended": _decision,
    "cheques.reported": _report,
    "cheques.requested": _payment,
    "cheques.demanded": _demand,
}
