"""Forgets a person in the mails that went out and came in: what was said goes, that something was said stays."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from endorr.base.erasing import Held, Subject
from endorr.base.outbox.models import IncomingMail, OutboxRow
from endorr.base.outbox.rules import State, emptied, sayable


def _tells_of(subject: Subject, row: OutboxRow) -> bool:
    if row.about in subject.things and (row.payload["to"] or sayable(row.payload)):
        return True
    told = row.key + json.dumps(row.payload, ensure_ascii=False) + row.last_error
    return subject.named_in(told, about=row.about)


def _was_theirs(subject: Subject, row: OutboxRow) -> bool:
    return row.about in subject.things or row.payload["to"].casefold() in subject.addresses


def _empty(subject: Subject, row: OutboxRow) -> None:
    changed: dict[str, Any] = {"payload": {**emptied(row.payload), "to": "", "reply_to": "", "subject": ""}}
    if row.state == State.WAITING.value:
        changed |= {"state": State.UNDELIVERED.value, "lease_until": None, "lease_by": ""}
    if subject.named_in(row.key):
        changed["key"] = f"erased:{row.public_id}"
    OutboxRow.objects.filter(pk=row.pk).update(**changed, last_error="", forget_at=None)


def _answers(subject: Subject, ours: set[str]) -> "QuerySet[IncomingMail]":
    """Return the mails that came from or tell of the person, or answer what we wrote to them."""
    found = [
        mail.pk
        for mail in IncomingMail.objects.exclude(raw=b"").iterator(chunk_size=200)
        if mail.in_reply_to in ours or subject.named_in(bytes(mail.raw).decode("utf-8", errors="replace"))
    ]
    return IncomingMail.objects.filter(pk__in=found)


def held(subject: Subject) -> list[Held]:
    wanted = Q(pk=None)
    for address in subject.addresses:
        wanted |= Q(payload__to__iexact=address)
    rows = OutboxRow.objects.filter(wanted).order_by("id")
    return [Held(_("Mejl till dig"), one.created, ((_("Rubrik"), one.payload["subject"]),)) for one in rows]


def erase(subject: Subject, now: datetime) -> Mapping[str, int]:
    """Empty each mail to, from or about the person, read one by one: a file of years is read through in minutes."""
    ours, sent = set(), 0
    for row in OutboxRow.objects.order_by("id").iterator(chunk_size=200):
        if _tells_of(subject, row):
            ours |= {row.message_id} if _was_theirs(subject, row) else set()
            _empty(subject, row)
            sent += 1
    came = 0
    for mail in _answers(subject, ours):
        # Its own Message-ID often names whoever sent it.
        gone = {"raw": b"", "external_id": f"erased:{mail.public_id}", "taken_at": mail.taken_at or now}
        IncomingMail.objects.filter(pk=mail.pk).update(**gone)
        came += 1
    return {"mails_out": sent, "mails_in": came}
