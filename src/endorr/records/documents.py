"""What a registered document says, field by field: as its own room keeps it, else as the ledger remembers the deed."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from endorr.base.ledger.queries import Behind
from endorr.cases.queries.documents import document_of
from endorr.records.rules import Field

LABELS: Mapping[str, str | Promise] = {
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
    "counterpart": _("Från eller till"),
    "subject": _("Det gäller"),
    "number": _("Nummer"),
    "organisation": _("Organisation"),
    "fields": _("Uppgifter som lämnades"),
    "wording": _("Det som begärdes"),
}

Reader = Callable[[Behind, str], Mapping[str, str]]


def _of_cases(behind: Behind, entity: str) -> Mapping[str, str]:
    return document_of(behind.about, receiver=entity, kind=behind.told.kind, at=behind.told.at)


READERS: Mapping[str, Reader] = {"cases": _of_cases}
"""By room: how the room itself reads a document it registered. A room that is not here tells what its event says."""


def fields_of(behind: Behind, entity: str) -> tuple[Field, ...]:
    """Return what a registered document of an authority says; the diary's own row comes first, so it is never empty."""
    reader = READERS.get(behind.told.kind.partition(".")[0])
    told = dict(reader(behind, entity)) if reader else {}
    told = told or _as_remembered(behind)
    register = {"subject": behind.subject, "counterpart": behind.counterpart}
    every = {name: value for name, value in (register | told).items() if value}
    return tuple(Field(name, str(LABELS.get(name, name)), value) for name, value in every.items())


def _as_remembered(behind: Behind) -> dict[str, str]:
    facts = behind.told.facts if isinstance(behind.told.facts, dict) else {}
    said = {str(name): _said(value) for name, value in facts.items() if name in LABELS}
    return said | dict(behind.told.personal)


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
