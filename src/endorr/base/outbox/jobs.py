"""What the worker does for the outbox: hands over what is due, and raises the alarm before it matters."""

import imaplib
import logging
import os
import secrets
import socket
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import cache

from django.conf import settings

from endorr.base.clock import machine_now
from endorr.base.failpoints import failpoint
from endorr.base.jobs import Daily, Job
from endorr.base.outbox import delivery, imap, maildir
from endorr.base.outbox.channels import NotNowError, RefusedError, UnansweredError, sender
from endorr.base.outbox.queries import due_ids, next_due
from endorr.base.outbox.retention import forget_old

log = logging.getLogger(__name__)

BATCH = 100


@cache
def _named(pid: int) -> str:
    return f"{socket.gethostname()[:60]}:{pid}:{secrets.token_hex(4)}"


def worker_name() -> str:
    """Return this process's name on a lease; no other process has it, on this machine or another."""
    return _named(os.getpid())


def _hand_over(claim: delivery.Claim, *, now: datetime) -> None:
    failpoint("outbox.claimed")
    try:
        sender(claim.channel)(claim.message)
    except RefusedError as error:
        delivery.mark_refused(claim, error=str(error), now=now)
    except NotNowError as error:
        delivery.mark_failed(claim, error=str(error), now=now)
    except UnansweredError as error:
        delivery.mark_unanswered(claim, error=str(error), now=now)
    except Exception as error:  # noqa: BLE001 - one message nobody foresaw must not stop the others
        log.warning("a channel stumbled", extra={"outbox_row": claim.message.public_id, "error": type(error).__name__})
        delivery.mark_unanswered(claim, error=type(error).__name__, now=now)
    else:
        failpoint("outbox.before_mark")
        delivery.mark_sent(claim, now=now)
        failpoint("outbox.marked")


def deliver_due(*, now: datetime, machine: Callable[[], datetime], worker: str, limit: int = BATCH) -> int:
    """Try up to `limit` due messages once each and return how many were tried.

    Any number of workers may do so at once: a row is tried by whoever leases it. `now` is our clock's time, by which
    rows fall due; `machine` tells the machine's, by which leases run out: a wound clock must not end them, and the
    last row of a slow batch must not start on a lease that is half gone.
    """
    tried = 0
    for pk in due_ids(now=now, machine_now=machine(), limit=limit):
        failpoint("outbox.before_claim")
        claim = delivery.claim(pk, worker=worker, now=now, machine_now=machine())
        if claim is not None:
            _hand_over(claim, now=now)
            tried += 1
    return tried


def deliver(now: datetime) -> int:
    """Try what is due, under this process's own name."""
    return deliver_due(now=now, machine=machine_now, worker=worker_name())


def fetch_mail(now: datetime) -> int:
    """Fetch what has come to every mailbox; one that cannot be opened is told of at the end and stops no other."""
    found, closed = 0, []
    for text in settings.MAILBOXES:
        try:
            found += _fetched(text, now)
        except (OSError, imaplib.IMAP4.error) as error:
            closed.append(f"{text.partition('=')[0]}: {type(error).__name__}")
    if closed:
        raise ConnectionError(f"mailboxes that could not be read: {', '.join(closed)}")
    return found


def _fetched(text: str, now: datetime) -> int:
    if box := maildir.folder(text):
        return maildir.take(box, now=now, machine_now=machine_now())
    return imap.fetch(imap.mailbox(text), now=now)


JOBS = (
    Job("outbox.fetch_mail", timedelta(minutes=1), fetch_mail),
    Job("outbox.deliver", timedelta(seconds=2), deliver),
    Job("outbox.raise_alarms", timedelta(minutes=1), delivery.raise_alarms),
    Job("outbox.forget_spent", timedelta(minutes=1), delivery.forget_spent),
    Daily("outbox.forget_old", time(3, 50), forget_old),
)
NEXT_DUE = (next_due,)
