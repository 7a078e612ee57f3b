"""A process that lets workers run tasks and kills each at a random moment; started by test_task_kill in the nursery.

main(KILLS, SEED)   kills KILLS workers at random moments
main("once")        runs what waits, and dies where ENDORR_FAILPOINT says
"""

import os
import random
import signal
import time
from datetime import timedelta

from django.conf import settings
from django.db import connections

settings.TASKS = {"default": {"BACKEND": "endorr.base.tasks.backend.TracedBackend"}}

from tests.base.tasks.sample import write_once  # noqa: E402

from endorr.base.clock import machine_now  # noqa: E402
from endorr.base.tasks import commands  # noqa: E402
from endorr.base.tasks.worker import Worker  # noqa: E402

LONGEST_LIFE_SECONDS = 0.15
TASKS_A_ROUND = 4


def work() -> None:
    worker = Worker()
    while worker.run_task():
        pass


def fork_worker() -> int:
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(0)
    return pid


def reap() -> None:
    commands.reap_tasks(machine_now=machine_now() + timedelta(minutes=5))


def series(kills: int, seed: int) -> None:
    # A task that is killed again and again is given up after some tries; here every one is to be finished.
    commands.MOST_TRIES = 10_000  # type: ignore[attr-defined]
    dice = random.Random(seed)
    killed = asked = 0
    while killed < kills:
        for _ in range(TASKS_A_ROUND):
            write_once.enqueue(asked)
            asked += 1
        pid = fork_worker()
        time.sleep(dice.uniform(0, LONGEST_LIFE_SECONDS))
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        killed += os.WIFSIGNALED(status)
        reap()
    work()
    print(killed, asked)  # noqa: T201 - read by the test


def main(what: str, seed: str = "") -> None:
    if what == "once":
        work()
    else:
        series(int(what), int(seed))
