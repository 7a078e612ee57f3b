"""Lets the demo's time pass: others do their work, new questions come, and the worker's round is made at once."""

from datetime import datetime, timedelta

from endorr.base.clock import configured_clock
from endorr.base.clock.wound import DemoClock
from endorr.base.jobs import Job, declared_jobs
from endorr.base.tenancy.queries import viewer_of
from endorr.cases import commands
from endorr.cases.demo.commands import play
from endorr.cases.demo.plot import later
from endorr.cases.models import Case
from endorr.cases.rules import Talk, Way
from endorr.directory.demo.queries import cast

ROUND = ("cases.", "outbox.", "matching.")
NEW, WITHIN = 8, timedelta(days=2)
BEFORE = timedelta(minutes=15)


def clock() -> DemoClock | None:
    """Return the demo's clock, or None where the machine's own rules."""
    found = configured_clock()
    return found if isinstance(found, DemoClock) else None


def pass_time(wound: DemoClock, *, until: datetime, story: str) -> None:
    """Wind forward to an instant; everybody but the story's own people does what they should meanwhile."""
    now = wound.now()
    if until <= now:
        return
    if until - now > timedelta(hours=12):
        since = max(now, until - WITHIN)
        play((one for one in later(until, many=NEW, within=WITHIN) if one.at > since), until=until)
    _others_answer(now, until, story)
    wound.wind(until - now)
    make_round(until)


def make_round(now: datetime) -> None:
    """Do what the worker would do within seconds, so that the next page already shows it; its rows are claimed once."""
    for job in declared_jobs():
        if isinstance(job, Job) and job.name.startswith(ROUND):
            job.run(now)


def _others_answer(now: datetime, until: datetime, story: str) -> None:
    """Let each door's desk be in touch about every other question before its time is out."""
    waiting = Case.objects.filter(
        contacted_at__isnull=True, closed_at__isnull=True, promise__due__gt=now, promise__act_by__lte=until
    ).exclude(public_id=story)
    desks = {one.function: one.person for one in reversed(cast(on=now.date())) if one.desk and one.first}
    for row in waiting.select_related("promise").order_by("promise__act_by"):
        person = row.holder_id or desks.get(row.function_id)
        at = max(now, row.promise.act_by - BEFORE, row.promise.received)
        if person is not None:
            _answer(row, person, at)


def _answer(row: Case, person: int, at: datetime) -> None:
    who = viewer_of(person, on=at.date())
    if row.holder_id is None:
        commands.take(row.public_id, who, now=at)
    commands.log_contact(row.public_id, who, Talk(Way.CALL, at), now=at)
