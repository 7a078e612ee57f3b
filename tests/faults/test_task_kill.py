"""A worker that dies at any moment of a task: no task lost, no deed done twice."""

import random
import signal
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from tests.base.tasks.sample import write_once
from tests.faults.conftest import Nursery

from endorr.base.accounts.models import User
from endorr.base.clock import machine_now
from endorr.base.failpoints import ARMED
from endorr.base.tasks.commands import reap_tasks

POINTS = ("tasks.claimed", "idempotency.claimed", "idempotency.answered", "tasks.called", "tasks.closed")
KILLS = 200

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _stored_tasks(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "endorr.base.tasks.backend.TracedBackend"}}


Run = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def run(nursery: Nursery) -> Run:
    """Run the series to its end: `run("once", failpoint=...)`; returns its code and what it said."""

    def ran(*arguments: str, failpoint: str = "") -> tuple[int, list[str]]:
        return nursery.start("tests.faults.task_series", *arguments, environment={ARMED: failpoint}).wait()

    return ran


def deeds() -> Counter[str]:
    return Counter(User.objects.values_list("name", flat=True))


@pytest.mark.parametrize("point", POINTS)
def test_a_worker_killed_at_a_named_point_costs_nothing(point: str, run: Run) -> None:
    for number in range(3):
        write_once.enqueue(number)
    assert run("once", failpoint=f"{point}:2") == (-signal.SIGKILL, [])
    reap_tasks(machine_now=machine_now() + timedelta(minutes=5))
    assert run("once") == (0, [])
    assert deeds() == {"0": 1, "1": 1, "2": 1}
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {TaskResultStatus.SUCCESSFUL}


@pytest.mark.long
def test_workers_killed_at_random_moments_lose_nothing_and_repeat_nothing(
    run: Run, figure: Callable[[str], None]
) -> None:
    seed = random.SystemRandom().randrange(2**32)
    code, said = run(str(KILLS), str(seed))
    assert code == 0, seed
    killed, asked = map(int, said[-1].split())
    assert killed >= KILLS
    assert deeds() == {str(number): 1 for number in range(asked)}, seed
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {TaskResultStatus.SUCCESSFUL}
    figure(f"kill -9 on {connection.vendor} at {killed} random points of tasks: tasks {asked}, lost 0, done twice 0")
