"""Spans of days by which things are counted: ISO weeks, months, quarters and years, on Sweden's calendar."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@dataclass(frozen=True, slots=True, order=True)
class IsoWeek:
    """A week from Monday to Sunday (ISO 8601); the first one of a year holds its first Thursday."""

    year: int
    number: int

    def __post_init__(self) -> None:
        date.fromisocalendar(self.year, self.number, 1)

    @classmethod
    def of(cls, day: date) -> "IsoWeek":
        """Return the week a day lies in; its year may be another than the day's own."""
        calendar = day.isocalendar()
        return cls(calendar.year, calendar.week)

    @classmethod
    def parse(cls, text: str) -> "IsoWeek":
        """Read `2026-W47`; raises ValueError for anything else."""
        year, separator, number = text.partition("-W")
        if not separator or len(year) != 4 or len(number) != 2:
            raise ValueError(f"{text!r} is not a week such as 2026-W47")
        return cls(int(year), int(number))

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 7)

    def shifted(self, weeks: int) -> "IsoWeek":
        """Return the week that many weeks later, or earlier when negative."""
        return IsoWeek.of(self.monday + timedelta(weeks=weeks))

    def __contains__(self, day: date) -> bool:
        return self.monday <= day <= self.sunday

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a calendar year, numbered 1 to 4."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise ValueError(f"a year has four quarters, not {self.number}")

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return month_end(date(self.year, 3 * self.number, 1))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"


def month_end(day: date) -> date:
    """Return the last day of the month that `day` lies in."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
