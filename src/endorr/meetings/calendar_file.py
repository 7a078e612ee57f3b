"""Writes the calendar messages that go to a guest: an entry, its changes, and that it is to be taken away (iTIP).

The same UID and organiser each time and a number that only rises, for otherwise calendars keep two entries, or one that
is cancelled (RFC 5546, 3.2). The digital room's address is never in them: calendars are shared.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from endorr.meetings.rules import Method, State

STOCKHOLM = ZoneInfo("Europe/Stockholm")
PARTICIPATION = {State.CONFIRMED: "ACCEPTED", State.QUEUED: "TENTATIVE", State.OFFERED: "NEEDS-ACTION"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar shows of a part to one guest: instants, and who it is from and to (mail addresses)."""

    uid: str
    sequence: int
    state: State
    title: str
    text: str
    place: str
    starts_at: datetime
    ends_at: datetime
    host: str
    host_address: str
    guest: str
    guest_address: str


def calendar_file(entry: Entry, *, method: Method, now: datetime) -> bytes:
    """Return a calendar message about one entry, in Swedish wall-clock time with its time zone."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(STOCKHOLM))
    event.add("dtend", entry.ends_at.astimezone(STOCKHOLM))
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("location", entry.place)
    event.add("organizer", _party(entry.host_address, entry.host), encode=False)
    guest = _party(entry.guest_address, entry.guest)
    guest.params["partstat"] = vText(PARTICIPATION.get(entry.state, "NEEDS-ACTION"))
    guest.params["role"] = vText("REQ-PARTICIPANT")
    guest.params["rsvp"] = vText("FALSE")
    event.add("attendee", guest, encode=False)
    event.add("status", _status(entry.state, method))
    calendar = Calendar()
    calendar.add("prodid", "-//endorr//meetings//SV")
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    calendar.add_component(event)
    year = entry.starts_at.astimezone(STOCKHOLM).year
    calendar.add_missing_timezones(first_date=date(year, 1, 1), last_date=date(year + 1, 1, 1))
    content: bytes = calendar.to_ical()
    return content


def _party(address: str, name: str) -> vCalAddress:
    party = vCalAddress(f"mailto:{address}")
    party.params["cn"] = vText(name)
    return party


def _status(state: State, method: Method) -> str:
    if method is Method.CANCEL:
        return "CANCELLED"
    return "CONFIRMED" if state is State.CONFIRMED else "TENTATIVE"
