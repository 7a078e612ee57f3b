"""The room's share of the worker's round: the holes of the whole country take a second to count, so once a night."""

from collections.abc import Sequence
from datetime import datetime, time

from endorr.base.jobs import Daily
from endorr.national.commands import count_holes


def count(now: datetime, _missed: Sequence[datetime]) -> int:
    """Count once however many nights were skipped: only how things stand now can be counted."""
    return count_holes(now)


JOBS = (Daily("national.count_holes", time(3, 40), count),)
