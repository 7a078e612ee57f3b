"""A process that dies at a named point, without one: what was not stored by then is undone, as by a power cut."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from endorr.base import failpoints
from endorr.base.ledger.models import DiaryRow, Event
from endorr.base.outbox.models import OutboxRow
from endorr.cases.models import Case, Contact, Delivery, Entry, Referral

POINTS = (
    "cases.claimed",
    "cases.taken",
    "cases.giving_back",
    "cases.given_back",
    "cases.referring",
    "cases.referred",
    "cases.accepting",
    "cases.accepted",
    "cases.declining",
    "cases.declined",
    "cases.contacting",
    "cases.contacted",
    "cases.writing",
    "cases.wrote",
    "cases.closing",
    "cases.closed",
    "cases.mail_claimed",
    "cases.mail_taken",
    "cases.warning",
    "cases.warned",
    "cases.lapsed",
    "cases.covered",
    "idempotency.claimed",
    "idempotency.answered",
    "idempotency.committed",
)
"""Every named point of what happens to a question after it has been asked."""


class Died(BaseException):
    """Nobody catches it, as nobody catches SIGKILL."""


@contextmanager
def dying_at(point: str) -> Iterator[None]:
    """Let whoever passes a named point (`name` or `name:2`, for the second time) die there."""
    with (
        patch.dict(os.environ, {failpoints.ARMED: point}),
        patch.dict(failpoints._passed, clear=True),
        patch("os.kill", side_effect=Died),
    ):
        yield


def rows() -> dict[str, int]:
    """Count everything that a deed on a question may write."""
    return {
        one.__name__: one.objects.count()
        for one in (Case, Entry, Contact, Referral, Delivery, Event, DiaryRow, OutboxRow)
    }
