"""The worker: sweeps what is due, does the nightly jobs it finds undone, runs on-demand tasks, and beats meanwhile."""

import logging
import os
import secrets
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import close_old_connections, connections
from django.tasks import TaskContext

from endorr.base.clock import machine_now, now
from endorr.base.failpoints import failpoint
from endorr.base.jobs import Daily, Errand, Job, declared_jobs
from endorr.base.tasks import commands
from endorr.base.tasks.queries import Task
from endorr.base.tasks.rules import BEAT_EVERY, is_due
from endorr.base.trace import new_request_id, tracing

log = logging.getLogger(__name__)

# How soon a due job, a wound clock or the order to stop is noticed.
TICK = timedelta(milliseconds=200)
TASKS_EVERY = timedelta(seconds=1)
DAILY_EVERY = timedelta(seconds=30)
# A sweep that finds nothing is noted only so often, and one that fails is tried again only so soon.
NOTE_EVERY_SECONDS = 60
LONGEST_PAUSE = timedelta(minutes=1)


def worker_name() -> str:
    """Return a name no other worker has, on this machine or another."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"


class Worker:
    """One worker process. Four lanes: no task or errand holds up a sweep, and none of them the sign of life."""

    def __init__(self, name: str | None = None) -> None:
        self.name = name or worker_name()
        self._stop = threading.Event()
        self._ran: dict[str, datetime] = {}
        self._noted: dict[str, float] = {}
        self._failed: Counter[str] = Counter()

    def stop(self) -> None:
        """Ask the worker to end; what it has begun it finishes."""
        self._stop.set()

    def run(self) -> None:
        """Work until asked to stop."""
        self._beat()
        lanes = [
            threading.Thread(target=self._lane, args=(step, every), name=step.__name__)
            for step, every in (
                (self._beat, BEAT_EVERY),
                (self._run_tasks, TASKS_EVERY),
                (self.run_errands, TASKS_EVERY),
            )
        ]
        for lane in lanes:
            lane.start()
        log.info("worker started", extra={"worker": self.name, "jobs": len(declared_jobs())})
        self._lane(self.run_due, TICK)
        for lane in lanes:
            lane.join()
        commands.sign_off(self.name)
        log.info("worker stopped", extra={"worker": self.name})

    def _lane(self, step: Callable[[], None], every: timedelta) -> None:
        while not self._stop.is_set():
            close_old_connections()
            try:
                step()
            except Exception:
                # The database may be away for a while; the lane outlives that.
                log.exception("a lane of the worker stumbled", extra={"lane": step.__name__})
            self._stop.wait(every.total_seconds())
        if threading.current_thread() is not threading.main_thread():
            connections.close_all()

    def _beat(self) -> None:
        commands.beat(self.name, machine_now=machine_now())

    def run_due(self) -> None:
        """Run each declared job that is due; one that raises is logged and counted, and the others go on."""
        self._run_each(job for job in declared_jobs() if not isinstance(job, Errand))

    def run_errands(self) -> None:
        """Run each declared errand that is due, as `run_due` runs the other jobs."""
        self._run_each(job for job in declared_jobs() if isinstance(job, Errand))

    def _run_each(self, jobs: Iterable[Job | Daily]) -> None:
        for job in jobs:
            if self._stop.is_set():
                return
            instant = now()
            if is_due(last=self._ran.get(job.name), every=self._every(job), now=instant):
                self._ran[job.name] = instant
                with tracing(new_request_id()):
                    self._attempt(job, instant)

    def _every(self, job: Job | Daily) -> timedelta:
        every = job.every if isinstance(job, Job) else DAILY_EVERY
        pause = timedelta(seconds=2 ** min(self._failed[job.name], 6) - 1)
        return max(every, min(pause, LONGEST_PAUSE))

    def _attempt(self, job: Job | Daily, instant: datetime) -> None:
        try:
            moved = job.run(instant) if isinstance(job, Job) else self._run_daily(job, instant)
        except Exception as error:
            log.exception("job failed", extra={"job": job.name})
            self._failed[job.name] += 1
            commands.note_failure(job.name, error=error, now=instant)
            return
        if moved is not None:
            self._note(job, moved=moved, instant=instant)

    def _note(self, job: Job | Daily, *, moved: int, instant: datetime) -> None:
        recovered = self._failed.pop(job.name, 0)
        if moved:
            log.info("job moved rows", extra={"job": job.name, "moved": moved})
        counter = time.monotonic()
        if moved or recovered or counter - self._noted.get(job.name, -NOTE_EVERY_SECONDS) >= NOTE_EVERY_SECONDS:
            self._noted[job.name] = counter
            commands.note_run(job.name, moved=moved, now=instant)

    def _run_daily(self, job: Daily, instant: datetime) -> int | None:
        missed = commands.claim_daily(job, worker=self.name, now=instant, machine_now=machine_now())
        if not missed:
            return None
        try:
            moved = job.run(instant, missed)
        except Exception:
            commands.drop_daily(job, worker=self.name)
            raise
        commands.finish_daily(job, worker=self.name, covered_until=missed[-1])
        return moved

    def _run_tasks(self) -> None:
        while not self._stop.is_set() and self.run_task():
            pass

    def run_task(self) -> bool:
        """Run the next on-demand task; say whether there was one."""
        row = commands.claim_task(worker=self.name, now=now(), machine_now=machine_now())
        if row is None:
            return False
        failpoint("tasks.claimed")
        with tracing(row.args_kwargs.get("request_id") or new_request_id()):
            self._carry_out(row)
        return True

    def _carry_out(self, row: Task) -> None:
        try:
            answer = _call(row)
        except Exception as error:
            log.exception("task failed", extra={"task": row.task_path})
            commands.fail_task(row, error=error, machine_now=machine_now())
        else:
            failpoint("tasks.called")
            commands.finish_task(row, answer=answer, machine_now=machine_now())
            failpoint("tasks.closed")
            log.info("task done", extra={"task": row.task_path})


def _call(row: Task) -> object:
    task, result = row.task, row.task_result
    if task.takes_context:
        return task.call(TaskContext(task_result=result), *result.args, **result.kwargs)
    return task.call(*result.args, **result.kwargs)
