"""Reads how the workers and their tasks fare."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from endorr.base.tasks.models import Beat, JobHealth
from endorr.base.tasks.rules import BEAT_LIMIT

Task = DBTaskResult[Any, Any]

# A task that runs longer than this is shown as stuck.
TASK_LIMIT = timedelta(minutes=30)


def living_workers(*, machine_now: datetime) -> list[str]:
    """Return the names of the workers heard of within the limit."""
    return list(Beat.objects.filter(beat_at__gt=machine_now - BEAT_LIMIT).values_list("worker", flat=True))


def beat_age(*, machine_now: datetime) -> timedelta | None:
    """Return how long ago any worker was heard of; None when none ever was."""
    last = Beat.objects.order_by("-beat_at").values_list("beat_at", flat=True).first()
    return None if last is None else machine_now - last


def ready_tasks(*, now: datetime) -> QuerySet[Task]:
    """Return the on-demand tasks that may start at `now`, the next one first."""
    may_start = Q(run_after=get_date_max()) | Q(run_after__lte=now)
    tasks: QuerySet[Task] = DBTaskResult.objects.filter(may_start, status=TaskResultStatus.READY)
    return tasks


def dead_holder(*, machine_now: datetime) -> Iterator[Task]:
    """Return the running tasks whose worker is not among the living."""
    living = set(living_workers(machine_now=machine_now))
    for task in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if task.worker_ids[-1] not in living:
            yield task


def stuck_tasks(*, machine_now: datetime) -> int:
    """Return how many tasks have run longer than the limit: their worker is dead or hangs."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=machine_now - TASK_LIMIT)
    return int(running.count())


def next_task(now: datetime) -> datetime | None:
    """Return when the next postponed task may start."""
    later = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__gt=now).exclude(
        run_after=get_date_max()
    )
    earliest: datetime | None = later.aggregate(earliest=Min("run_after"))["earliest"]
    return earliest


def failing_jobs() -> int:
    """Return how many jobs raised at their last run."""
    return JobHealth.objects.filter(failing_since__isnull=False).count()


def job_counts() -> list[tuple[str, int, int, int]]:
    """Return name, runs, rows moved and failures of each job."""
    return list(JobHealth.objects.order_by("name").values_list("name", "runs", "moved", "failures"))
