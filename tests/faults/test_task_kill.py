"""A worker that dies at any moment of a task: no task lost, no deed done twice."""

import os
import random
import subprocess
import sys
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from tests.base.tasks.sample import write_once

from endorr.base.accounts.models import User
from endorr.base.clock import machine_now
from endorr.base.tasks.commands import reap_tasks

POINTS = ("tasks.claimed", "idempotency.claimed", "idempotency.answered", "tasks.called", "tasks.closed")
KILLS = 200

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _stored_tasks(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "endorr.base.tasks.backend.TracedBackend"}}


def address() -> str:
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgresql://{told['USER']}@/{told['NAME']}?host={told['HOST']}"


def run(*arguments: str, failpoint: str = "") -> "subprocess.CompletedProcess[str]":
    environment = {
        **os.environ,
        "ENDORR_DATABASE_URL": address(),
        "ENDORR_FAILPOINT": failpoint,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.task_series", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def deeds() -> Counter[str]:
    return Counter(User.objects.values_list("name", flat=True))


@pytest.mark.parametrize("point", POINTS)
def test_a_worker_killed_at_a_named_point_costs_nothing(point: str) -> None:
    for number in range(3):
        write_once.enqueue(number)
    killed = run("once", failpoint=f"{point}:2")
    assert killed.returncode == -9, killed.stderr
    reap_tasks(machine_now=machine_now() + timedelta(minutes=5))
    done = run("once")
    assert done.returncode == 0, done.stderr
    assert deeds() == {"0": 1, "1": 1, "2": 1}
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {TaskResultStatus.SUCCESSFUL}


@pytest.mark.long
def test_workers_killed_at_random_moments_lose_nothing_and_repeat_nothing() -> None:
    seed = random.SystemRandom().randrange(2**32)
    done = run(str(KILLS), str(seed))
    assert done.returncode == 0, (seed, done.stderr)
    killed, asked = map(int, done.stdout.split())
    assert killed >= KILLS
    assert deeds() == {str(number): 1 for number in range(asked)}, seed
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {TaskResultStatus.SUCCESSFUL}
