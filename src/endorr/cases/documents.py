"""Tells what a registered document of a question says, for whoever tests a request to see it."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from endorr.base.documents import Paper, Said
from endorr.cases.queries.documents import document_of

LABELS = {
    "question": _("Frågan"),
    "added": _("Tillägget"),
    "answer": _("Det som skrevs"),
    "company": _("Företag"),
    "company_number": _("Organisationsnummer"),
    "name": _("Namn"),
    "email": _("E-post"),
    "phone": _("Telefon"),
    "good_times": _("När det passar att ringa"),
    "municipality": _("Kommun"),
}


def said(paper: Paper) -> Iterable[Said]:
    """Return the fields of a question, of what was added, or of what was answered."""
    told = document_of(paper.about, receiver=paper.entity, kind=paper.kind, at=paper.at)
    return [Said(key, LABELS[key], value) for key, value in told.items()]
