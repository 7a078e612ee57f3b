"""Forgets contacts at companies, and a company whose number and name may be a person's.

The company's row stays, nameless, with what it has received (service, kind of support, day), for the figures.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from endorr.base.erasing import Held, Known, Subject
from endorr.companies.commands import forget_contact
from endorr.companies.models import Acquaintance, Company, Contact, Received
from endorr.companies.rules import Kind

ACTOR = "system:erasure"


def known(person: str) -> Known:
    """Know a contact by its own public id, a sole trader by the company's."""
    trader = Q(acquaintance__company__public_id=person, acquaintance__company__kind=Kind.SOLE_TRADER.value)
    return _known(Contact.objects.filter(Q(public_id=person) | trader))


def found(addresses: frozenset[str]) -> Known:
    wanted = Q(pk=None)
    for address in addresses:
        wanted |= Q(email__iexact=address)
    return _known(Contact.objects.filter(wanted))


def _known(contacts: "QuerySet[Contact]") -> Known:
    rows = list(contacts)
    return Known(
        frozenset(row.email.casefold() for row in rows if row.email),
        frozenset(row.name for row in rows if row.name),
        frozenset(row.public_id for row in rows),
    )


def held(subject: Subject) -> list[Held]:
    rows = Contact.objects.filter(public_id__in=subject.things, forgotten_at__isnull=True)
    return [
        Held(
            _("Kontakt hos ett företag"),
            None,
            (
                (_("Namn"), one.name),
                (_("Uppgift"), one.task),
                (_("E-post"), one.email),
                (_("Telefon"), one.phone),
                (_("Antecknad av"), one.acquaintance.organisation.name),
            ),
        )
        for one in rows.select_related("acquaintance__organisation").order_by("pk")
    ]


def _erase_own(subject: Subject) -> tuple[int, set[str]]:
    """Empty the companies that are the person's own (none has an open number); return how many, and their contacts."""
    theirs = Q(public_id__in=subject.things) | Q(merged_into__public_id__in=subject.things)
    companies = Company.objects.filter(theirs, number="")
    rows = list(companies.values_list("pk", flat=True))
    contacts = set(Contact.objects.filter(acquaintance__company__in=rows).values_list("public_id", flat=True))
    Company.objects.filter(pk__in=rows).update(digest="")
    Received.objects.filter(company__in=rows).update(what="")
    named = Acquaintance.objects.filter(company__in=rows).exclude(name="")
    return named.update(name="", name_key=""), contacts


def erase(subject: Subject, now: datetime) -> Mapping[str, int]:
    companies, contacts = _erase_own(subject)
    wanted = Contact.objects.filter(public_id__in=subject.things | contacts, forgotten_at__isnull=True)
    ids = list(wanted.values_list("public_id", flat=True))
    for contact in ids:
        forget_contact(contact, now=now, actor=ACTOR)
    return {"contacts": len(ids), "companies": companies}
