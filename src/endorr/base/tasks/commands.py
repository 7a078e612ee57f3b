"""What workers write: beats, claims of daily jobs and tasks, and how each went."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from endorr.base.jobs import Daily
from endorr.base.tasks.models import Beat, DailyRun, JobHealth
from endorr.base.tasks.queries import Task, dead_holder, living_workers, ready_tasks
from endorr.base.tasks.rules import MOST_TRIES, missed_instants

CLAIM_TRIES = 5


def beat(worker: str, *, machine_now: datetime) -> None:
    """Leave a sign of life of a worker, in the machine's own time."""
    Beat.objects.update_or_create(
        worker=worker,
        defaults={"beat_at": machine_now},
        create_defaults={"beat_at": machine_now, "started_at": machine_now},
    )


def sign_off(worker: str) -> None:
    """Say that a worker has stopped cleanly and holds nothing."""
    Beat.objects.filter(worker=worker).delete()


def claim_daily(job: Daily, *, worker: str, now: datetime, machine_now: datetime) -> tuple[datetime, ...]:
    """Return the instants of `job` that this worker is to do; empty when none is due or another living worker has it.

    A job met for the first time counts as done until now.
    """
    run, _ = DailyRun.objects.get_or_create(name=job.name, defaults={"covered_until": now})
    missed = missed_instants(job.at, after=run.covered_until, until=now)
    if not missed:
        return ()
    free = DailyRun.objects.filter(name=job.name, covered_until=run.covered_until)
    won = free.exclude(holder__in=living_workers(machine_now=machine_now)).update(holder=worker)
    return missed if won else ()


def finish_daily(job: Daily, *, worker: str, covered_until: datetime) -> None:
    """Note that every instant of `job` through `covered_until` is done, unless another worker has taken it over."""
    DailyRun.objects.filter(name=job.name, holder=worker).update(holder="", covered_until=covered_until)


def drop_daily(job: Daily, *, worker: str) -> None:
    """Give a daily job that failed back, to be tried again."""
    DailyRun.objects.filter(name=job.name, holder=worker).update(holder="")


def note_run(name: str, *, moved: int, now: datetime) -> None:
    """Count a run of a job that went well."""
    JobHealth.objects.get_or_create(name=name, defaults={"ran_at": now})
    JobHealth.objects.filter(name=name).update(
        ran_at=now, runs=F("runs") + 1, moved=F("moved") + moved, failing_since=None, error=""
    )


def note_failure(name: str, *, error: BaseException, now: datetime) -> None:
    """Count a run of a job that raised; of the error only its kind is kept, for its words may name people."""
    health, _ = JobHealth.objects.get_or_create(name=name, defaults={"ran_at": now})
    JobHealth.objects.filter(name=name).update(
        ran_at=now,
        runs=F("runs") + 1,
        failures=F("failures") + 1,
        failing_since=health.failing_since or now,
        error=kind_of(error),
    )


def kind_of(error: BaseException) -> str:
    """Return the full name of an error's class."""
    return f"{type(error).__module__}.{type(error).__qualname__}"[:120]


def claim_task(*, worker: str, now: datetime, machine_now: datetime) -> Task | None:
    """Take the next on-demand task that is ready at `now`, if there is one that no other worker takes first."""
    for _ in range(CLAIM_TRIES):
        task = ready_tasks(now=now).first()
        if task is None:
            return None
        changes: dict[str, Any] = {
            "status": TaskResultStatus.RUNNING,
            "started_at": machine_now,
            "worker_ids": [*task.worker_ids, worker],
        }
        if DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.READY).update(**changes):
            for name, value in changes.items():
                setattr(task, name, value)
            return task
    return None


def finish_task(task: Task, *, answer: Any, machine_now: datetime) -> None:
    """Mark a task as done with its answer, unless it was given to another worker meanwhile."""
    _close(task, status=TaskResultStatus.SUCCESSFUL, return_value=answer, finished_at=machine_now)


def fail_task(task: Task, *, error: BaseException, machine_now: datetime) -> None:
    """Mark a task as failed; of the error only its kind is kept, for its words may name people."""
    _close(task, status=TaskResultStatus.FAILED, exception_class_path=kind_of(error), finished_at=machine_now)


def _close(task: Task, **changes: Any) -> None:
    DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, worker_ids=task.worker_ids).update(
        **changes
    )


def reap_tasks(*, machine_now: datetime) -> int:
    """Give every task held by a dead worker back, or up after MOST_TRIES tries; return how many that were."""
    reaped = 0
    for task in dead_holder(machine_now=machine_now):
        tired = len(task.worker_ids) >= MOST_TRIES
        held = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, worker_ids=task.worker_ids)
        reaped += held.update(
            status=TaskResultStatus.FAILED if tired else TaskResultStatus.READY,
            exception_class_path="endorr.base.tasks.rules.MOST_TRIES" if tired else "",
            finished_at=machine_now if tired else None,
        )
    return reaped


@transaction.atomic
def purge(*, machine_now: datetime, keep: timedelta) -> int:
    """Delete beats and closed tasks older than `keep`; return how many rows that were."""
    before = machine_now - keep
    closed = [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    beats, _ = Beat.objects.filter(beat_at__lt=before).delete()
    tasks, _ = DBTaskResult.objects.filter(status__in=closed, finished_at__lt=before).delete()
    return beats + tasks
