"""Why a promise falls due when it does: every day from question to deadline, whether it counts, and why."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from endorr.worktime.builtin import calendar as find
from endorr.worktime.calendar import Calendar
from endorr.worktime.instants import seconds_of, utc_text
from endorr.worktime.promise import Promise, promise
from endorr.worktime.reasons import Reason, reason
from endorr.worktime.table import EPOCH_DAY
from endorr.worktime.wording import Language, day_text, deadline, moment, sentence
from endorr.worktime.zone import DAY


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One date on the way to the deadline: why it counts or not, and how much of the 24 hours passes on it."""

    reason: Reason
    counted: timedelta

    def as_dict(self) -> dict[str, Any]:
        """The day as plain JSON values; `counted_minutes` is rounded down."""
        return {**self.reason.as_dict(), "counted_minutes": int(self.counted.total_seconds()) // 60}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A promise, the calendar it was reckoned by, and its days in order from question to deadline."""

    promise: Promise
    calendar: Calendar
    days: tuple[CountedDay, ...]

    def text(self, language: Language | str = Language.SV) -> str:
        """The explanation as lines of text; easy Swedish uses the Swedish lines and its own promise sentence."""
        return "\n".join(_lines(self, Language(language)))

    def as_dict(self) -> dict[str, Any]:
        """The explanation as plain JSON values, instants in UTC ISO 8601, sentences in all languages."""
        given = self.promise
        return {
            "received": utc_text(given.received),
            "due": utc_text(given.due),
            "act_by": utc_text(given.act_by),
            "calendar": given.calendar_id,
            "calendar_version": given.calendar_version,
            "zone": self.calendar.zone,
            "tzdata": given.tzdata_version,
            "sentence": {spoken.value: sentence(given.due, self.calendar, spoken) for spoken in Language},
            "days": [day.as_dict() for day in self.days],
        }


def explain(received: datetime, calendar: Calendar | str = "SE") -> Explanation:
    """Explain the promise given to a question; the same errors as `promise`."""
    found = find(calendar)
    given = promise(received, found)
    zone = found.table.zone
    asked, due = (zone.wall(seconds_of(instant)) for instant in (given.received, given.due))
    days = (_counted(found, number, asked, due) for number in range(asked // DAY, (due - 1) // DAY + 1))
    return Explanation(given, found, tuple(days))


def _counted(calendar: Calendar, number: int, asked: int, due: int) -> CountedDay:
    first, last = max(asked, number * DAY), min(due, (number + 1) * DAY)
    seconds = calendar.table.position(last) - calendar.table.position(first)
    return CountedDay(reason(calendar, EPOCH_DAY + timedelta(days=number)), timedelta(seconds=seconds))


_TEXT = {
    "sv": {
        "asked": "Frågan kom {moment} ({zone}).",
        "rule": "Kontaktlöftet: 24 timmar arbetsdagstid enligt kalendern {id}, version {version}.",
        "counts": "räknas, {hours} tim {minutes} min",
        "not": "räknas inte",
        "act_by": "Kontakta senast, inom kontorstid: {deadline}.",
    },
    "en": {
        "asked": "The question came {moment} ({zone}).",
        "rule": "The promise: 24 hours of working-day time by calendar {id}, version {version}.",
        "counts": "counts, {hours} h {minutes} min",
        "not": "does not count",
        "act_by": "Act by, within office hours: {deadline}.",
    },
}


def _lines(explained: Explanation, language: Language) -> list[str]:
    words, given, calendar = _TEXT[language.words], explained.promise, explained.calendar
    return [
        words["asked"].format(moment=moment(given.received, calendar, language), zone=calendar.zone),
        words["rule"].format(id=given.calendar_id, version=given.calendar_version),
        *(_day_line(day, language) for day in explained.days),
        sentence(given.due, calendar, language),
        words["act_by"].format(deadline=deadline(given.act_by, calendar, language)),
    ]


def _day_line(day: CountedDay, language: Language) -> str:
    words, minutes = _TEXT[language.words], int(day.counted.total_seconds()) // 60
    counts = words["counts"] if day.reason.works else words["not"]
    counted = counts.format(hours=minutes // 60, minutes=minutes % 60)
    basis = f" [{day.reason.basis}]" if day.reason.basis else ""
    return f"- {day_text(day.reason.day, language)}: {counted}: {day.reason.text(language)}{basis}"
