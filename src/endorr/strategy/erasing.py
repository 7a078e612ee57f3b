"""Forgets invited parties: names, addresses and what they wrote; that somebody was heard and got a reply stays."""

import re
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q, QuerySet

from endorr.base.erasing import Known, Subject
from endorr.base.links.commands import revoke_about
from endorr.strategy.models import Action, Input, Party, Theme

ACTOR = "system:erasure"
GONE = "–"
WRITTEN = ((Action, "outcome"), (Action, "text"), (Input, "text"), (Input, "reply"), (Theme, "name"), (Theme, "reason"))
"""Where somebody's address may have been written."""


def known(person: str) -> Known:
    return _known(Party.objects.filter(public_id=person))


def found(addresses: frozenset[str]) -> Known:
    wanted = Q(pk=None)
    for address in addresses:
        wanted |= Q(email__iexact=address)
    return _known(Party.objects.filter(wanted))


def _known(parties: "QuerySet[Party]") -> Known:
    rows = list(parties)
    return Known(
        frozenset(row.email.casefold() for row in rows if row.email),
        frozenset(row.name for row in rows if row.name),
        frozenset(row.public_id for row in rows),
    )


def erase(subject: Subject, now: datetime) -> Mapping[str, int]:
    """Empty the parties, shut their links, and strike out what they wrote and their addresses elsewhere."""
    rows = Party.objects.filter(public_id__in=subject.things, forgotten_at__isnull=True)
    mine = list(rows.values_list("pk", "public_id"))
    Input.objects.filter(party__in=[pk for pk, _ in mine]).update(text=GONE)
    Input.objects.filter(party__in=[pk for pk, _ in mine], replied_at__isnull=False).update(reply=GONE)
    Party.objects.filter(pk__in=[pk for pk, _ in mine]).update(
        name="", email="", organisation_name="", forgotten_at=now
    )
    revoke_about({public_id for _, public_id in mine}, now=now, actor=ACTOR)
    return {"heard parties": len(mine), "mentions": _strike_out(subject)}


def _strike_out(subject: Subject) -> int:
    struck = 0
    for address in subject.addresses:
        spelled = re.compile(re.escape(address), re.IGNORECASE)
        for model, field in WRITTEN:
            rows = model._default_manager.filter(**{f"{field}__icontains": address})
            for pk, text in rows.values_list("pk", field):
                struck += model._default_manager.filter(pk=pk).update(**{field: spelled.sub(GONE, text)})
    return struck
