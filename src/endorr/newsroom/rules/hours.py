"""When a desk answers: its own hours, on the working days of a calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from endorr.newsroom.rules.words import Refusal, Refused
from endorr.worktime import Calendar

STOCKHOLM = ZoneInfo("Europe/Stockholm")
LOOKED_AHEAD = 30  # days: no desk is closed for longer than its calendar's longest holidays


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when a desk answers on a working day, in minutes after midnight."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Answering:
    """Whether a desk answers now, and at which instant that changes; none when it stays closed for a month."""

    now: bool
    changes_at: datetime | None


def check_hours(hours: Hours) -> None:
    """Refuse a desk that closes before it opens."""
    if not 0 <= hours.opens < hours.closes <= 24 * 60:
        raise Refused(Refusal.DESK_NEVER_OPEN)


def answering(hours: Hours, calendar: Calendar, *, now: datetime) -> Answering:
    """Say whether a desk answers at an instant, and when it next opens or closes, by the Swedish wall clock."""
    wall = now.astimezone(STOCKHOLM)
    for ahead in range(LOOKED_AHEAD):
        day = wall.date() + timedelta(days=ahead)
        if not calendar.is_working_day(day):
            continue
        opens, closes = (_at(day, minutes) for minutes in (hours.opens, hours.closes))
        if now < opens:
            return Answering(now=False, changes_at=opens)
        if now < closes:
            return Answering(now=True, changes_at=closes)
    return Answering(now=False, changes_at=None)


def _at(day: date, minutes: int) -> datetime:
    midnight = datetime.combine(day, time(), tzinfo=STOCKHOLM)
    # Minutes of the wall, not of the sun: a desk opens at eight also on the day the clocks change.
    return midnight.replace(hour=minutes // 60 % 24, minute=minutes % 60) + timedelta(days=minutes // (24 * 60))
