"""Forgets contacts and readers: names, numbers and addresses go; what was published stays what it was."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from endorr.base.erasing import Held, Known, Subject
from endorr.base.links.commands import revoke_about
from endorr.newsroom.models import Contact, Release, Subscriber

ACTOR = "system:erasure"


def known(person: str) -> Known:
    """Know a contact or a reader by its public id."""
    return _known(Q(public_id=person))


def found(addresses: frozenset[str]) -> Known:
    wanted = Q(pk=None)
    for address in addresses:
        wanted |= Q(email__iexact=address)
    return _known(wanted)


def _known(which: Q) -> Known:
    contacts, readers = list(Contact.objects.filter(which)), list(Subscriber.objects.filter(which))
    addresses = [*(one.email for one in contacts), *(one.email for one in readers)]
    things = [*(one.public_id for one in contacts), *(one.public_id for one in readers)]
    return Known(
        frozenset(one.casefold() for one in addresses if one),
        frozenset(word for one in contacts for word in (one.name, one.phone) if word),
        frozenset(things),
    )


def held(subject: Subject) -> list[Held]:
    contacts = Contact.objects.filter(public_id__in=subject.things).order_by("pk")
    readers = Subscriber.objects.filter(public_id__in=subject.things).exclude(email="").order_by("pk")
    return [
        *(
            Held(_("Presskontakt"), one.added_at, ((_("Namn"), one.name), (_("Telefon"), one.phone)))
            for one in contacts
            if one.name
        ),
        *(Held(_("Prenumeration"), one.asked_at, ((_("E-post"), one.email),)) for one in readers),
    ]


def erase(subject: Subject, now: datetime) -> Mapping[str, int]:
    """Empty contacts and readers, and shut their links. A quotation in a published text is a public record."""
    contacts = Contact.objects.filter(public_id__in=subject.things).exclude(name="", phone="", email="")
    readers = Subscriber.objects.filter(public_id__in=subject.things).exclude(email="")
    mine = list(readers.values_list("public_id", flat=True))
    told = {
        "contacts": contacts.update(name="", phone="", email="", left_at=now),
        "readers": readers.update(email="", left_at=now),
        "reasons": _reasons(subject),
    }
    revoke_about(mine, now=now, actor=ACTOR)
    return told


def _reasons(subject: Subject) -> int:
    rows = Release.objects.exclude(returned_why="").values_list("pk", "returned_why")
    named = [pk for pk, why in rows if subject.named_in(why)]
    return Release.objects.filter(pk__in=named).update(returned_why="")
