"""Shapes an offer of a question to another organisation, ready to show."""

from dataclasses import dataclass
from datetime import datetime

from endorr.base.tenancy.rules import public_query
from endorr.cases.models import Referral
from endorr.cases.rules import Verdict


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer to another organisation and what came of it; `verdict` is None while it is open."""

    organisation_id: int
    organisation: str
    function: str
    by: str
    text: str
    offered_at: datetime
    answer_by: datetime
    waits_for_company: bool
    verdict: Verdict | None
    answered_at: datetime | None
    answered_by: str
    answer: str


@public_query("shapes a row already read")
def offer_row(one: Referral) -> OfferRow:
    """Return an offer whose organisations, people and function have been read with it."""
    return OfferRow(
        organisation_id=one.to_id,
        organisation=one.to.name,
        function=one.function.name if one.function else "",
        by=f"{one.person.name}, {one.organisation.name}",
        text=one.text,
        offered_at=one.offered_at,
        answer_by=one.answer_by,
        waits_for_company=one.waits_for_company,
        verdict=Verdict(one.verdict) if one.verdict else None,
        answered_at=one.answered_at,
        answered_by=one.answered_by.name if one.answered_by else "",
        answer=one.answer,
    )
