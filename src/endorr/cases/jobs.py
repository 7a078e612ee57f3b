"""What the worker does for the door: sees to warnings that are due, and forgets drafts that were never sent."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from endorr.base.jobs import Daily, Job
from endorr.cases.commands import forget_drafts, see_to
from endorr.cases.figures.commands import bring_up_to_date
from endorr.cases.queries import due_warnings, next_warning

DRAFTS_KEPT = timedelta(days=14)


def warn(now: datetime) -> int:
    """See to every warning that is due; each is claimed by a conditional UPDATE and sent in the same transaction."""
    return sum(see_to(warning, now=now) for warning in due_warnings(now))


def forget(now: datetime, missed: Sequence[datetime]) -> int:
    """Forget the drafts that nobody sent; a night that was missed changes nothing."""
    assert missed
    return forget_drafts(before=now - DRAFTS_KEPT)


JOBS = (
    Job("cases.warn", timedelta(seconds=20), warn),
    Job("cases.count", timedelta(minutes=1), bring_up_to_date),
    Daily("cases.forget_drafts", time(3, 20), forget),
)
NEXT_DUE = (next_warning,)
