"""What a worker writes about one try: the claim, and how it ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from endorr.base.failpoints import failpoint
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.outbox.channels import Message
from endorr.base.outbox.models import OutboxRow
from endorr.base.outbox.queries import free, worrying
from endorr.base.outbox.rules import LEASE, PATIENCE, UNANSWERED, State, emptied, next_try

GIVEN_UP = kind("outbox.undelivered", "A message could not be delivered and waits for a person to look at it")
AT_RISK = kind("outbox.at_risk", "A message is still here after several tries, or shortly before it must have arrived")

ACTOR = "worker"
LONGEST_ERROR = 1000


@dataclass(frozen=True, slots=True)
class Claim:
    """One worker's right to one try of one message."""

    pk: int
    worker: str
    attempts: int
    unanswered: int
    give_up_at: datetime
    channel: str
    message: Message
    fleeting: bool


def claim(pk: int, *, worker: str, now: datetime, machine_now: datetime) -> Claim | None:
    """Lease a row to a worker if nobody else has it; None when another was first, or the row had to be given up."""
    row = OutboxRow.objects.get(pk=pk)
    if row.unanswered >= UNANSWERED:
        _give_up(row, now=now, machine_now=machine_now)
        return None
    give_up_at = row.give_up_at or now + PATIENCE
    won = OutboxRow.objects.filter(free(now=now, machine_now=machine_now), pk=pk, attempts=row.attempts).update(
        lease_until=machine_now + LEASE,
        lease_by=worker,
        attempts=F("attempts") + 1,
        unanswered=F("unanswered") + 1,
        give_up_at=give_up_at,
    )
    if not won:
        return None
    message = Message(row.public_id, row.message_id, row.created, row.payload)
    fleeting = row.forget_at is not None
    return Claim(pk, worker, row.attempts + 1, row.unanswered + 1, give_up_at, row.channel, message, fleeting)


def _give_up(row: OutboxRow, *, now: datetime, machine_now: datetime) -> None:
    with transaction.atomic():
        still = OutboxRow.objects.filter(free(now=now, machine_now=machine_now), pk=row.pk, attempts=row.attempts)
        if still.update(state=State.UNDELIVERED.value, **_FREED):
            _tell(row, GIVEN_UP, now)


_FREED: dict[str, Any] = {"lease_until": None, "lease_by": ""}


def _tell(row: OutboxRow, name: str, now: datetime) -> None:
    record(
        chain=row.chain,
        kind=name,
        subject=row.about or row.public_id,
        actor=ACTOR,
        now=now,
        facts={"message": row.public_id, "channel": row.channel, "attempts": row.attempts},
    )


def _close(done: Claim, **changes: Any) -> bool:
    """Write the end of a try, unless the lease ran out and another worker took the row over meanwhile."""
    held = OutboxRow.objects.filter(pk=done.pk, state=State.WAITING.value, lease_by=done.worker, attempts=done.attempts)
    return bool(held.update(**_FREED, **changes))


def mark_sent(done: Claim, *, now: datetime) -> None:
    """Note that the receiving server took the message; a code it carried is forgotten with the same stroke."""
    # In a demo nothing leaves: what was sent is read here, until the code has run out.
    spent = {"payload": emptied(done.message.payload), "forget_at": None} if done.fleeting and not settings.DEMO else {}
    with transaction.atomic():
        _close(done, state=State.SENT.value, sent_at=now, unanswered=0, last_error="", **spent)
        failpoint("outbox.marking")


def _end(done: Claim, *, error: str, unanswered: int, now: datetime) -> None:
    with transaction.atomic():
        if _close(done, state=State.UNDELIVERED.value, unanswered=unanswered, last_error=error[:LONGEST_ERROR]):
            _tell(OutboxRow.objects.get(pk=done.pk), GIVEN_UP, now)


def mark_refused(done: Claim, *, error: str, now: datetime) -> None:
    """Note a refusal for good: no further try, and the row joins the visible list."""
    _end(done, error=error, unanswered=0, now=now)


def mark_failed(done: Claim, *, error: str, now: datetime) -> None:
    """Note a try after which nothing was handed over: the next comes after a pause, until the patience ends."""
    again = next_try(attempts=done.attempts, now=now, give_up_at=done.give_up_at)
    if again is None:
        _end(done, error=error, unanswered=0, now=now)
    else:
        _close(done, next_try=again, unanswered=0, last_error=error[:LONGEST_ERROR])


def mark_unanswered(done: Claim, *, error: str, now: datetime) -> None:
    """Note a try that ended without an answer: one resend is permitted, then a person decides."""
    again = next_try(attempts=done.attempts, now=now, give_up_at=done.give_up_at)
    if done.unanswered >= UNANSWERED or again is None:
        _end(done, error=error, unanswered=done.unanswered, now=now)
    else:
        _close(done, next_try=again, last_error=error[:LONGEST_ERROR])


def raise_alarms(now: datetime) -> int:
    """Tell the ledger, once a row, of messages that are at risk; higher rooms tell their people. Returns how many."""
    raised = 0
    for row in OutboxRow.objects.filter(worrying(now), alarmed_at__isnull=True).order_by("id"):
        with transaction.atomic():
            if OutboxRow.objects.filter(worrying(now), pk=row.pk, alarmed_at__isnull=True).update(alarmed_at=now):
                _tell(row, AT_RISK, now)
                raised += 1
    return raised


def forget_spent(now: datetime) -> int:
    """Empty the mails whose words have had their time; one that never went is given up. Returns how many."""
    forgotten = 0
    for row in OutboxRow.objects.filter(forget_at__lte=now).order_by("id"):
        with transaction.atomic():
            late = OutboxRow.objects.filter(pk=row.pk, state=State.WAITING.value)
            if late.update(state=State.UNDELIVERED.value, **_FREED):
                _tell(row, GIVEN_UP, now)
            same = OutboxRow.objects.filter(pk=row.pk, forget_at=row.forget_at)
            forgotten += same.update(payload=emptied(row.payload), forget_at=None)
    return forgotten
