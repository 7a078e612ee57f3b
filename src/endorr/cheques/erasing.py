"""Forgets who applied for a cheque, and what was written about them; the money, the decisions and the votes stay.

A decision is a public record and is kept with its basis for ten years: what a decision says is taken away only by a
decision on disposal, which the ledger asks for. Here the contact, the free texts and the files of the application go. A
company with an open number is no person and keeps its name.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q, QuerySet

from endorr.base.erasing import Known, Subject
from endorr.base.files.commands import forget as forget_file
from endorr.base.links.commands import revoke_about
from endorr.cheques.models import (
    Application,
    Assessment,
    Attachment,
    Completion,
    Declaration,
    Invoice,
    PaymentRequest,
    Recommendation,
    Recovery,
    Report,
)

ACTOR = "system:erasure"
GONE = "–"


def known(person: str) -> Known:
    """Know whoever applied by the public id of the application, or of the company when it is the person's own."""
    trader = Q(company__public_id=person, company__number="")
    return _known(Application.objects.filter(Q(public_id=person) | trader))


def found(addresses: frozenset[str]) -> Known:
    """Find every application made from the addresses."""
    wanted = Q(pk=None)
    for address in addresses:
        wanted |= Q(email__iexact=address)
    return _known(Application.objects.filter(wanted))


def _known(applications: "QuerySet[Application]") -> Known:
    rows = list(applications.select_related("company"))
    own = {row.company.public_id for row in rows if row.company and not row.company.number}
    return Known(
        frozenset(row.email.casefold() for row in rows if row.email),
        frozenset(word for row in rows for word in (row.contact_name, row.phone) if word),
        frozenset({row.public_id for row in rows} | own),
    )


def _empty(row: Application, now: datetime) -> None:
    own = row.company is None or not row.company.number
    names = {"contact_name", "email", "phone", "sealed_number", "purpose", "need"} | (
        {"company_name"} if own else set()
    )
    Application.objects.filter(pk=row.pk).update(**dict.fromkeys(names, ""))
    Completion.objects.filter(application=row).update(text=GONE, answer="")
    Report.objects.filter(application=row).update(text=GONE)
    Assessment.objects.filter(application=row).update(text=GONE)
    Recommendation.objects.filter(application=row).update(minutes=GONE)
    Recovery.objects.filter(application=row).update(reasons=GONE)
    PaymentRequest.objects.filter(application=row).update(controlled_text="")
    Invoice.objects.filter(request__application=row).update(why="")
    for one in Attachment.objects.filter(application=row).select_related("file"):
        one.delete()
        forget_file(one.file)
    revoke_about({row.public_id}, now=now, actor=ACTOR)


def erase(subject: Subject, now: datetime) -> Mapping[str, int]:
    theirs = Application.objects.filter(public_id__in=subject.things).exclude(contact_name="", email="", purpose="")
    rows = list(theirs.select_related("company"))
    for row in rows:
        _empty(row, now)
    said = Declaration.objects.filter(person__public_id=subject.person).exclude(text="")
    return {"applications": len(rows), "declarations": said.update(text="")}
