"""Reads a registered document of a question as its receiver keeps it, for whoever tests a request to see it."""

from collections.abc import Mapping
from datetime import datetime

from endorr.base.tenancy.rules import public_query
from endorr.cases.models import Case, Contact, Entry
from endorr.core.municipalities import municipalities

QUESTION, ADDED, ANSWER = "question", "added", "answer"


@public_query("walled by whoever asks: the request is one to the receiving authority, asked for by its own staff")
def document_of(case: str, *, receiver: str, kind: str, at: datetime) -> Mapping[str, str]:
    """Return what a question's document says, by field; empty where nothing more is kept than the diary tells.

    `case` is its public id, `receiver` the public id of the authority that received it: no other's document is shown.
    `kind` is that of the event by which it was registered, and `at` when. Two queries at most.
    """
    row = Case.objects.filter(public_id=case, enquiry__receiver__public_id=receiver).select_related("enquiry").first()
    if row is None:
        return {}
    if kind == "cases.asked":
        return _question(row)
    words = [*Entry.objects.filter(case=row, at=at).exclude(text="").values_list("text", flat=True)]
    words = words or [*Contact.objects.filter(case=row, logged_at=at).exclude(text="").values_list("text", flat=True)]
    return {ADDED if kind == "cases.message" else ANSWER: "\n\n".join(words)} if words else {}


def _question(case: Case) -> Mapping[str, str]:
    asked = case.enquiry
    place = municipalities().get(asked.municipality)
    told = {
        QUESTION: asked.question,
        "company": asked.company,
        "company_number": asked.company_number,
        "name": asked.name,
        "email": asked.email,
        "phone": asked.phone,
        "good_times": asked.good_times,
        "municipality": place.name if place else asked.municipality,
    }
    return {name: value for name, value in told.items() if value}
