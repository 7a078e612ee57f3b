"""Reading an iCalendar feed as proposals, day by day, for a person to accept or not.

A feed is not a calendar: it lists days nobody has off and knows nothing of the door. So nothing here changes a
calendar by itself. Kept apart from the rest of the room because it needs the icalendar package.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import Any, NamedTuple

from dateutil.rrule import rrulestr
from icalendar import Calendar as Feed
from icalendar import Component
from icalendar.prop import vRecur

from endorr.worktime.builtin import calendar as find
from endorr.worktime.calendar import Calendar
from endorr.worktime.errors import CalendarError
from endorr.worktime.hours import MINUTES_A_DAY, Window, Windows
from endorr.worktime.promise import wall_clock

MIDNIGHT = time()

# A feed is a stranger's text: an event may not repeat more often than a day for 150 years, nor last for more than ten.
MOST_OCCURRENCES = 55_000
LONGEST = timedelta(days=3660)


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """One date a feed would change: closed when `hours` is empty, else open in what the event leaves of the hours."""

    day: date
    summary: str
    hours: Windows = ()

    def accepted(self, calendar: Calendar) -> Calendar:
        """The next version of a calendar, after a person has said yes to this day."""
        if self.hours:
            return calendar.with_hours_on(self.day, self.hours, self.summary)
        return calendar.closed_on(self.day, self.summary)


class _Span(NamedTuple):
    first: datetime
    end: datetime
    summary: str


class _Part(NamedTuple):
    day: date
    opens: int
    closes: int
    summary: str


def proposals(text: str | bytes, calendar: Calendar | str, first: date, last: date) -> tuple[Proposal, ...]:
    """What an iCalendar feed would change in a calendar from `first` to `last`, both included, in date order.

    An event over several days proposes each of its days; one over part of a day proposes the office hours it leaves.
    Times are put on the calendar's wall clock. Days that are no working days anyway, events outside office hours and
    cancelled events propose nothing. CalendarError if the text is no iCalendar, or an event's repetition is not.
    """
    found = find(calendar)
    taken: dict[date, list[_Part]] = {}
    for span in _spans(text, found, last):
        for part in _parts(span, first, last):
            taken.setdefault(part.day, []).append(part)
    proposed = (_proposal(found, day, taken[day]) for day in sorted(taken))
    return tuple(proposal for proposal in proposed if proposal)


def _proposal(calendar: Calendar, day: date, parts: list[_Part]) -> Proposal | None:
    hours = calendar.office_hours(day)
    left = hours
    for part in parts:
        left = _without(left, part.opens, part.closes)
    all_day = any((part.opens, part.closes) == (0, MINUTES_A_DAY) for part in parts)
    if left == hours and not (all_day and calendar.is_working_day(day)):
        return None
    summary = ", ".join(dict.fromkeys(part.summary for part in parts if part.summary))
    return Proposal(day, summary, left)


def _without(hours: Windows, opens: int, closes: int) -> Windows:
    left = []
    for window in hours:
        left += [(window.opens, min(window.closes, opens)), (max(window.opens, closes), window.closes)]
    return tuple(Window(*part) for part in left if part[0] < part[1])


def _parts(span: _Span, first: date, last: date) -> Iterator[_Part]:
    """The parts of an occurrence on each of its days, in minutes of the day; a part-day event takes whole minutes."""
    day = max(first, span.first.date())
    while day <= last and datetime.combine(day, MIDNIGHT) < span.end:
        start = datetime.combine(day, MIDNIGHT)
        opens = max(timedelta(0), span.first - start) // timedelta(minutes=1)
        closes = min(timedelta(days=1), span.end - start) // timedelta(minutes=1)
        if opens < closes:
            yield _Part(day, opens, closes, span.summary)
        day += timedelta(days=1)


def _events(text: str | bytes) -> list[Component]:
    try:
        feeds = Feed.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError) as error:
        raise CalendarError(f"the feed is not iCalendar: {error}") from error
    if not feeds or any(feed.name != "VCALENDAR" for feed in feeds):
        raise CalendarError("the feed is not iCalendar: it holds no calendar")
    return [event for feed in feeds for event in feed.walk("VEVENT") if "DTSTART" in event]


def _spans(text: str | bytes, calendar: Calendar, last: date) -> Iterator[_Span]:
    """Every occurrence of every event up to the last day, on the calendar's wall clock."""
    events = _events(text)
    moved = {_key(event, event.decoded("RECURRENCE-ID")) for event in events if "RECURRENCE-ID" in event}
    for event in events:
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        length = _length(event)
        for start in _occurrences(event, last):
            if "RECURRENCE-ID" in event or _key(event, start) not in moved:
                wall = _on_wall(start, calendar)
                yield _Span(wall, wall + length, str(event.get("SUMMARY", "")).strip())


def _key(event: Component, start: date | datetime) -> tuple[str, date | datetime]:
    utc = start.astimezone(UTC) if isinstance(start, datetime) and start.tzinfo else start
    return str(event.get("UID", "")), utc


def _on_wall(start: date | datetime, calendar: Calendar) -> datetime:
    if not isinstance(start, datetime):
        return datetime.combine(start, MIDNIGHT)
    # A time without zone "floats": it means the reader's own wall clock (RFC 5545, 3.3.5).
    return wall_clock(start, calendar) if start.tzinfo else start


def _length(event: Component) -> timedelta:
    start = event.decoded("DTSTART")
    length = timedelta(days=0 if isinstance(start, datetime) else 1)
    try:
        if "DTEND" in event:
            length = event.decoded("DTEND") - start
        elif "DURATION" in event:
            length = event.decoded("DURATION")
    except TypeError as error:
        raise CalendarError(
            f"the event {event.get('SUMMARY', '')!s} begins and ends in different kinds of time"
        ) from error
    return min(length, LONGEST)


def _occurrences(event: Component, last: date) -> Iterator[date | datetime]:
    start = event.decoded("DTSTART")
    skipped = set(_listed(event, "EXDATE"))
    found = _repeated(event, start, last) if "RRULE" in event else iter((start,))
    yield from (moment for moment in found if moment not in skipped)
    yield from (moment for moment in _listed(event, "RDATE") if moment not in skipped and moment != start)


def _repeated(event: Component, start: date | datetime, last: date) -> Iterator[date | datetime]:
    timed = isinstance(start, datetime)
    begins = start if isinstance(start, datetime) else datetime.combine(start, MIDNIGHT)
    written: bytes = vRecur(event["RRULE"]).to_ical()  # type: ignore[no-untyped-call]
    rule = written.decode()
    try:
        # Without a zone of its own an event's last repetition has none either, whatever the feed wrote.
        moments = iter(rrulestr(rule if begins.tzinfo else rule.replace("Z", ""), dtstart=begins))
    except (ValueError, TypeError) as error:
        raise CalendarError(f"the event {event.get('SUMMARY', '')!s} repeats by no known rule: {error}") from error
    within = takewhile(lambda moment: moment.date() <= last + timedelta(days=1), moments)
    for count, moment in enumerate(islice(within, MOST_OCCURRENCES + 1)):
        if count == MOST_OCCURRENCES:
            raise CalendarError(f"the event {event.get('SUMMARY', '')!s} repeats too often")
        yield moment if timed else moment.date()


def _listed(event: Component, name: str) -> Iterator[date | datetime]:
    lists: Any = event.get(name, [])
    for dates in lists if isinstance(lists, list) else [lists]:
        yield from (value.dt for value in dates.dts if isinstance(value.dt, date))
