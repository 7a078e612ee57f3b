"""Reads a feed, a stranger's text, in a process of its own that is stopped if it takes too long or too much.

`python -m endorr.calendars.feeds` is that process: a calendar, two dates and the feed in, proposed days out, as JSON.
It loads no Django and knows no database.
"""

import base64
import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta

from endorr.worktime import Calendar, CalendarError, windows
from endorr.worktime.feed import Proposal, proposals
from endorr.worktime.validation import DAYS_AHEAD

FEED_BYTES = 1_000_000
SECONDS = 10
MEMORY = 1024**3
REFUSED = 3


def read_feed(content: bytes, calendar: Calendar, *, today: date) -> tuple[Proposal, ...]:
    """What a feed would change in the coming 400 days; CalendarError if it is no iCalendar or asks for too much."""
    asked = {
        "calendar": calendar.as_dict(),
        "first": today.isoformat(),
        "last": (today + timedelta(days=DAYS_AHEAD - 1)).isoformat(),
        "feed": base64.b64encode(content).decode(),
    }
    command = [sys.executable, "-m", "endorr.calendars.feeds"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=json.dumps(asked).encode(), capture_output=True, timeout=3 * SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise CalendarError("the feed takes too long to read") from error
    if done.returncode:
        reason = done.stdout.decode() if done.returncode == REFUSED else "the feed asks for too much"
        raise CalendarError(reason)
    return _unpacked(json.loads(done.stdout))


def _unpacked(rows: Sequence[tuple[str, str, list[str]]]) -> tuple[Proposal, ...]:
    return tuple(Proposal(date.fromisoformat(day), summary, windows(*hours)) for day, summary, hours in rows)


def _packed(found: Sequence[Proposal]) -> list[tuple[str, str, list[str]]]:
    return [(one.day.isoformat(), one.summary, [str(window) for window in one.hours]) for one in found]


def main() -> int:
    """Answer one question from standard input."""
    asked = json.load(sys.stdin)
    calendar = Calendar.from_dict(asked["calendar"])
    first, last = date.fromisoformat(asked["first"]), date.fromisoformat(asked["last"])
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        found = proposals(base64.b64decode(asked["feed"]), calendar, first, last)
    except CalendarError as error:
        sys.stdout.write(str(error))
        return REFUSED
    sys.stdout.write(json.dumps(_packed(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
