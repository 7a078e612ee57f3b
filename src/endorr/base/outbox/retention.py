"""How long what was said in mails is kept when nobody has asked to be forgotten."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from endorr.base.outbox.models import IncomingMail, OutboxRow
from endorr.base.outbox.rules import State, emptied

SENT_KEPT = timedelta(days=90)
"""How long the words of a mail stay after it was made: links in it live on, and a reader has had their time."""

TAKEN_KEPT = timedelta(days=30)
"""How long a mail that was taken in stays as it came; its words then stand where they belong."""


def empty_sent(now: datetime) -> int:
    """Empty what mails said once nobody will send them any more; that they went, when and to whom stays."""
    old = OutboxRow.objects.filter(created__lt=now - SENT_KEPT).exclude(state=State.WAITING.value)
    done = 0
    for row in old.exclude(payload__text="").only("pk", "payload").iterator(chunk_size=200):
        still = OutboxRow.objects.filter(pk=row.pk).exclude(state=State.WAITING.value)
        done += still.update(payload=emptied(row.payload), forget_at=None)
    return done


def empty_taken(now: datetime) -> int:
    """Empty mails that were taken in; one that is parked is not yet taken, and waits for a person, whole."""
    return IncomingMail.objects.filter(taken_at__lt=now - TAKEN_KEPT).exclude(raw=b"").update(raw=b"")


def forget_old(now: datetime, missed: Sequence[datetime]) -> int:
    """Empty what is old; a night that was missed changes nothing."""
    assert missed
    return empty_sent(now) + empty_taken(now)
