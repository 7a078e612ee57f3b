"""What the worker does for its own house-keeping."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from endorr.base.clock import machine_now
from endorr.base.jobs import Daily, Job
from endorr.base.tasks.commands import purge, reap_tasks
from endorr.base.tasks.queries import next_task

KEEP = timedelta(days=7)


def reap(_now: datetime) -> int:
    return reap_tasks(machine_now=machine_now())


def purge_old(_now: datetime, _missed: Sequence[datetime]) -> int:
    return purge(machine_now=machine_now(), keep=KEEP)


JOBS = (Job("tasks.reap", timedelta(seconds=15), reap), Daily("tasks.purge", time(3, 10), purge_old))
NEXT_DUE = (next_task,)
