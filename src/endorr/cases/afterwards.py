"""Decides what the company is asked afterwards and when, and what becomes of a closed question that is not over."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from endorr import worktime
from endorr.worktime import Calendar


class Asking(StrEnum):
    """What the company is asked once somebody has been in touch, or the question is over."""

    RIGHT_PERSON = "right_person"
    SATISFACTION = "satisfaction"
    THREE_MONTHS = "three_months"
    TWELVE_MONTHS = "twelve_months"


class Came(StrEnum):
    """What came of the help, as the company tells it months later."""

    SOLD = "sold"
    UNDER_WAY = "under_way"
    WAITING = "waiting"
    DECIDED_NOT = "decided_not"
    NOTHING = "nothing"


class Link(StrEnum):
    """How two questions belong together."""

    DOUBLE = "double"  # the same sender asked much the same thing again
    FOLLOWS = "follows"  # a closed question taken up again, too late to be reopened


A_MOMENT = timedelta(hours=2)
"""A contact may be logged by mistake; the company is asked about it only once it has stood this long."""

IF_NEVER_CLOSED = timedelta(days=30)
"""Everyone is asked how it went: who was never answered, this long after the promise fell due."""

AFTER_CLOSING = {
    Asking.SATISFACTION: timedelta(days=1),
    Asking.THREE_MONTHS: timedelta(days=91),
    Asking.TWELVE_MONTHS: timedelta(days=365),
}
"""When each question is asked, counted from when the case was closed."""

REOPENED_WITHIN = timedelta(days=5)
"""Working-day time after closing in which a question is the same one; later it is a new one (rule 14)."""

ANSWERED_WITHIN = timedelta(days=60)
"""How long the link of such a mail opens."""


def first_asking(promise_due: datetime) -> tuple[Asking, datetime]:
    """Return what is planned when the question comes in, so that nobody is left out for never being closed."""
    return Asking.SATISFACTION, promise_due + IF_NEVER_CLOSED


def askings_after_closing(closed_at: datetime) -> Iterator[tuple[Asking, datetime]]:
    """Yield what is asked after closing, and when."""
    return ((asking, closed_at + span) for asking, span in AFTER_CLOSING.items())


def is_same_question(closed_at: datetime, now: datetime, calendar: Calendar | str) -> bool:
    """Say whether a closed question may still be reopened: five working days at most have passed (rule 14)."""
    return worktime.working_time(closed_at, now, calendar) <= REOPENED_WITHIN
