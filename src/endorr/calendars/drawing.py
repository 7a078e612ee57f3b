"""A promise drawn on a calendar: whole weeks from the question to the deadline, each day with what it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from endorr.worktime import Explanation, Language, Reason, reason, wall_clock
from endorr.worktime.wording import clock_text


@dataclass(frozen=True, slots=True)
class Square:
    """One day of the drawing: whether it works and why, how long of it counts, and what happens on it."""

    day: date
    works: bool
    why: str
    counted: str
    asked: str = ""
    due: str = ""

    @property
    def on_the_way(self) -> bool:
        """Whether any of the promise's time passes on the day, or it is stepped over."""
        return bool(self.counted or self.asked or self.due)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week of the drawing, Monday first."""

    number: int
    days: tuple[Square, ...]


def weeks(explained: Explanation, language: Language) -> tuple[WeekRow, ...]:
    """Return the whole weeks that the promise touches."""
    first, last = explained.days[0].reason.day, _last_day(explained)
    monday = first - timedelta(days=first.weekday())
    count = (last - monday).days // 7 + 1
    squares = {square.day: square for square in _squares(explained, language)}
    return tuple(_week(monday + timedelta(weeks=week), squares, explained, language) for week in range(count))


def _last_day(explained: Explanation) -> date:
    return explained.days[-1].reason.day


def _week(monday: date, squares: dict[date, Square], explained: Explanation, language: Language) -> WeekRow:
    days = (monday + timedelta(days=ahead) for ahead in range(7))
    return WeekRow(
        monday.isocalendar().week,
        tuple(squares.get(day) or _plain(reason(explained.calendar, day), language) for day in days),
    )


def _plain(why: Reason, language: Language) -> Square:
    return Square(why.day, why.works, why.text(language), "")


def _squares(explained: Explanation, language: Language) -> Iterator[Square]:
    asked = wall_clock(explained.promise.received, explained.calendar)
    due = wall_clock(explained.promise.due, explained.calendar)
    for counted in explained.days:
        day = counted.reason.day
        yield Square(
            day=day,
            works=counted.reason.works,
            why=counted.reason.text(language),
            counted=hours_text(int(counted.counted.total_seconds()) // 60, language),
            asked=clock_text(asked, language) if day == asked.date() else "",
            due=_due_text(due, day, language) if day == _last_day(explained) else "",
        )


def _due_text(due: datetime, day: date, language: Language) -> str:
    if due.date() == day:
        return clock_text(due, language)
    return "24:00" if language is Language.EN else "24.00"


def hours_text(minutes: int, language: Language) -> str:
    """Return a stretch of time as it is written: 9 tim 40 min; nothing for none."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    tim = "h" if language is Language.EN else "tim"
    return f"{hours} {tim}" if not rest else f"{hours} {tim} {rest} min"
