"""What the worker does for meetings: lets offers that nobody answered in time go on to the next."""

import logging
from datetime import datetime, timedelta

from endorr.base.jobs import Job
from endorr.meetings.commands import lapse
from endorr.meetings.queries.due import ended_offers, next_offer_end

log = logging.getLogger(__name__)


def lapse_offers(now: datetime) -> int:
    """Let every offer go on whose time is out; what a sleeping worker missed goes on when it wakes.

    One that fails stops no other, and the worker is told afterwards.
    """
    done, failed = 0, []
    for invitation in ended_offers(now):
        try:
            done += lapse(invitation, now=now)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one row, it must not stop the others
            log.warning("an offer was left", extra={"row": invitation, "error": type(error).__name__})
            failed.append(error)
    if failed:
        raise failed[0]
    return done


JOBS = (Job("meetings.offers", timedelta(seconds=20), lapse_offers),)
NEXT_DUE = (next_offer_end,)
