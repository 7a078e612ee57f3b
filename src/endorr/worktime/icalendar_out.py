"""Writing a calendar's coming days as iCalendar, for anybody to subscribe to.

Kept apart from the rest of the room because it needs the icalendar package.
"""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar as Feed
from icalendar import Event

from endorr.worktime.builtin import calendar as find
from endorr.worktime.calendar import Calendar
from endorr.worktime.hours import Window
from endorr.worktime.promise import from_wall_clock
from endorr.worktime.publish import coming_days
from endorr.worktime.reasons import Ground, Reason
from endorr.worktime.validation import DAYS_AHEAD


def as_icalendar(calendar: Calendar | str, first: date, *, published: datetime, count: int = DAYS_AHEAD) -> str:
    """The coming days as iCalendar text: closed days as whole-day events, office hours as busy times of their own.

    `published` (aware) is the stamp every event carries. Ordinary free weekdays are left out. An event keeps its UID
    from one version of the calendar to the next, so subscribers see changes and no doubles.
    """
    found = find(calendar)
    feed = Feed()
    feed.add("prodid", "-//endorr//worktime//SV")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", found.name or found.id)
    feed.add("x-wr-timezone", found.zone)
    for day in coming_days(found, first, count):
        for event in _events(found, day):
            event.add("dtstamp", published.astimezone(UTC))
            event.add("sequence", found.version)
            feed.add_component(event)
    return str(feed.to_ical(), "utf-8")


def _events(calendar: Calendar, day: Reason) -> list[Event]:
    if day.works:
        return [_office(calendar, day, window) for window in day.office]
    return [] if day.ground is Ground.FREE_WEEKDAY else [_closed(calendar, day)]


def _closed(calendar: Calendar, day: Reason) -> Event:
    event = Event()
    event.add("uid", f"{day.day:%Y%m%d}-closed@{calendar.id}.endorr")
    event.add("summary", day.sv)
    event.add("description", day.basis)
    event.add("dtstart", day.day)
    event.add("dtend", day.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _office(calendar: Calendar, day: Reason, window: Window) -> Event:
    midnight = datetime.combine(day.day, datetime.min.time())
    event = Event()
    event.add("uid", f"{day.day:%Y%m%d}-{window.opens:04}@{calendar.id}.endorr")
    event.add("summary", "Kontorstid")
    event.add("dtstart", from_wall_clock(midnight + timedelta(minutes=window.opens), calendar))
    event.add("dtend", from_wall_clock(midnight + timedelta(minutes=window.closes), calendar))
    return event
