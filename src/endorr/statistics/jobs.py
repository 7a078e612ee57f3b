"""The room's share of the worker's round: ask the sources of tables that are due."""

from datetime import datetime, timedelta

from django.conf import settings

from endorr.base.jobs import Errand
from endorr.statistics.commands import claim_check
from endorr.statistics.queries import due_checks, next_check
from endorr.statistics.refreshing import LEASE, refresh


def _refresh(now: datetime) -> int:
    """Ask every source that is due, one by one; nothing where the operator has not said so.

    A worker that dies while it asks leaves the table due again when the lease is out, not a month later.
    """
    if not settings.FETCH_FIGURES:
        return 0
    asked = 0
    for key, due, connection in due_checks(now):
        if claim_check(key, due=due, until=now + LEASE):
            refresh(key, connection, now=now)
            asked += 1
    return asked


JOBS = (Errand("statistics.refresh", timedelta(minutes=15), _refresh),)

NEXT_DUE = (next_check,)
