"""When a job is to run: sweeps by their interval, daily jobs by the wall clock, and for how long a claim holds."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

BEAT_EVERY = timedelta(seconds=5)
# A worker that has not been heard of for this long is taken for dead, and what it held is given to others.
BEAT_LIMIT = timedelta(seconds=60)
# A task that kills its worker each time is given up after this many tries.
MOST_TRIES = 5
# After a longer stop than this the oldest missed nights are left out of the list that a daily job is told.
MOST_MISSED = 400


def is_due(*, last: datetime | None, every: timedelta, now: datetime) -> bool:
    """Say whether a sweep is to run: an interval has passed since `last`, or the clock has been set back behind it."""
    return last is None or not last <= now < last + every


def missed_instants(at: time, *, after: datetime, until: datetime) -> tuple[datetime, ...]:
    """Return each instant, oldest first, at which the Stockholm wall showed `at` in the span (after, until].

    An hour that the wall skips in March is taken as the instant one hour later; of a doubled hour the first counts.
    """
    day, last = after.astimezone(STOCKHOLM).date(), until.astimezone(STOCKHOLM).date()
    day = max(day, last - timedelta(days=MOST_MISSED))
    found = []
    while day <= last:
        instant = datetime.combine(day, at, tzinfo=STOCKHOLM).astimezone(after.tzinfo)
        if after < instant <= until:
            found.append(instant)
        day += timedelta(days=1)
    return tuple(found)
