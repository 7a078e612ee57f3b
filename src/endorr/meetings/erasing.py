"""Forgets guests: names, addresses and questions go; that somebody was invited, came or voiced something stays."""

import re
from collections.abc import Mapping
from datetime import datetime

from django.db import models
from django.db.models import Q, QuerySet

from endorr.base.erasing import Known, Subject
from endorr.base.links.commands import revoke_about
from endorr.meetings.models import Commitment, Guest, Input, Invitation, Meeting, Note

ACTOR = "system:erasure"
GONE = "–"

WRITTEN: tuple[tuple[type[models.Model], str], ...] = (
    (Commitment, "text"),
    (Commitment, "outcome"),
    (Input, "text"),
    (Input, "answer"),
    (Invitation, "decided_why"),
    (Meeting, "about"),
    (Note, "text"),
)
"""Where the host writes freely, and somebody's address may stand."""


def known(person: str) -> Known:
    """Know a guest by the public id of the guest or of an invitation."""
    return _known(Guest.objects.filter(Q(public_id=person) | Q(invitations__public_id=person)).distinct())


def found(addresses: frozenset[str]) -> Known:
    wanted = Q(pk=None)
    for address in addresses:
        wanted |= Q(email__iexact=address)
    return _known(Guest.objects.filter(wanted))


def _known(guests: "QuerySet[Guest]") -> Known:
    rows = list(guests)
    invitations = Invitation.objects.filter(guest__in=rows).values_list("public_id", flat=True)
    return Known(
        frozenset(row.email.casefold() for row in rows if row.email),
        frozenset(word for row in rows for word in (row.name, row.phone) if word),
        frozenset({row.public_id for row in rows} | set(invitations)),
    )


def _strike_out(subject: Subject) -> int:
    """Strike the person's addresses out of what the host has written."""
    struck = 0
    for address in subject.addresses:
        spelled = re.compile(re.escape(address), re.IGNORECASE)
        for model, field in WRITTEN:
            rows = model._default_manager.filter(**{f"{field}__icontains": address})
            for pk, text in rows.values_list("pk", field):
                struck += model._default_manager.filter(pk=pk).update(**{field: spelled.sub(GONE, text)})
    return struck


def erase(subject: Subject, now: datetime) -> Mapping[str, int]:
    """Empty the guests and shut their links; a seat they hold stays taken until somebody gives it up for them."""
    rows = Guest.objects.filter(public_id__in=subject.things, forgotten_at__isnull=True)
    mine = list(rows.values_list("pk", "public_id"))
    Invitation.objects.filter(guest__in=[pk for pk, _ in mine]).update(question="", decided_why="")
    Guest.objects.filter(pk__in=[pk for pk, _ in mine]).update(
        name="", email="", phone="", nameable=False, forgotten_at=now
    )
    # Somebody who comes for themselves has their own name where an organisation's would stand.
    for name in subject.names:
        Guest.objects.filter(pk__in=[pk for pk, _ in mine], organisation_name__iexact=name).update(organisation_name="")
    revoke_about({public_id for _, public_id in mine}, now=now, actor=ACTOR)
    return {"guests": len(mine), "mentions": _strike_out(subject)}
