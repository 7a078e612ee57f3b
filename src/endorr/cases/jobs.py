"""What the worker does for the door: sees to warnings that are due, and forgets drafts that were never sent."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from endorr.base.jobs import Daily, Job
from endorr.cases.commands import cover_all, forget_drafts, heed_company, lapse, see_to, uncovered
from endorr.cases.figures.commands import bring_up_to_date
from endorr.cases.queries import due_warnings, lapsed_offers, next_lapse, next_warning, waiting_offers

DRAFTS_KEPT = timedelta(days=14)


def warn(now: datetime) -> int:
    """See to every warning that is due; each is claimed by a conditional UPDATE and sent in the same transaction."""
    return sum(see_to(warning, now=now) for warning in due_warnings(now))


def forget(now: datetime, missed: Sequence[datetime]) -> int:
    """Forget the drafts that nobody sent; a night that was missed changes nothing."""
    assert missed
    return forget_drafts(before=now - DRAFTS_KEPT)


def lapse_offers(now: datetime) -> int:
    """Go on with offers: those the company has said yes or no to, and those nobody answered in time."""
    heeded = sum(heed_company(offer, now=now) for offer in waiting_offers())
    return heeded + sum(lapse(offer, now=now) for offer in lapsed_offers(now))


def cover_absent(now: datetime) -> int:
    """Give what somebody away or gone has to a deputy, or back to the door."""
    return cover_all(uncovered(now), now=now)


JOBS = (
    Job("cases.warn", timedelta(seconds=20), warn),
    Job("cases.offers", timedelta(seconds=20), lapse_offers),
    Job("cases.cover_absent", timedelta(minutes=1), cover_absent),
    Job("cases.count", timedelta(minutes=1), bring_up_to_date),
    Daily("cases.forget_drafts", time(3, 20), forget),
)
NEXT_DUE = (next_warning, next_lapse)
