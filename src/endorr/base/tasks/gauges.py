"""What is to be watched about the worker."""

from datetime import datetime

from endorr.base.clock import machine_now
from endorr.base.gauges import Gauge
from endorr.base.tasks.queries import beat_age, failing_jobs, ready_tasks, stuck_tasks
from endorr.base.tasks.rules import BEAT_LIMIT


def heartbeat_age(_now: datetime) -> float:
    """Return seconds since a worker was heard of; infinity when none ever was."""
    age = beat_age(machine_now=machine_now())
    return float("inf") if age is None else age.total_seconds()


def waiting(now: datetime) -> float:
    return ready_tasks(now=now).count()


def stuck(_now: datetime) -> float:
    return stuck_tasks(machine_now=machine_now())


def failing(_now: datetime) -> float:
    return failing_jobs()


GAUGES = (
    Gauge("worker_heartbeat_seconds", "Since a worker was last heard of.", heartbeat_age, BEAT_LIMIT.total_seconds()),
    Gauge("tasks_waiting", "On-demand tasks that may start.", waiting),
    Gauge("tasks_stuck", "On-demand tasks that have run too long.", stuck, 0),
    Gauge("jobs_failing", "Jobs whose last run raised.", failing, 0),
)
