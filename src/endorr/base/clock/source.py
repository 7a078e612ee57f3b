"""Asks the configured clock for the present instant; nothing else in the house may look at the time."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.module_loading import import_string

STOCKHOLM = ZoneInfo("Europe/Stockholm")


class Clock(Protocol):
    """Anything that can say what time it is, as an aware instant in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@cache
def _configured(path: str) -> Clock:
    clock: Clock = import_string(path)()
    return clock


def configured_clock() -> Clock:
    """Return the clock the settings name (`CLOCK`), one for the whole process."""
    return _configured(settings.CLOCK)


def now() -> datetime:
    """Return the present instant, in UTC, by the configured clock."""
    return configured_clock().now()


def machine_now() -> datetime:
    """Return the machine's own instant, in UTC: for heartbeats and leases only.

    A demo clock wound over the weekend must not make a living worker look dead.
    """
    return datetime.now(UTC)


def local_date(instant: datetime) -> date:
    """Return the calendar date on which `instant` falls on the Stockholm wall."""
    return instant.astimezone(STOCKHOLM).date()


def day_of(instant: datetime) -> tuple[datetime, datetime]:
    """Return the two midnights between which `instant` falls on the Stockholm wall."""
    day = local_date(instant)
    first, last = (datetime.combine(one, time(), tzinfo=STOCKHOLM) for one in (day, day + timedelta(days=1)))
    return first, last
