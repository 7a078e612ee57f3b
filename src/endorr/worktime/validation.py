"""Whether a calendar can keep a promise at all; one that cannot is refused, with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from endorr.worktime.calendar import Calendar
from endorr.worktime.errors import CalendarError
from endorr.worktime.table import EPOCH_DAY, Seconds, Table, day_number
from endorr.worktime.zone import DAY

MINUTES_NEEDED = 60
DAYS_WITHOUT_WORK = 15
DAYS_AHEAD = 400


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a calendar cannot be used: the first date it concerns, and the sentence in Swedish and English."""

    day: date
    sv: str
    en: str


class CalendarRefusedError(CalendarError):
    """A calendar that cannot keep a promise of one working day; `refusals` says why."""

    def __init__(self, calendar: Calendar, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(f"calendar {calendar.id} version {calendar.version}: " + " ".join(why.en for why in refusals))
        self.refusals = refusals


def refusals(calendar: Calendar, today: date) -> tuple[Refusal, ...]:
    """Why a calendar cannot keep promises given from `today` to the end of what it covers; empty if it can.

    Refused are: some stretch of 24 working-day hours with under 60 office minutes, 15 days in a row with no working
    day, and a calendar that does not cover today + 400 days. At most one reason of each kind, the earliest.
    """
    return (*_short_cover(calendar, today), *_long_rest(calendar, today), *_thin_office(calendar, today))


def require_promise(calendar: Calendar, today: date) -> Calendar:
    """The calendar itself if it can keep a promise from `today` on; else CalendarRefusedError."""
    reasons = refusals(calendar, today)
    if reasons:
        raise CalendarRefusedError(calendar, reasons)
    return calendar


def _short_cover(calendar: Calendar, today: date) -> Iterator[Refusal]:
    needed = today + timedelta(days=DAYS_AHEAD)
    if calendar.covers_until < needed:
        until = calendar.covers_until
        yield Refusal(
            until,
            f"Kalendern gäller bara till {until}, men måste gälla {DAYS_AHEAD} dagar framåt, till {needed}.",
            f"The calendar ends on {until} but must reach {DAYS_AHEAD} days ahead, to {needed}.",
        )


def _long_rest(calendar: Calendar, today: date) -> Iterator[Refusal]:
    table = calendar.table
    rows = range(table.row(day_number(today)), table.row(day_number(calendar.covers_until)) + 1)
    for works, stretch in groupby(rows, key=lambda row: table.works[row]):
        days = list(stretch)
        if not works and len(days) >= DAYS_WITHOUT_WORK:
            first = today + timedelta(days=days[0] - rows.start)
            yield Refusal(
                first,
                f"Från {first} går {len(days)} dagar utan en arbetsdag; färre än {DAYS_WITHOUT_WORK} är tillåtet.",
                f"From {first} there are {len(days)} days without a working day; under {DAYS_WITHOUT_WORK} may pass.",
            )
            return


def _thin_office(calendar: Calendar, today: date) -> Iterator[Refusal]:
    table = calendar.table
    last = day_number(calendar.covers_until)
    days = [day for day in table.working_days if day_number(today) <= day <= last]
    judged: dict[tuple[Seconds, Seconds], int] = {}
    for pair in pairwise(days):
        hours = _hours(table, pair[0]), _hours(table, pair[1])
        if hours not in judged:
            judged[hours] = _least(*hours) // 60
        minutes = judged[hours]
        if minutes < MINUTES_NEEDED:
            day = EPOCH_DAY + timedelta(days=pair[0])
            yield Refusal(
                day,
                f"Från {day} rymmer ett arbetsdygn bara {minutes} minuter kontorstid; minst {MINUTES_NEEDED} behövs.",
                f"From {day} 24 working-day hours hold only {minutes} office minutes; {MINUTES_NEEDED} are needed.",
            )
            return


def _hours(table: Table, day: int) -> Seconds:
    return table.offices[table.row(day)]


def _least(one: Seconds, other: Seconds) -> int:
    """The fewest office seconds in any 24 hours that begin on one working day and end on the next."""
    # The count is made of straight lines that bend only where an office opens or closes.
    bends = {0, DAY, *(second for window in (*one, *other) for second in window)}
    return min(_open_after(one, bend) + _open_until(other, bend) for bend in bends)


def _open_until(hours: Seconds, second: int) -> int:
    return sum(min(second, closes) - opens for opens, closes in hours if opens < second)


def _open_after(hours: Seconds, second: int) -> int:
    return sum(closes - opens for opens, closes in hours) - _open_until(hours, second)
