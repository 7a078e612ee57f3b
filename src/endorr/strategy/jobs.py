"""What the worker does for strategies: reads the goals' figures anew, and tells the owners of what is late."""

import logging
from collections.abc import Sequence
from datetime import datetime, time

from endorr.base.clock import local_date
from endorr.base.jobs import Daily
from endorr.strategy.commands import read_figures, tell_overdue
from endorr.strategy.queries.public import overdue_actions

log = logging.getLogger(__name__)


def follow(now: datetime, _missed: Sequence[datetime]) -> int:
    """Read every goal's figure anew; a night that was skipped is caught up by the next."""
    return read_figures(now)


def remind(now: datetime, _missed: Sequence[datetime]) -> int:
    """Tell each owner once of an action whose day has passed; one that fails stops no other."""
    done, failed = 0, []
    for action in overdue_actions(local_date(now)):
        try:
            done += tell_overdue(action, now=now)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one row, it must not stop the others
            log.warning("an owner was not told", extra={"row": action, "error": type(error).__name__})
            failed.append(error)
    if failed:
        raise failed[0]
    return done


JOBS = (Daily("strategy.figures", time(5, 10), follow), Daily("strategy.overdue", time(7, 5), remind))
