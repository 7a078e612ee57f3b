"""Instants as people say them, and calendars odd enough to find what ordinary ones hide."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from endorr.worktime import Calendar, Change, Override, Season, week, windows

STOCKHOLM = ZoneInfo("Europe/Stockholm")

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)


def at(text: str, zone: str = "Europe/Stockholm") -> datetime:
    """A wall-clock time in a zone, as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def odd_calendars() -> dict[str, Calendar]:
    lunch = week(dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ("08:10-11:55", "13:00-16:40")))
    summer = Season((6, 15), (8, 15), week(dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ("09:00-15:00",))))
    yule = Season((12, 20), (1, 7), week(dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ("10:00-12:00",))))
    always = week(dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), ("00:00-24:00",)))
    early = week(dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), ("01:00-02:30", "03:30-06:00")))
    decided = (
        Override(date(2026, 11, 23), Change.CLOSED, "Flytt"),
        Override(date(2026, 11, 24), Change.HOURS, "Kurs", windows("13:00-15:00")),
        Override(date(2026, 11, 28), Change.OPENED, "Öppet hus", windows("10:00-14:00")),
        Override(date(2026, 11, 29), Change.OPENED, "Öppet hus"),
    )
    found = [
        Calendar("lunch", hours=lunch, half_day_close=13 * 60),
        Calendar("seasons", seasons=(summer, yule), half_day_close=11 * 60, overrides=decided),
        Calendar("new-york", days="none", zone="America/New_York", weekdays=EVERY_DAY, hours=early),
        Calendar("lord-howe", days="none", zone="Australia/Lord_Howe", weekdays=EVERY_DAY, hours=early),
        Calendar("round-the-clock", weekdays=EVERY_DAY, hours=always),
        Calendar("kathmandu", days="none", zone="Asia/Kathmandu", weekdays=(7, 1, 2, 3, 4)),
        Calendar("every-minute", hours=week({"mon": ["08:01-08:59", "09:13-17:07"], "wed": ["00:00-24:00"]})),
        Calendar("azores-nights", days="none", zone="Atlantic/Azores", weekdays=EVERY_DAY, hours=early),
    ]
    return {calendar.id: calendar for calendar in found}


ODD = odd_calendars()
