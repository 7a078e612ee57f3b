"""Hands a question out to another organisation, and says which ones may read it."""

from collections.abc import Iterable
from datetime import datetime

from endorr.base.ledger.commands import append
from endorr.base.ledger.rules import Direction
from endorr.base.tenancy.queries import organisations_within
from endorr.cases.commands.batch import beside
from endorr.cases.commands.story import DELIVERED, Passed, note
from endorr.cases.models import Case, Delivery

CONSENT = "medgivande"
DELIVERED_FIELDS = ("question", "municipality", "company", "company_number", "name", "email", "phone", "good_times")


def organisations_reading(case: Case) -> set[int]:
    """Return the organisations that may read a case: those of the legal entity that received it, and by delivery."""
    return {*organisations_within(case.enquiry.receiver_id), *_delivered(case)}


def _delivered(case: Case) -> Iterable[int]:
    if (held := beside(case.public_id)) is not None:
        return held.delivered
    return Delivery.objects.filter(case=case).values_list("organisation_id", flat=True)


def deliver(case: Case, organisation: int, name: str, *, now: datetime, actor: str, ground: str = CONSENT) -> None:
    """Hand a question out to an organisation, with a dated row and an event; `ground` is why that may be done."""
    row = Delivery(
        case=case, organisation_id=organisation, at=now, by=actor, fields=list(DELIVERED_FIELDS), ground=ground
    )
    append(row)
    if (held := beside(case.public_id)) is not None:
        held.delivered.add(organisation)
    name = name or row.organisation.name
    passed = Passed(Direction.OUTGOING, "Utlämnad fråga om export", counterpart=name)
    note(case, DELIVERED, now=now, actor=actor, passed=passed, organisation=name, fields=list(DELIVERED_FIELDS))
