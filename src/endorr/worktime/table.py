"""A calendar worked out day by day: the working-day clock as a staircase of whole seconds, and both ways to climb it.

The working-day clock stands still on other days and runs 00-24 on working days. Its `position` at a wall time is the
number of working-day seconds passed since the table began. A day here ends with its own midnight, 24:00: so Friday
24:00 belongs to Friday, and a question asked at that moment has all of Monday left. Days are counted from 1970-01-01.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from endorr.worktime.errors import NoWorkingDayError, OutOfRangeError
from endorr.worktime.zone import DAY, EPOCH, TABLE_END, TABLE_START, Zone, zone

if TYPE_CHECKING:
    from endorr.worktime.calendar import Calendar

EPOCH_DAY = EPOCH.date()
FIRST, LAST = (TABLE_START - EPOCH).days, (TABLE_END - EPOCH).days - 1
ROWS = LAST - FIRST + 1

type Seconds = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One calendar's days from December 1989 to the end of 2101; all arithmetic is on whole seconds.

    zone            the wall clock; `wall` below is seconds since 1970-01-01 00:00 on it
    done            by day: number of working days before it
    works           by day: whether it is a working day
    working_days    the working days in order, as day numbers
    offices         by day: the office hours as (opens, closes) in seconds of the day, the last ones first
    closed_before   by day: wall time of the last closing before the day begins, or None
    openings        wall times of all openings, in order
    closings        wall times of all closings, in order
    office_done     by opening: office seconds before it
    """

    zone: Zone
    done: list[int]
    works: list[bool]
    working_days: list[int]
    offices: list[Seconds]
    closed_before: list[int | None]
    openings: list[int]
    closings: list[int]
    office_done: list[int]

    @classmethod
    def of(cls, calendar: "Calendar") -> "Table":
        """Work a calendar out. About a tenth of a second, so calendars keep theirs."""
        table = cls(zone(calendar.zone), [], [], [], [], [], [], [], [])
        special = calendar.special_dates(range(TABLE_START.year, TABLE_END.year))
        ordinary: dict[tuple[int, int], tuple[bool, Seconds]] = {}
        for number in range(FIRST, LAST + 1):
            day = date.fromordinal(EPOCH_DAY.toordinal() + number)
            if day in special:
                table._add(number, *_kind(calendar, day))
                continue
            # Dates without a name or a decision are alike by weekday and season: only the first is asked about.
            alike = calendar.season_of(day), number % 7
            if alike not in ordinary:
                ordinary[alike] = _kind(calendar, day)
            table._add(number, *ordinary[alike])
        return table

    def _add(self, number: int, works: bool, offices: Seconds) -> None:  # noqa: FBT001
        self.done.append(len(self.working_days))
        self.works.append(works)
        self.closed_before.append(self.closings[-1] if self.closings else None)
        self.offices.append(offices)
        if works:
            self.working_days.append(number)
        for opens, closes in reversed(offices):
            self.office_done.append(self._office_total())
            self.openings.append(number * DAY + opens)
            self.closings.append(number * DAY + closes)

    def _office_total(self) -> int:
        return self.office_done[-1] + self.closings[-1] - self.openings[-1] if self.openings else 0

    # The working-day clock

    def row(self, day: int) -> int:
        """The place of a day number in the table; OutOfRangeError outside it."""
        row = day - FIRST
        if not 0 <= row < ROWS:
            raise OutOfRangeError(f"{date_text(day)} lies outside the years this calendar is computed for")
        return row

    def position(self, wall: int) -> int:
        """Working-day seconds passed when the wall clock shows `wall`."""
        day = (wall - 1) // DAY
        row = self.row(day)
        if self.works[row]:
            return self.done[row] * DAY + wall - day * DAY
        return self.done[row] * DAY

    def earliest(self, position: int) -> int:
        """The first wall time at which the working-day clock reaches a position > 0: 24:00 rather than next 00:00."""
        step = (position - 1) // DAY
        return self._start_of(step) + position - step * DAY

    def latest(self, position: int) -> int:
        """The last wall time at which the clock still shows a position: up to the start of the next working day."""
        step = position // DAY
        return self._start_of(step) + position - step * DAY

    def _start_of(self, step: int) -> int:
        if not 0 <= step < len(self.working_days):
            raise NoWorkingDayError("the calendar has no working day left to answer with")
        return self.working_days[step] * DAY

    # Office hours

    def act_by(self, wall: int) -> int:
        """The last office moment not later than `wall`: itself when after opening and at or before closing."""
        day = (wall - 1) // DAY
        row = self.row(day)
        second = wall - day * DAY
        for opens, closes in self.offices[row]:
            if second > opens:
                return day * DAY + (second if second <= closes else closes)
        closing = self.closed_before[row]
        if closing is None:
            raise NoWorkingDayError("the calendar has no office hours before this moment")
        return closing

    def is_open(self, wall: int) -> bool:
        """Whether somebody is in the office: from opening to closing, both included."""
        window = bisect_right(self.openings, wall) - 1
        return window >= 0 and wall <= self.closings[window]

    def next_opening(self, wall: int) -> int:
        """The first opening at or after `wall`."""
        window = bisect_left(self.openings, wall)
        if window == len(self.openings):
            raise NoWorkingDayError("the calendar has no office hours after this moment")
        return self.openings[window]

    def office_position(self, wall: int) -> int:
        """Office seconds passed when the wall clock shows `wall`."""
        window = bisect_right(self.openings, wall) - 1
        if window < 0:
            return 0
        return self.office_done[window] + min(wall, self.closings[window]) - self.openings[window]

    def office_latest(self, position: int) -> int:
        """The last wall time in office hours with so many office seconds passed: an opening rather than a closing."""
        window = bisect_right(self.office_done, position) - 1
        if window < 0:
            raise NoWorkingDayError("the calendar has no office hours that far back")
        return self.openings[window] + position - self.office_done[window]

    # Both, from instant to instant

    def after(self, instant: int, seconds: int) -> int:
        """The first instant at which `seconds` of working-day time have passed since another; that itself for none."""
        if not seconds:
            return instant
        return self.zone.instant(self.earliest(self.position(self.zone.wall(instant)) + seconds))

    def act_by_instant(self, instant: int) -> int:
        """The last office moment not later than an instant."""
        wall = self.zone.wall(instant)
        office = self.act_by(wall)
        return instant if office == wall else self.zone.instant(office)


def _kind(calendar: "Calendar", day: date) -> tuple[bool, Seconds]:
    hours = reversed(calendar.office_hours(day))
    return calendar.is_working_day(day), tuple((window.opens * 60, window.closes * 60) for window in hours)


def date_text(day: int) -> str:
    """A day number as a date to read, or as words where no date can be that far away."""
    try:
        return str(EPOCH_DAY + timedelta(days=day))
    except OverflowError:
        return "the moment asked about"


def day_number(day: date) -> int:
    """Days from 1970-01-01 to a date."""
    return (day - EPOCH_DAY).days
