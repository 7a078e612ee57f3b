"""The only writers of the outbox: put a message there in the transaction of the deed that calls for it."""

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.parser import BytesHeaderParser

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.outbox.incoming import identity, one_line
from endorr.base.outbox.models import IncomingMail, OutboxRow
from endorr.base.outbox.rules import State, sayable
from endorr.base.outbox.silence import is_quiet
from endorr.base.public_ids import new_public_id

RETRIED = kind("outbox.retried", "A person asked for a message to be tried again after it could not be delivered")

PARKED = kind("outbox.mail_parked", "An incoming mail could not be understood and waits for a person to look at it")

MAIL = "mail"
LARGEST = 5_000_000  # bytes of attachments in one mail: what receivers accept without asking
HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
OURS = frozenset({"from", "to", "date", "message-id", "subject", "in-reply-to", "references", "reply-to", "bcc", "cc"})


class KeyTakenError(ValueError):
    """An idempotency key was used again for a message to somebody else."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file sent along: its name, its content type (`text/calendar`), its bytes."""

    name: str
    content_type: str
    content: bytes


def _one_line(name: str, text: str) -> str:
    if "\n" in text or "\r" in text or "\0" in text:
        raise ValueError(f"{name} must be one line")
    return text


def _address(name: str, address: str) -> str:
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValueError(f"{name} is not one mail address") from error
    return address


def _headers(headers: Mapping[str, str] | None) -> dict[str, str]:
    told = dict(headers or {})
    for name, value in told.items():
        if not HEADER.fullmatch(name) or name.lower() in OURS:
            raise ValueError(f"the header {name!r} is not the caller's to set")
        _one_line(name, value)
    return told


def _packed(attachments: Sequence[Attachment]) -> list[dict[str, str]]:
    if sum(len(one.content) for one in attachments) > LARGEST:
        raise ValueError(f"attachments of more than {LARGEST} bytes do not go by mail; send a link")
    return [
        {
            "name": _one_line("an attachment's name", one.name),
            "content_type": _one_line("a content type", one.content_type),
            "content": base64.b64encode(one.content).decode(),
        }
        for one in attachments
    ]


def mail_domain() -> str:
    """Return the domain our mail comes from, and so that of its Message-IDs."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")


@transaction.atomic
def enqueue_mail(
    *,
    to: str,
    subject: str,
    text: str,
    html: str,
    language: str,
    now: datetime,
    key: str,
    in_reply_to: str | None = None,
    reply_to: str | None = None,
    headers: Mapping[str, str] | None = None,
    attachments: Sequence[Attachment] = (),
    about: str = "",
    chain: str = NATIONAL,
    matters_at: datetime | None = None,
    forget_at: datetime | None = None,
) -> OutboxRow:
    """Put one mail in the outbox, in the caller's transaction; the worker sends it at least once.

    `key` names the deed and the receiver (`"cases.confirm:<public id>"`): the same key again gives the row already
    there, so a repeated command sends nothing twice. `about` is the public id of what the mail tells of, `chain` the
    cooperation's public id whose coordinators see it if it cannot be delivered, `matters_at` when it must have
    arrived: an alarm is raised before. What a mail with `forget_at` says is forgotten once it has gone, and then at the
    latest. Raises ValueError for anything that is no single address or line, and
    KeyTakenError when the key was used for another receiver.
    """
    payload = {
        "to": _address("to", to),
        "subject": _one_line("subject", subject),
        "text": text,
        "html": html,
        "language": language,
        "in_reply_to": _one_line("in_reply_to", in_reply_to or ""),
        "reply_to": _address("reply_to", reply_to) if reply_to else "",
        "headers": _headers(headers),
        "attachments": _packed(attachments),
    }
    public_id = new_public_id()
    told = {
        "public_id": public_id,
        "channel": MAIL,
        "payload": payload,
        "about": about,
        "chain": chain,
        "message_id": f"<{public_id}@{mail_domain()}>",
        "created": now,
        "next_try": now,
        "matters_at": matters_at,
        "forget_at": forget_at,
    }
    if is_quiet():
        return OutboxRow(key=key, **told)
    row, _made = OutboxRow.objects.get_or_create(key=key, defaults=told)
    if row.payload["to"] not in {to, ""}:
        raise KeyTakenError(f"the key {key!r} was used for another receiver")
    return row


@transaction.atomic
def try_again(public_id: str, *, now: datetime, actor: str) -> bool:
    """Put an undelivered message back in the queue, with a new patience; say whether there was one to put back.

    There is none once what it said has been forgotten.
    """
    row = OutboxRow.objects.select_for_update().filter(public_id=public_id, state=State.UNDELIVERED.value).first()
    if row is None or not sayable(row.payload):
        return False
    record(
        chain=row.chain,
        kind=RETRIED,
        subject=row.about or row.public_id,
        actor=actor,
        now=now,
        facts={"message": row.public_id, "channel": row.channel, "attempts": row.attempts},
    )
    row.state, row.next_try = State.WAITING.value, now
    row.attempts, row.unanswered, row.give_up_at, row.alarmed_at = 0, 0, None, None
    row.save()
    return True


def receive_mail(*, raw: bytes, mailbox: str, now: datetime) -> IncomingMail:
    """Keep a mail as it came, before anything in it is trusted; the same mail in the same box twice is kept once."""
    headers = BytesHeaderParser().parsebytes(raw)
    mail, _made = IncomingMail.objects.get_or_create(
        mailbox=mailbox,
        external_id=identity(raw),
        defaults={"raw": raw, "in_reply_to": one_line(headers.get("In-Reply-To", ""))[:250], "received_at": now},
    )
    return mail


RETURNED = kind(
    "outbox.returned", "A mail the receiving server had taken came back, and waits for a person to look at it"
)


@transaction.atomic
def note_returned(message_id: str, *, why: str, now: datetime) -> bool:
    """Note that a mail that had gone came back: it joins the visible list; False when there is none that had gone."""
    row = OutboxRow.objects.select_for_update().filter(message_id=message_id, state=State.SENT.value).first()
    if row is None:
        return False
    row.state, row.sent_at, row.last_error = State.UNDELIVERED.value, None, one_line(why)[:500]
    row.save(update_fields=["state", "sent_at", "last_error"])
    facts: dict[str, Fact] = {"message": row.public_id, "channel": row.channel, "attempts": row.attempts}
    record(chain=row.chain, kind=RETURNED, subject=row.about or row.public_id, actor="worker", now=now, facts=facts)
    return True


def take_mail(public_id: str, *, now: datetime) -> bool:
    """Mark an incoming mail as taken by a room, in that room's transaction; False when it was taken already."""
    return bool(IncomingMail.objects.filter(public_id=public_id, taken_at__isnull=True).update(taken_at=now))


def note_trouble(public_id: str, trouble: str, *, most: int, now: datetime) -> bool:
    """Count a vain try to understand a mail; after `most` it is parked, which is said. It stops no other mail."""
    with transaction.atomic():
        mail = IncomingMail.objects.select_for_update().get(public_id=public_id)
        mail.tries, mail.trouble = mail.tries + 1, trouble[:200]
        mail.parked_at = now if mail.tries >= most else None
        mail.save(update_fields=["tries", "trouble", "parked_at"])
        if mail.parked_at is None:
            return False
        facts: dict[str, Fact] = {"mail": mail.public_id, "mailbox": mail.mailbox, "trouble": mail.trouble}
        record(chain=NATIONAL, kind=PARKED, subject=mail.public_id, actor="worker", now=now, facts=facts)
        return True


SET_ASIDE = kind("outbox.mail_set_aside", "A person looked at an incoming mail that was parked: it is no question")


@transaction.atomic
def set_aside(public_id: str, *, now: datetime, actor: str) -> bool:
    """Let a parked mail be: a person has read it. It is kept as long as any that was taken in, and then emptied."""
    rows = IncomingMail.objects.filter(public_id=public_id, parked_at__isnull=False, taken_at__isnull=True)
    if not rows.update(taken_at=now):
        return False
    record(chain=NATIONAL, kind=SET_ASIDE, subject=public_id, actor=actor, now=now, facts={"mail": public_id})
    return True


def unpark(public_id: str) -> bool:
    """Let a parked mail be tried again from the beginning."""
    rows = IncomingMail.objects.filter(public_id=public_id, parked_at__isnull=False, taken_at__isnull=True)
    return bool(rows.update(parked_at=None, tries=0))
