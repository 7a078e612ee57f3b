"""What a registered document says, field by field: as its own room keeps it, else as the ledger remembers the deed."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from endorr.base.documents import Paper, said_in
from endorr.base.ledger.queries import Behind
from endorr.records.rules import Field

REGISTER: Mapping[str, str | Promise] = {"subject": _("Det gäller"), "counterpart": _("Från eller till")}

REMEMBERED: Mapping[str, str | Promise] = {
    **REGISTER,
    "answer": _("Det som skrevs"),
    "company": _("Företag"),
    "name": _("Namn"),
    "email": _("E-post"),
    "phone": _("Telefon"),
    "number": _("Nummer"),
    "organisation": _("Organisation"),
    "fields": _("Uppgifter som lämnades"),
    "wording": _("Det som begärdes"),
}


def fields_of(behind: Behind, entity: str) -> tuple[Field, ...]:
    """Return what a registered document of an authority says; the diary's own row comes first, so it is never empty."""
    told = behind.told
    said = said_in(Paper(entity, behind.about, told.kind, told.subject, told.at))
    kept = [Field(one.key, str(one.label), one.value) for one in said] or _as_remembered(behind)
    register = {"subject": behind.subject, "counterpart": behind.counterpart}
    own = {one.key for one in kept}
    row = [Field(key, str(REGISTER[key]), value) for key, value in register.items() if value and key not in own]
    return (*row, *kept)


def _as_remembered(behind: Behind) -> list[Field]:
    facts = behind.told.facts if isinstance(behind.told.facts, dict) else {}
    said = {str(name): _said(value) for name, value in facts.items() if name in REMEMBERED}
    every = said | dict(behind.told.personal)
    return [Field(name, str(REMEMBERED.get(name, name)), value) for name, value in every.items() if value]


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
