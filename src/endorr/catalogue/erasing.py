"""Forgets who told of a fault in the catalogue and who watches a service; the service and our answer stay."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as words

from endorr.base.erasing import Held, Known, Subject
from endorr.catalogue.models import Feedback, Watch


def _from(addresses: frozenset[str]) -> Q:
    wanted = Q(pk=None)
    for address in addresses:
        wanted |= Q(email__iexact=address)
    return wanted


def known(person: str) -> Known:
    """Know whoever gave feedback by its public id."""
    rows = Feedback.objects.filter(public_id=person).exclude(email="")
    return Known(addresses=frozenset(row.email.casefold() for row in rows))


def found(addresses: frozenset[str]) -> Known:
    things: set[str] = set()
    for told in (Feedback, Watch):
        things |= set(told.objects.filter(_from(addresses)).values_list("public_id", flat=True))
    return Known(things=frozenset(things))


def held(subject: Subject) -> list[Held]:
    told = Feedback.objects.filter(_from(subject.addresses), erased_at__isnull=True).select_related("service")
    watched = Watch.objects.filter(_from(subject.addresses)).select_related("service")
    said = [Held(words("Synpunkt på katalogen"), one.given_at, ((one.service.name_sv, one.text),)) for one in told]
    follows = [Held(words("Bevakning"), one.asked_at, ((words("Stöd"), one.service.name_sv),)) for one in watched]
    return said + follows


def erase(subject: Subject, now: datetime) -> Mapping[str, int]:
    named = Q(public_id__in=subject.things)
    for address in subject.addresses:
        named |= Q(text__icontains=address) | Q(email__iexact=address)
    feedback = Feedback.objects.filter(named, erased_at__isnull=True).update(email="", text="", erased_at=now)
    watches, _ = Watch.objects.filter(_from(subject.addresses)).delete()
    return {"feedback": feedback, "watches": watches}
