"""Writes the promise as a calendar entry that the company can keep."""

from datetime import UTC, datetime

from icalendar import Calendar, Event


def calendar_file(*, uid: str, number: str, title: str, text: str, due: datetime, written: datetime) -> bytes:
    """Return an iCalendar file with one entry at the promised time; the same `uid` again replaces it."""
    event = Event()
    event.add("uid", f"{uid}@endorr")
    event.add("dtstamp", written.astimezone(UTC))
    event.add("dtstart", due.astimezone(UTC))
    event.add("dtend", due.astimezone(UTC))
    event.add("summary", f"{title} {number}")
    event.add("description", text)
    event.add("transp", "TRANSPARENT")
    feed = Calendar()
    feed.add("prodid", "-//endorr//cases//SV")
    feed.add("version", "2.0")
    feed.add_component(event)
    content: bytes = feed.to_ical()
    return content
