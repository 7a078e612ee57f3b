"""The worker: nothing undone that was due, nothing done by two, nobody's failure everybody's stop."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

import pytest
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from tests.base.tasks.sample import register, stumble

from endorr.base.accounts.models import User
from endorr.base.clock import machine_now
from endorr.base.jobs import Daily, Errand, Job
from endorr.base.tasks import commands, queries, worker
from endorr.base.tasks.models import Beat, DailyRun, JobHealth
from endorr.base.tasks.rules import MOST_TRIES
from endorr.base.tasks.worker import Worker
from endorr.base.trace import tracing

pytestmark = pytest.mark.django_db

LATER = timedelta(minutes=2)


class Recorder:
    """A nightly job that writes down which nights it was told of."""

    def __init__(self) -> None:
        self.nights: list[datetime] = []

    def __call__(self, _now: datetime, missed: Sequence[datetime]) -> int:
        self.nights += missed
        return len(missed)


@pytest.fixture
def stored_tasks(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "endorr.base.tasks.backend.TracedBackend"}}


@pytest.fixture
def nightly() -> tuple[Daily, Recorder]:
    recorder = Recorder()
    return Daily("test.nightly", time(3), recorder), recorder


def noted(ran: list[datetime]) -> Callable[[datetime], int]:
    """Return a sweep that notes when it ran."""

    def run(now: datetime) -> int:
        ran.append(now)
        return 1

    return run


def jobs_are(monkeypatch: pytest.MonkeyPatch, *jobs: Job | Daily) -> None:
    monkeypatch.setattr(worker, "declared_jobs", lambda: jobs)


def clock_is(monkeypatch: pytest.MonkeyPatch, instant: datetime) -> None:
    monkeypatch.setattr(worker, "now", lambda: instant)


def test_a_night_without_a_worker_is_made_up_for_once(
    monkeypatch: pytest.MonkeyPatch, tuesday: datetime, nightly: tuple[Daily, Recorder]
) -> None:
    job, recorder = nightly
    jobs_are(monkeypatch, job)
    clock_is(monkeypatch, tuesday)
    Worker("before").run_due()
    assert recorder.nights == []
    clock_is(monkeypatch, tuesday + timedelta(days=3))
    for name in ("after", "beside"):
        Worker(name).run_due()
    assert [night.day for night in recorder.nights] == [18, 19, 20]


def test_a_nightly_job_that_another_living_worker_has_is_left_to_it(
    tuesday: datetime, nightly: tuple[Daily, Recorder]
) -> None:
    job, _ = nightly
    alive = machine_now()
    commands.claim_daily(job, worker="a", now=tuesday, machine_now=alive)
    commands.beat("a", machine_now=alive)
    tomorrow = tuesday + timedelta(days=1)
    assert commands.claim_daily(job, worker="a", now=tomorrow, machine_now=alive)
    assert commands.claim_daily(job, worker="b", now=tomorrow, machine_now=alive) == ()
    assert commands.claim_daily(job, worker="b", now=tomorrow, machine_now=alive + LATER), "a is dead by now"


def test_a_worker_that_was_taken_for_dead_does_not_cover_what_another_is_doing(
    tuesday: datetime, nightly: tuple[Daily, Recorder]
) -> None:
    job, _ = nightly
    alive, tomorrow = machine_now(), tuesday + timedelta(days=1)
    commands.claim_daily(job, worker="a", now=tuesday, machine_now=alive)
    commands.claim_daily(job, worker="a", now=tomorrow, machine_now=alive)
    commands.claim_daily(job, worker="b", now=tomorrow, machine_now=alive)
    commands.finish_daily(job, worker="a", covered_until=tomorrow)
    assert DailyRun.objects.get().covered_until == tuesday


def test_an_errand_that_waits_outside_the_house_holds_up_no_sweep(
    monkeypatch: pytest.MonkeyPatch, tuesday: datetime
) -> None:
    swept: list[datetime] = []
    gone: list[datetime] = []
    second = timedelta(seconds=1)
    jobs_are(monkeypatch, Errand("test.errand", second, noted(gone)), Job("test.sweep", second, noted(swept)))
    clock_is(monkeypatch, tuesday)
    one = Worker("a")
    one.run_due()
    assert (swept, gone) == ([tuesday], [])
    one.run_errands()
    assert (swept, gone) == ([tuesday], [tuesday])


def test_a_job_that_raises_is_counted_and_the_next_one_runs(monkeypatch: pytest.MonkeyPatch, tuesday: datetime) -> None:
    def raises(_now: datetime) -> int:
        raise ValueError("Karin Ek")

    ran: list[datetime] = []
    well = Job("test.well", timedelta(seconds=1), noted(ran))
    jobs_are(monkeypatch, Job("test.ill", timedelta(seconds=1), raises), well)
    clock_is(monkeypatch, tuesday)
    Worker("w").run_due()
    assert ran == [tuesday]
    ill = JobHealth.objects.get(name="test.ill")
    assert (ill.failures, ill.failing_since, ill.error) == (1, tuesday, "builtins.ValueError")
    assert queries.failing_jobs() == 1


def test_a_nightly_job_that_raises_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, tuesday: datetime, nightly: tuple[Daily, Recorder]
) -> None:
    job, recorder = nightly
    state = {"broken": True}

    def run(now: datetime, missed: Sequence[datetime]) -> int:
        if state["broken"]:
            raise ValueError
        return recorder(now, missed)

    jobs_are(monkeypatch, Daily(job.name, job.at, run))
    clock_is(monkeypatch, tuesday)
    Worker("w").run_due()
    clock_is(monkeypatch, tuesday + timedelta(days=1))
    Worker("w").run_due()
    state["broken"] = False
    Worker("w").run_due()
    assert len(recorder.nights) == 1


def test_winding_the_clock_makes_a_sweep_due_at_once(monkeypatch: pytest.MonkeyPatch, tuesday: datetime) -> None:
    ran: list[datetime] = []
    jobs_are(monkeypatch, Job("test.hourly", timedelta(hours=1), noted(ran)))
    sweeper = Worker("w")
    for instant in (tuesday, tuesday + timedelta(minutes=1), tuesday + timedelta(hours=60)):
        clock_is(monkeypatch, instant)
        sweeper.run_due()
    assert ran == [tuesday, tuesday + timedelta(hours=60)]


@pytest.mark.usefixtures("stored_tasks")
def test_a_task_runs_under_the_request_that_asked_for_it() -> None:
    with tracing("request-of-the-page"):
        register.enqueue("karin")
    assert Worker("w").run_task()
    assert not Worker("w").run_task(), "it is done once"
    row = DBTaskResult.objects.get()
    assert (row.status, row.return_value) == (TaskResultStatus.SUCCESSFUL, "request-of-the-page")
    assert User.objects.count() == 1


@pytest.mark.usefixtures("stored_tasks")
def test_a_task_that_raises_keeps_the_kind_of_its_error_and_no_words() -> None:
    stumble.enqueue()
    assert Worker("w").run_task()
    row = DBTaskResult.objects.get()
    assert row.status == TaskResultStatus.FAILED
    assert row.exception_class_path == "builtins.ValueError"
    assert "Karin" not in str(row.__dict__)


@pytest.mark.usefixtures("stored_tasks")
def test_what_a_dead_worker_held_is_given_back_and_at_last_given_up() -> None:
    register.enqueue("karin")
    moment = machine_now()
    for life in range(MOST_TRIES):
        name = f"life {life}"
        commands.beat(name, machine_now=moment)
        assert commands.claim_task(worker=name, now=moment, machine_now=moment)
        assert commands.reap_tasks(machine_now=moment) == 0, "it lives"
        moment += LATER
        assert commands.reap_tasks(machine_now=moment) == 1
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


@pytest.mark.usefixtures("stored_tasks")
def test_a_worker_taken_for_dead_cannot_close_what_another_is_doing() -> None:
    register.enqueue("karin")
    moment = machine_now()
    slow = commands.claim_task(worker="slow", now=moment, machine_now=moment)
    commands.reap_tasks(machine_now=moment)
    assert commands.claim_task(worker="other", now=moment, machine_now=moment)
    assert slow is not None
    commands.finish_task(slow, answer=None, machine_now=moment)
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING


@pytest.mark.usefixtures("stored_tasks")
def test_what_is_long_over_is_purged_and_what_waits_is_kept() -> None:
    register.enqueue("karin")
    register.enqueue("lars")
    Worker("w").run_task()
    commands.beat("long gone", machine_now=machine_now())
    assert commands.purge(machine_now=machine_now() + timedelta(days=8), keep=timedelta(days=7)) == 2
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY
    assert not Beat.objects.exists()
