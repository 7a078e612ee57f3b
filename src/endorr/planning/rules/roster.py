"""Who is at work when: the office hours of a period, less each person's absences, as arrays of seconds.

Instants are whole seconds since 1970 in UTC; work is counted in seconds of office time. Everything is vectorised over
the staff, for an assignment asks "how much can each of them do before this falls due?" many times a day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from endorr import worktime
from endorr.worktime import Calendar

Seconds = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Half(StrEnum):
    """How much of a day somebody is away, as the directory says it."""

    WHOLE = "whole"
    MORNING = "morning"
    AFTERNOON = "afternoon"


NOON = 12 * 60


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which a person is away, the last included."""

    person: int
    first_day: date
    last_day: date
    half: Half = Half.WHOLE


@dataclass(frozen=True, slots=True, eq=False)
class Hours:
    """The office windows of a period, each cut at noon so that half a day off is a window off.

    opens, closes   the instants of each window, rising
    day             the day each window belongs to, as a number from `first_day`
    morning         whether it lies before noon
    """

    first_day: date
    opens: Seconds
    closes: Seconds
    day: Seconds
    morning: Flags

    @classmethod
    def of(cls, calendar: Calendar, first_day: date, days: int) -> "Hours":
        """Return the office windows of `days` days from `first_day`, on the calendar's own wall."""
        rows = [
            (_instant(day, opens, calendar), _instant(day, closes, calendar), number, closes <= NOON)
            for number in range(days)
            for day in (first_day + timedelta(days=number),)
            for window in calendar.office_hours(day)
            for opens, closes in _cut(window.opens, window.closes)
        ]
        opens, closes, numbers, morning = zip(*rows, strict=True) if rows else ((), (), (), ())
        return cls(
            first_day,
            np.array(opens, dtype=np.int64),
            np.array(closes, dtype=np.int64),
            np.array(numbers, dtype=np.int64),
            np.array(morning, dtype=np.bool_),
        )


def _cut(opens: int, closes: int) -> Sequence[tuple[int, int]]:
    return ((opens, NOON), (NOON, closes)) if opens < NOON < closes else ((opens, closes),)


def _instant(day: date, minute: int, calendar: Calendar) -> int:
    midnight = datetime.combine(day, time())
    return int(worktime.from_wall_clock(midnight + timedelta(minutes=minute), calendar).timestamp())


class Roster:
    """The office time of each of `people` persons over a period; a person's absences can be learnt on the way."""

    def __init__(self, hours: Hours, people: int, absences: Iterable[Away] = ()) -> None:
        self.hours = hours
        self.at_work: Flags = np.ones((people, len(hours.opens)), dtype=np.bool_)
        self._before: Seconds = np.zeros((people, len(hours.opens) + 1), dtype=np.int64)
        for absence in absences:
            self._mark(absence)
        self._count(slice(None))

    def learn(self, absence: Away) -> None:
        """Take an absence into account that was not known before."""
        self._mark(absence)
        self._count(slice(absence.person, absence.person + 1))

    def worked(self, at: int) -> Seconds:
        """Return the office time of each person from the period's beginning to an instant."""
        window, into = self._place(at)
        return self._before[:, window] + self.at_work[:, window] * into

    def worked_at(self, instants: Seconds) -> Seconds:
        """Return the office time of each person up to each instant: one row an instant, one column a person."""
        window = np.searchsorted(self.hours.opens, instants, side="right") - 1
        held = np.clip(window, 0, None)
        into = np.clip(instants - self.hours.opens[held], 0, self.hours.closes[held] - self.hours.opens[held])
        into = np.where(window < 0, 0, into)
        return self._before[:, held].T + self.at_work[:, held].T * into[:, None]

    def present(self, at: int) -> Flags:
        """Say who is at work at an instant."""
        window, into = self._place(at)
        if into >= self.hours.closes[window] - self.hours.opens[window]:
            return np.zeros(len(self.at_work), dtype=np.bool_)
        return (
            self.at_work[:, window] if at >= self.hours.opens[window] else np.zeros(len(self.at_work), dtype=np.bool_)
        )

    def after(self, person: int, at: int, work: int) -> int | None:
        """Return when a person who begins at an instant has done some work; None when the period ends before that."""
        target = int(self.worked(at)[person]) + work
        window = int(np.searchsorted(self._before[person], target, side="left")) - 1
        if window >= len(self.hours.opens) or self._before[person, -1] < target:
            return None
        return int(self.hours.opens[window] + target - self._before[person, window])

    def _place(self, at: int) -> tuple[int, int]:
        window = int(np.searchsorted(self.hours.opens, at, side="right")) - 1
        if window < 0:
            return 0, 0
        return window, int(min(at, self.hours.closes[window]) - self.hours.opens[window])

    def _mark(self, absence: Away) -> None:
        first = (absence.first_day - self.hours.first_day).days
        last = (absence.last_day - self.hours.first_day).days
        away = (self.hours.day >= first) & (self.hours.day <= last)
        if absence.half is not Half.WHOLE:
            away &= self.hours.morning == (absence.half is Half.MORNING)
        self.at_work[absence.person, away] = False

    def _count(self, people: slice) -> None:
        lengths = self.hours.closes - self.hours.opens
        self._before[people, 1:] = np.cumsum(self.at_work[people] * lengths, axis=1)
