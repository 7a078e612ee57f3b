"""The room's share of the worker's round: every cooperation is planned anew each quarter of an hour."""

from datetime import datetime, timedelta

from endorr.base.jobs import Job
from endorr.planning.commands.placing import plan
from endorr.planning.queries import with_waiting


def plan_all(now: datetime) -> int:
    """Place what nobody has begun, door by door; what is said already is not said again."""
    return sum(plan(cooperation, now=now) for cooperation in with_waiting())


JOBS = (Job("planning.plan", timedelta(minutes=15), plan_all),)
