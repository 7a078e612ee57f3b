"""Tries a cooperation's staff dry: keeps what was asked, and what came of it."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from endorr.base.tenancy.queries import cooperation_by_id
from endorr.base.tenancy.rules import Viewer
from endorr.planning.demand import described
from endorr.planning.models import Trial
from endorr.planning.rules.policies import Policy
from endorr.planning.rules.staffing import compare
from endorr.planning.rules.stress import Stress, tried

DAYS, SEEDS = 42, 3
SET_SIDE_BY_SIDE = (Policy.ROLLING, Policy.CALENDAR, Policy.LEAST_LOADED)


def ask_trial(cooperation: str, stress: Stress, viewer: Viewer, *, a_day: float | None, now: datetime) -> str:
    """Keep that a trial is asked for; return its public id. A task runs it."""
    made = Trial.objects.create(
        cooperation=cooperation_by_id(cooperation), stress=stress.value, a_day=a_day, by=viewer.actor, asked_at=now
    )
    return made.public_id


def run_trial(public_id: str, *, now: datetime) -> bool:
    """Run a trial that has been asked for and keep what came of it; False when that is done already."""
    row = Trial.objects.filter(public_id=public_id, done_at__isnull=True).first()
    if row is None:
        return False
    case = described(row.cooperation_id, now, a_day=row.a_day)
    scenarios = [
        tried(
            Stress(row.stress), case.staff, case.demand, seed=seed, first_day=case.first_day, days=DAYS,
            calendar=case.calendar,
        )
        for seed in range(SEEDS)
    ] if case.staff else []  # fmt: skip
    outcomes = [asdict(one) for one in compare(scenarios, SET_SIDE_BY_SIDE)] if scenarios else []
    told = {"advisers": len(case.staff), "a_day": case.demand.a_day, "counted": case.counted, "outcomes": outcomes}
    with transaction.atomic():
        return bool(Trial.objects.filter(pk=row.pk, done_at__isnull=True).update(outcome=told, done_at=now))
