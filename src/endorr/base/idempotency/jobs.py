"""Purges kept answers at night."""

from collections.abc import Sequence
from datetime import datetime, time

from endorr.base.idempotency.commands import purge
from endorr.base.jobs import Daily


def purge_answers(now: datetime, _missed: Sequence[datetime]) -> int:
    return purge(now=now)


JOBS = (Daily("idempotency.purge", time(3, 20), purge_answers),)
