"""Forgets who asked for records and who asked about themselves; that somebody asked, and how it was answered, stays.

A copy that was handed out is emptied of its words: what the person wrote stood in it, or what others wrote of them.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from endorr.base.erasing import Held, Known, Subject
from endorr.base.links.commands import revoke_about
from endorr.records.models import Request, RequestedDocument, SubjectRequest

ACTOR = "system:erasure"


def known(person: str) -> Known:
    """Know whoever asked by the public id of the request."""
    rows = Request.objects.filter(public_id=person).exclude(email="")
    return Known(addresses=frozenset(row.email for row in rows))


def found(addresses: frozenset[str]) -> Known:
    wanted = Q(pk=None)
    for address in addresses:
        wanted |= Q(email__iexact=address)
    things = set(Request.objects.filter(wanted).values_list("public_id", flat=True))
    return Known(
        things=frozenset(things | set(SubjectRequest.objects.filter(wanted).values_list("public_id", flat=True)))
    )


def held(subject: Subject) -> list[Held]:
    rows = Request.objects.filter(public_id__in=subject.things).select_related("entity").order_by("pk")
    return [
        Held(_("Begäran om allmän handling"), one.asked_at, ((_("Nummer"), one.number), (_("Text"), one.text)))
        for one in rows
    ]


def _tells_of(document: RequestedDocument, subject: Subject) -> bool:
    about = document.row.about if document.row else ""
    told = " ".join(str(one["value"]) for one in document.copy)
    return about in subject.things or subject.named_in(told, about=about)


def erase(subject: Subject, now: datetime) -> Mapping[str, int]:
    asked = Request.objects.filter(public_id__in=subject.things).exclude(email="", text="")
    wishes = SubjectRequest.objects.filter(public_id__in=subject.things).exclude(email="")
    gone = list(asked.values_list("public_id", flat=True)) + list(wishes.values_list("public_id", flat=True))
    emptied = 0
    for document in RequestedDocument.objects.exclude(copy=[]).select_related("row").iterator(chunk_size=200):
        if _tells_of(document, subject):
            blank = [{**one, "value": ""} for one in document.copy]
            emptied += RequestedDocument.objects.filter(pk=document.pk).exclude(copy=blank).update(copy=blank)
    done = {"requests": asked.update(email="", text=""), "subjects": wishes.update(email=""), "copies": emptied}
    revoke_about(gone, now=now, actor=ACTOR)
    return done
