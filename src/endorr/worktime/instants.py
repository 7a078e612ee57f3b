"""Instants as whole seconds since 1970 in UTC, the form all arithmetic here is done in."""

from datetime import UTC, datetime, timedelta

from endorr.worktime.errors import NaiveTimeError
from endorr.worktime.zone import DAY, EPOCH


def seconds_of(instant: datetime) -> int:
    """Seconds since 1970-01-01 00:00 UTC, fractions dropped; NaiveTimeError if the instant has no offset."""
    try:
        passed = instant - EPOCH
    except TypeError:
        raise NaiveTimeError(f"{instant!r} has no offset from UTC, so it is not known which instant is meant") from None
    return passed.days * DAY + passed.seconds


def moment(seconds: int) -> datetime:
    """The instant, in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def span_seconds(amount: timedelta) -> int:
    """A length of time in whole seconds, fractions dropped; ValueError if it is negative."""
    if amount < timedelta(0):
        raise ValueError("an amount of working-day time cannot be negative")
    return amount.days * DAY + amount.seconds


def utc_text(instant: datetime) -> str:
    """An instant in UTC as ISO 8601 with Z: 2026-06-22T12:00:00Z."""
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
