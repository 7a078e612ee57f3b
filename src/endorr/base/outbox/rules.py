"""When an outgoing message is tried again, when it is given up, and what counts as too late for comfort."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Where an outgoing message stands."""

    WAITING = "waiting"
    SENT = "sent"
    UNDELIVERED = "undelivered"


LEASE = timedelta(minutes=15)
"""How long one worker may be busy with one message before another may take it over, in the machine's own time.

Longer than every step of a slow SMTP exchange may take together (about 13 steps of at most 30 s).
"""

PATIENCE = timedelta(hours=48)
"""How long we go on trying, counted from the first try."""

UNANSWERED = 2
"""Tries that may end without an answer: the first, and one resend with the same Message-ID."""

WORRYING = 3
"""Failed tries after which somebody is told, long before the patience ends."""

MARGIN = timedelta(hours=2)
"""How long before it matters somebody is told that a message is still here."""

_STEPS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 120))
_SLOWEST = timedelta(hours=4)


def pause(attempts: int) -> timedelta:
    """Return how long to wait after the `attempts`:th try (from 1): a minute at first, four hours at the slowest."""
    return _STEPS[attempts - 1] if attempts <= len(_STEPS) else _SLOWEST


def next_try(*, attempts: int, now: datetime, give_up_at: datetime) -> datetime | None:
    """Return when to try again after a failed try, or None when the patience is at an end.

    The last try falls exactly when patience ends, so that a server that came back in the 48th hour still gets it.
    """
    if now >= give_up_at:
        return None
    return min(now + pause(attempts), give_up_at)


def emptied(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return a mail's payload without what it said; whom it went to and what it was about stay."""
    return {**payload, "text": "", "html": "", "headers": {}, "attachments": []}


def sayable(payload: Mapping[str, Any]) -> bool:
    """Say whether there is anything left to send."""
    return bool(payload["to"] and payload["text"])
