"""The room's share of the worker's round: ask the sources of tables that are due."""

from datetime import datetime, timedelta

from django.conf import settings

from endorr.base.jobs import Job
from endorr.statistics.commands import claim_check
from endorr.statistics.queries import due_checks, next_check
from endorr.statistics.refreshing import next_check as following
from endorr.statistics.refreshing import refresh


def _refresh(now: datetime) -> int:
    """Ask every source that is due, one by one; nothing where the operator has not said so."""
    if not settings.FETCH_FIGURES:
        return 0
    asked = 0
    for key, due, connection in due_checks(now):
        if claim_check(key, due=due, next_at=following(connection, now)):
            refresh(key, connection, now=now)
            asked += 1
    return asked


JOBS = (Job("statistics.refresh", timedelta(minutes=15), _refresh),)

NEXT_DUE = (next_check,)
