"""Reads what a visitor has filled in so far."""

from dataclasses import dataclass

from endorr.base.tenancy.rules import public_query
from endorr.cases.models import Draft


@dataclass(frozen=True, slots=True)
class DraftView:
    """What a visitor has filled in so far, and whether it has been sent."""

    key: str
    answers: dict[str, str]
    sent: bool
    entrance_id: int | None = None


@public_query("whoever holds the key of a draft wrote it")
def draft_by_key(key: str) -> DraftView | None:
    """Return a draft by its key, which is its only proof; one query."""
    row = Draft.objects.filter(key=key).first()
    return DraftView(row.key, dict(row.answers), row.sent, row.entrance_id) if row else None
