"""What the worker does for the newsroom: checks figures shortly before an embargo, and lifts it at its instant."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from endorr.base.jobs import Job
from endorr.newsroom.commands import lift, warn
from endorr.newsroom.queries.due import next_check, next_lift, to_check, to_lift

log = logging.getLogger(__name__)


def lift_due(now: datetime) -> int:
    """Lift every embargo whose time has come; what a sleeping worker missed it lifts when it wakes, once."""
    return _each(to_lift(now), lambda release: lift(release, now=now))


def check_soon(now: datetime) -> int:
    """Check the figures of every text that opens soon."""
    return _each(to_check(now), lambda release: warn(release, now=now))


def _each(releases: Sequence[str], do: Callable[[str], bool]) -> int:
    """One that fails stops no other, and the worker is told afterwards."""
    done, failed = 0, []
    for release in releases:
        try:
            done += do(release)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one row, it must not stop the others
            log.warning("a text was left", extra={"row": release, "error": type(error).__name__})
            failed.append(error)
    if failed:
        raise failed[0]
    return done


JOBS = (
    Job("newsroom.check", timedelta(seconds=20), check_soon),
    Job("newsroom.lift", timedelta(seconds=10), lift_due),
)
NEXT_DUE = (next_lift, next_check)
