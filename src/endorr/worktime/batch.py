"""Promises for whole arrays of instants and mixed calendars, with the answers of the scalar clock, by table look-up.

Due and act-by, as functions of the moment received, are made of two kinds of pieces only: they run along with the
moment, or they stand still. All pieces begin and end on a common grid (half an hour for ordinary office hours), so one
table entry per grid slot answers for every second in it. Tables cover the years that are asked about.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from endorr.worktime.builtin import calendar as find
from endorr.worktime.calendar import Calendar
from endorr.worktime.days import FIRST_YEAR, LAST_YEAR
from endorr.worktime.errors import NoWorkingDayError, OutOfRangeError
from endorr.worktime.promise import END_WALL, FIRST_WALL
from endorr.worktime.table import FIRST, Table
from endorr.worktime.zone import DAY, EPOCH, TABLE_START, Zone

type Instants = NDArray[np.datetime64]
type Integers = NDArray[np.integer[Any]]
type Seconds = NDArray[np.int64]

# Rows worked on at a time: the temporaries of one chunk stay in the processor's second-level cache.
CHUNK = 8192
# A table pays only for many rows, and while it fits in memory (8 bytes an entry); else the rules are run on the rows.
ROWS_FOR_TABLE = 100_000
MOST_ENTRIES = 16_000_000
HOUR = 3600
NEVER = np.iinfo(np.int64).min // 2
NOTHING_LEFT = "a calendar has no working day or no office hours left to answer with"
# The entry of a slot one entry cannot answer for: the clocks change at its very end, or there is no answer.
ASK_THE_RULES = np.iinfo(np.int64).min

# Local years begin and end up to a day away from UTC's; before that, the day tables need room for the last closing.
EARLIEST = int((TABLE_START - EPOCH).total_seconds()) + 20 * DAY
LATEST = END_WALL + 2 * DAY


class Promises(NamedTuple):
    """Due and act-by of every row, as arrays of datetime64[s] in UTC."""

    due: Instants
    act_by: Instants


def promises(
    received: Instants, calendars: Calendar | str | Sequence[Calendar | str] = "SE", which: Integers | None = None
) -> Promises:
    """Due and act-by of many questions at once, equal to `promise` row by row.

    received    one-dimensional datetime64 array in UTC; finer parts than whole seconds are dropped
    calendars   one calendar, or several with `which` telling for every row the place of its calendar among them
    Raises OutOfRangeError naming the first row outside the years 1990-2100, NoWorkingDayError where a calendar has no
    answer, IndexError for a place that is not there.
    """
    chosen = (calendars,) if isinstance(calendars, Calendar | str) else tuple(calendars)
    seconds = received.astype("datetime64[s]", copy=False).view(np.int64)
    found = tuple(find(one) for one in chosen)
    if which is None and len(found) != 1:
        raise ValueError("which: several calendars need an array telling which row goes by which")
    if which is not None and len(which) and not 0 <= which.min() <= which.max() < len(found):
        raise IndexError("which: names a calendar that is not among those given")
    if not len(seconds):
        return Promises(received.astype("datetime64[s]"), received.astype("datetime64[s]"))
    first, last = int(seconds.min()), int(seconds.max())
    _refuse_outside(seconds, found, which, first, last)
    if len(seconds) >= ROWS_FOR_TABLE and _entry_count(found, first, last) <= MOST_ENTRIES:
        return _grid(found, _year(first), _year(last)).answer(seconds, which)
    return _as_promises(*_by_rules(seconds, found, which))


def _as_promises(due: Seconds, act: Seconds) -> Promises:
    return Promises(due.view("datetime64[s]"), act.view("datetime64[s]"))


def _by_rules(seconds: Seconds, calendars: tuple[Calendar, ...], which: Integers | None) -> tuple[Seconds, Seconds]:
    due, act = np.empty_like(seconds), np.empty_like(seconds)
    for place, calendar in enumerate(calendars):
        rows = slice(None) if which is None else which == place
        due[rows], act[rows] = _rules(calendar).exact(seconds[rows])
    if (act == NEVER).any():
        raise NoWorkingDayError(NOTHING_LEFT)
    return due, act


def _entry_count(calendars: tuple[Calendar, ...], first: int, last: int) -> int:
    return (_year(last) - _year(first) + 1) * 366 * DAY // _slot(calendars) * len(calendars)


def _slot(calendars: tuple[Calendar, ...]) -> int:
    return math.gcd(*(_rules(calendar).step for calendar in calendars))


def _year(second: int) -> int:
    return int(np.datetime64(second, "s").astype("datetime64[Y]").astype(int)) + 1970


def _refuse_outside(
    seconds: Seconds, calendars: tuple[Calendar, ...], which: Integers | None, first: int, last: int
) -> None:
    zones = [calendar.table.zone for calendar in calendars]
    begins = np.array([zone.instant(FIRST_WALL) for zone in zones])
    ends = np.array([zone.instant(END_WALL) for zone in zones])
    if first >= begins.max() and last < ends.min():
        return
    rows = np.zeros(len(seconds), dtype=np.int8) if which is None else which
    wrong = (seconds < begins[rows]) | (seconds >= ends[rows])
    if wrong.any():
        row = int(wrong.argmax())
        moment = np.datetime64(int(seconds[row]), "s")
        raise OutOfRangeError(f"row {row}: {moment} lies outside the years {FIRST_YEAR}-{LAST_YEAR}")


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Answers for every slot of some calendars over some years, ready to look up.

    A slot is (begins + n * slot, begins + (n + 1) * slot]. Its entry packs two 32-bit halves, due and act-by: twice the
    seconds to add, plus one where the answer stands still through the slot, and so is counted from the slot's end.
    """

    begins: int
    calendars: tuple[Calendar, ...]
    slot: int
    entries: Seconds
    offsets: NDArray[np.int32]
    has_holes: bool

    def answer(self, seconds: Seconds, which: Integers | None) -> Promises:
        """Due and act-by of every row; NoWorkingDayError if one has no answer."""
        due, act = np.empty_like(seconds), np.empty_like(seconds)
        scratch = _Scratch.of(min(CHUNK, len(seconds)))
        for start in range(0, len(seconds), CHUNK):
            rows = slice(start, start + CHUNK)
            self._look_up(seconds[rows], None if which is None else which[rows], due[rows], act[rows], scratch)
        if self.has_holes and len(holes := (act == NEVER).nonzero()[0]):
            due[holes], act[holes] = _by_rules(seconds[holes], self.calendars, None if which is None else which[holes])
        return _as_promises(due, act)

    def _look_up(self, asked: Seconds, which: Integers | None, due: Seconds, act: Seconds, scratch: "_Scratch") -> None:
        since, place, left, entry, add, wait, row = scratch.first(len(asked))
        np.subtract(asked, self.begins + 1, out=since, casting="unsafe")
        np.floor_divide(since, self.slot, out=place)
        np.multiply(place, self.slot, out=left)
        np.subtract(since, left, out=left)
        np.subtract(self.slot - 1, left, out=left, casting="unsafe")  # seconds left to the slot's end
        row[:] = place
        if which is not None:
            np.add(row, self.offsets[which], out=row)
        np.take(self.entries, row, out=entry, mode="clip")
        halves = entry.view(np.int32).reshape(-1, 2)
        for half, answer in ((0, due), (1, act)):
            np.bitwise_and(halves[:, half], 1, out=wait)
            np.multiply(wait, left, out=wait, casting="unsafe")
            np.right_shift(halves[:, half], 1, out=add)
            np.add(add, wait, out=add)
            np.add(asked, add, out=answer)
        if self.has_holes and (holes := entry == ASK_THE_RULES).any():
            act[holes] = NEVER


class _Scratch(NamedTuple):
    """Room for the intermediate values of one chunk, made once for a whole array."""

    since: NDArray[np.uint32]
    place: NDArray[np.uint32]
    left: NDArray[np.int32]
    entry: Seconds
    add: NDArray[np.int32]
    wait: NDArray[np.int32]
    row: Seconds

    @classmethod
    def of(cls, size: int) -> "_Scratch":
        """Room for `size` rows."""
        short, long, unsigned = (np.empty((3, size), dtype=kind) for kind in (np.int32, np.int64, np.uint32))
        return cls(unsigned[0], unsigned[1], short[0], long[0], short[1], short[2], long[1])

    def first(self, size: int) -> "_Scratch":
        """The same room, cut to the first `size` places."""
        return self if size == len(self.row) else _Scratch._make(array[:size] for array in self)


@lru_cache(maxsize=8)
def _grid(calendars: tuple[Calendar, ...], first_year: int, last_year: int) -> Grid:
    """The grid of some calendars for the years (UTC) from first to last, and a slot of the neighbours' for safety."""
    slot = _slot(calendars)
    begins, ends = (int(np.datetime64(f"{year}-01-01", "s").astype(np.int64)) for year in (first_year, last_year + 1))
    begins, ends = max(begins, EARLIEST), min(ends, LATEST)
    stops = np.arange(begins, ends + slot, slot, dtype=np.int64)
    entries = np.concatenate([_entries(_rules(calendar), stops, slot) for calendar in calendars])
    offsets = np.arange(len(calendars), dtype=np.int32) * len(stops)
    return Grid(begins - slot, calendars, slot, entries, offsets, bool((entries == ASK_THE_RULES).any()))


def _entries(rules: "_Rules", stops: Seconds, slot: int) -> Seconds:
    halves = np.empty((len(stops), 2), dtype=np.int32)
    regular = np.ones(len(stops), dtype=np.bool_)
    answers = (rules.exact(instants) for instants in (stops - slot + 1, stops - 1, stops))
    for column, (first, last, stop) in enumerate(zip(*answers, strict=True)):
        still = first == last
        regular &= (stop != NEVER) & (stop == np.where(still, last, last + 1)) & (still | (last - first == slot - 2))
        halves[:, column] = np.where(regular, 2 * (stop - stops) + still, 0)
    entries: Seconds = halves.view(np.int64).ravel()
    return np.where(regular, entries, ASK_THE_RULES)


@dataclass(frozen=True, slots=True, eq=False)
class _Rules:
    """The rules of `promise` on arrays, plainly: they fill the tables, and answer when a table would not pay."""

    done: Seconds
    works: NDArray[np.bool_]
    working_days: Seconds  # and a last one that stands for none
    opens: Seconds
    closes: Seconds
    closed_before: Seconds
    zone: Zone
    step: int

    @classmethod
    def of(cls, table: Table) -> "_Rules":
        widest = max(len(offices) for offices in table.offices)
        opens = np.full((len(table.offices), max(widest, 1)), 2 * DAY, dtype=np.int64)
        closes = opens.copy()
        for row, offices in enumerate(table.offices):
            for column, (opening, closing) in enumerate(offices):
                opens[row, column], closes[row, column] = opening, closing
        return cls(
            np.array(table.done, dtype=np.int64),
            np.array(table.works),
            np.array([*table.working_days, 0], dtype=np.int64),
            opens,
            closes,
            np.array([NEVER if closing is None else closing for closing in table.closed_before], dtype=np.int64),
            table.zone,
            _step(table),
        )

    def exact(self, instants: Seconds) -> tuple[Seconds, Seconds]:
        """Due and act-by of instants, both as instants; NEVER where there is no answer."""
        wall = self._wall(instants)
        day = (wall - 1) // DAY
        second = np.where(self.works[day - FIRST], wall - day * DAY, 0)
        goal = self.done[day - FIRST] * DAY + second + DAY
        step = (goal - 1) // DAY
        answered = step < len(self.working_days) - 1
        step[~answered] = -1
        due = self._instant(self.working_days[step] * DAY + goal - step * DAY)
        return np.where(answered, due, NEVER), np.where(answered, self._act_by(due), NEVER)

    def _act_by(self, due: Seconds) -> Seconds:
        wall = self._wall(due)
        day = (wall - 1) // DAY
        row = np.clip(day - FIRST, 0, len(self.works) - 1)
        second = (wall - day * DAY)[:, np.newaxis]
        in_window = np.where(second > self.opens[row], np.minimum(second, self.closes[row]), NEVER).max(axis=1)
        moment = np.where(in_window != NEVER, day * DAY + in_window, self.closed_before[row])
        return np.where(moment == wall, due, np.where(moment == NEVER, NEVER, self._instant(moment)))

    def _wall(self, instants: Seconds) -> Seconds:
        offsets = np.array(self.zone.offsets, dtype=np.int64)
        return instants + offsets[np.searchsorted(self.zone.starts, instants, side="right") - 1]

    def _instant(self, wall: Seconds) -> Seconds:
        starts, offsets = (np.array(part, dtype=np.int64) for part in (self.zone.starts, self.zone.offsets))
        piece = np.searchsorted(self.zone.last_walls, wall, side="right")
        instants: Seconds = np.maximum(wall - offsets[piece], starts[piece])
        return instants


@lru_cache(maxsize=64)
def _rules(calendar: Calendar) -> _Rules:
    return _Rules.of(calendar.table)


def _step(table: Table) -> int:
    """The widest grid, at most an hour, on which every opening, closing, midnight and change of the clocks falls."""
    hours = {second for offices in set(table.offices) for window in offices for second in window}
    # The first start is only where the table begins.
    return math.gcd(HOUR, *hours, *table.zone.starts[1:], *table.zone.offsets)
