"""The open data of a calendar: its coming days, each with whether it works, why, and the office hours."""

from datetime import date, timedelta
from typing import Any

from endorr.worktime.builtin import calendar as find
from endorr.worktime.calendar import Calendar
from endorr.worktime.errors import OutOfRangeError
from endorr.worktime.reasons import Reason, reason
from endorr.worktime.validation import DAYS_AHEAD
from endorr.worktime.zone import tzdata_version


def coming_days(calendar: Calendar | str, first: date, count: int = DAYS_AHEAD) -> tuple[Reason, ...]:
    """The days of a calendar from `first` on; OutOfRangeError if it does not cover them all."""
    found = find(calendar)
    if first + timedelta(days=count - 1) > found.covers_until:
        raise OutOfRangeError(f"calendar {found.id} ends on {found.covers_until}")
    return tuple(reason(found, first + timedelta(days=ahead)) for ahead in range(count))


def as_json(calendar: Calendar | str, first: date, count: int = DAYS_AHEAD) -> dict[str, Any]:
    """The coming days as plain JSON values, with the calendar's id, version, zone and the zone rules' release."""
    found = find(calendar)
    return {
        "calendar": found.id,
        "version": found.version,
        "name": found.name,
        "zone": found.zone,
        "tzdata": tzdata_version(),
        "first": first.isoformat(),
        "days": [day.as_dict() for day in coming_days(found, first, count)],
    }
