"""Where the demo clock stands at a moment, and where it can be wound to."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

# Tuesday 17 November 2026, an ordinary week without holidays: 09.40 on the wall.
START = datetime(2026, 11, 17, 9, 40, tzinfo=STOCKHOLM)

# The clock goes on only this long after its last beat: no process can then have read a later instant than a restart
# begins with, and a stopped demo stands still.
LEASE = timedelta(seconds=5)

MONDAY, SATURDAY = 0, 5
MORNING = time(8)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The demo's instant at one reading (microseconds) of the machine's monotonic counter."""

    instant: datetime
    counter: int

    def at(self, counter: int) -> datetime:
        """Return the instant at a later reading: it ticks for a lease, then stands still.

        A reading before the anchor's own comes from after a restart of the machine: the whole lease counts as used.
        """
        passed = timedelta(microseconds=counter - self.counter)
        return self.instant + (min(passed, LEASE) if passed >= timedelta(0) else LEASE)


def after_weekend(instant: datetime) -> datetime:
    """Return the Monday at 08.00 on the Stockholm wall that follows the next weekend, or the one `instant` lies in."""
    local = instant.astimezone(STOCKHOLM)
    days = (7 - local.weekday()) % 7 or 7
    monday = local.date() + timedelta(days=days)
    return datetime.combine(monday, MORNING, tzinfo=STOCKHOLM).astimezone(instant.tzinfo)
