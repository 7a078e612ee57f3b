"""The only readers of the outbox for others: what is due, what is late, what could not be delivered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from endorr.base.outbox.models import IncomingMail, OutboxRow
from endorr.base.outbox.rules import MARGIN, WORRYING, State

WAITING = Q(state=State.WAITING.value)


@dataclass(frozen=True, slots=True)
class Sent:
    """One outgoing message ready to show: what was told, when, by which try."""

    public_id: str
    channel: str
    to: str
    subject: str
    language: str
    text: str
    html: str
    message_id: str
    in_reply_to: str
    reply_to: str
    about: str
    chain: str
    state: State
    created: datetime
    next_try: datetime
    attempts: int
    last_error: str
    perhaps_received: bool
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Received:
    """One mail that came in, unread by any machine."""

    public_id: str
    mailbox: str
    external_id: str
    in_reply_to: str
    raw: bytes
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Health:
    """The outbox in five numbers: what waits, since when the oldest is due, what somebody must look at."""

    waiting: int
    oldest_due: datetime | None
    at_risk: int
    undelivered: int
    leases_expired: int


def free(*, now: datetime, machine_now: datetime) -> Q:
    """Return the condition under which a row may be claimed: due by our clock, leased to nobody by the machine's."""
    return WAITING & Q(next_try__lte=now) & (Q(lease_until__isnull=True) | Q(lease_until__lte=machine_now))


def due_ids(*, now: datetime, machine_now: datetime, limit: int) -> list[int]:
    """Return the rows to try, the longest due first."""
    due = OutboxRow.objects.filter(free(now=now, machine_now=machine_now)).order_by("next_try", "id")
    return list(due.values_list("id", flat=True)[:limit])


def worrying(now: datetime) -> Q:
    """Return the condition of rows somebody should know of: several failed tries, or soon too late."""
    return WAITING & (Q(attempts__gte=WORRYING) | Q(matters_at__lte=now + MARGIN))


def next_due(now: datetime) -> datetime | None:
    """Return the first instant after `now` at which a row is to be tried, if there is one."""
    found: datetime | None = OutboxRow.objects.filter(WAITING, next_try__gt=now).aggregate(first=Min("next_try"))[
        "first"
    ]
    return found


def health(*, now: datetime, machine_now: datetime) -> Health:
    """Return the outbox's five numbers, in one query."""
    told: dict[str, Any] = OutboxRow.objects.exclude(state=State.SENT.value).aggregate(
        waiting=Count("id", filter=WAITING),
        oldest_due=Min("next_try", filter=WAITING & Q(next_try__lte=now)),
        at_risk=Count("id", filter=worrying(now)),
        undelivered=Count("id", filter=Q(state=State.UNDELIVERED.value)),
        leases_expired=Count("id", filter=WAITING & Q(lease_until__lte=machine_now)),
    )
    return Health(**told)


def _sent(row: OutboxRow) -> Sent:
    told = row.payload
    return Sent(
        public_id=row.public_id,
        channel=row.channel,
        to=told.get("to", ""),
        subject=told.get("subject", ""),
        language=told.get("language", ""),
        text=told.get("text", ""),
        html=told.get("html", ""),
        message_id=row.message_id,
        in_reply_to=told.get("in_reply_to", ""),
        reply_to=told.get("reply_to", ""),
        about=row.about,
        chain=row.chain,
        state=State(row.state),
        created=row.created,
        next_try=row.next_try,
        attempts=row.attempts,
        last_error=row.last_error,
        perhaps_received=row.unanswered > 0,
        sent_at=row.sent_at,
    )


def _shown(rows: "QuerySet[OutboxRow]") -> list[Sent]:
    return [_sent(row) for row in rows]


def undelivered(chains: frozenset[str], *, limit: int = 200) -> list[Sent]:
    """Return what could not be delivered in some chains, the oldest first; the caller says whose chains those are."""
    rows = OutboxRow.objects.filter(state=State.UNDELIVERED.value, chain__in=chains).order_by("id")
    return _shown(rows[:limit])


def all_undelivered(*, limit: int = 1000) -> list[Sent]:
    """Return what could not be delivered anywhere, the oldest first: for the command line of whoever runs the house."""
    return _shown(OutboxRow.objects.filter(state=State.UNDELIVERED.value).order_by("id")[:limit])


def messages_about(about: str) -> list[Sent]:
    """Return every message told about one thing, the oldest first; whoever may see the thing may see these."""
    return _shown(OutboxRow.objects.filter(about=about).order_by("id"))


def message(public_id: str) -> Sent | None:
    """Return one message, if there is one."""
    row = OutboxRow.objects.filter(public_id=public_id).first()
    return _sent(row) if row else None


def sent_as(message_id: str) -> Sent | None:
    """Return the message that went out under a Message-ID, if one did."""
    row = OutboxRow.objects.filter(message_id=message_id).first()
    return _sent(row) if row else None


def key_of(message_id: str) -> str:
    """Return the key under which a message went out, "" if none went out under that Message-ID."""
    return (
        OutboxRow.objects.filter(message_id=message_id).values_list("key", flat=True).first() or ""
        if message_id
        else ""
    )


def keys_undelivered(prefix: str, *, since: datetime) -> list[str]:
    """Return the keys beginning with `prefix` of messages written since an instant that could not be delivered."""
    rows = OutboxRow.objects.filter(state=State.UNDELIVERED.value, key__startswith=prefix, created__gte=since)
    return list(rows.order_by("id").values_list("key", flat=True))


def latest(*, limit: int) -> list[Sent]:
    """Return the newest messages of all, for the demo's letter box."""
    return _shown(OutboxRow.objects.order_by("-id")[:limit])


def _received(row: IncomingMail) -> Received:
    return Received(
        public_id=row.public_id,
        mailbox=row.mailbox,
        external_id=row.external_id,
        in_reply_to=row.in_reply_to,
        raw=bytes(row.raw),
        received_at=row.received_at,
    )


def answers_to(message_id: str) -> list[Received]:
    """Return the mails that came in as answers to one of ours, the oldest first."""
    return [_received(row) for row in IncomingMail.objects.filter(in_reply_to=message_id).order_by("id")]


def untaken(*, limit: int) -> list[Received]:
    """Return the mails no room has taken yet, the oldest first."""
    rows = IncomingMail.objects.filter(taken_at__isnull=True, parked_at__isnull=True).order_by("tries", "id")
    return [_received(row) for row in rows[:limit]]


def parked(*, limit: int) -> list[Received]:
    """Return the mails that could not be understood, the oldest first: for whoever runs the house."""
    rows = IncomingMail.objects.filter(parked_at__isnull=False, taken_at__isnull=True).order_by("id")
    return [_received(row) for row in rows[:limit]]


def parked_in(mailboxes: frozenset[str], *, limit: int = 100) -> list[Received]:
    """Return the parked mails of some mailboxes, the oldest first; the caller says whose mailboxes those are."""
    rows = IncomingMail.objects.filter(parked_at__isnull=False, taken_at__isnull=True, mailbox__in=mailboxes)
    return [_received(row) for row in rows.order_by("id")[:limit]]


def parked_elsewhere(mailboxes: frozenset[str], *, limit: int = 100) -> list[Received]:
    """Return the parked mails of every other mailbox, the oldest first: for whoever sees to what is nobody's."""
    rows = IncomingMail.objects.filter(parked_at__isnull=False, taken_at__isnull=True).exclude(mailbox__in=mailboxes)
    return [_received(row) for row in rows.order_by("id")[:limit]]


def count_parked() -> int:
    """Return how many mails wait for a person to look at them."""
    return IncomingMail.objects.filter(parked_at__isnull=False, taken_at__isnull=True).count()
