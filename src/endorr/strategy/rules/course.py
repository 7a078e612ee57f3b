"""How a goal stands: from where it began, through what has been measured since, to where it shall be.

Figures are compared only with figures of the same meaning: the same basis, the same definition. Where the latest one
means something else, nothing is said of the goal until somebody sets it anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure of a year as it was read: the span that rounding leaves, what it means, and `counted` of `of` areas."""

    year: int
    value: float
    low: float
    high: float
    meaning: str
    counted: int = 1
    of: int = 1

    @property
    def whole(self) -> bool:
        return self.counted == self.of


@dataclass(frozen=True, slots=True)
class Target:
    """From what, in which year, to what, in which year; and by which meaning of the figure."""

    from_year: int
    start: float
    to_year: int
    aim: float
    meaning: str

    @property
    def upwards(self) -> bool:
        return self.aim >= self.start


class Verdict(StrEnum):
    """How a goal stands."""

    ON_COURSE = "on_course"
    BEHIND = "behind"
    CANNOT_SAY = "cannot_say"


class Why(StrEnum):
    """The reason for a verdict."""

    AHEAD = "ahead"  # at least as far as a steady pace would have come
    REACHED = "reached"
    SLOWER = "slower"
    MISSED = "missed"  # the target's year has come, and the figure is not there
    NO_FIGURE = "no_figure"
    OTHER_MEANING = "other_meaning"
    NOT_WHOLE = "not_whole"
    TOO_CLOSE = "too_close"  # rounding hides on which side of the course it lies


@dataclass(frozen=True, slots=True)
class Course:
    """A goal's verdict with its reason, the reading it rests on, and where a steady pace would have been that year.

    `points` may be joined to the start; `others` mean something else and are shown apart.
    """

    verdict: Verdict
    why: Why
    latest: Reading | None
    wanted: float | None
    points: tuple[Reading, ...]
    others: tuple[Reading, ...]


def wanted(target: Target, year: int) -> float:
    """Return where a steady pace would be in a year: the start before it, the aim after it."""
    if year <= target.from_year:
        return target.start
    if year >= target.to_year:
        return target.aim
    way = (year - target.from_year) / (target.to_year - target.from_year)
    return target.start + (target.aim - target.start) * way


def course(target: Target, readings: Iterable[Reading]) -> Course:
    """Say how a goal stands by what has been read; of several readings of a year and meaning the last one counts."""
    last: dict[tuple[int, str], Reading] = {}
    for one in readings:
        last[one.year, one.meaning] = one
    ordered = sorted(last.values(), key=lambda one: one.year)
    points = tuple(one for one in ordered if one.meaning == target.meaning)
    others = tuple(one for one in ordered if one.meaning != target.meaning)
    verdict, why, latest = _judged(target, points, others)
    goal = wanted(target, latest.year) if latest else None
    return Course(verdict, why, latest, goal, points, others)


def _judged(
    target: Target, points: Sequence[Reading], others: Sequence[Reading]
) -> tuple[Verdict, Why, Reading | None]:
    since = [one for one in points if one.year > target.from_year]
    latest = since[-1] if since else None
    newer = latest.year if latest else target.from_year
    if any(one.year > newer for one in others):
        return Verdict.CANNOT_SAY, Why.OTHER_MEANING, latest
    if latest is None:
        return Verdict.CANNOT_SAY, Why.NO_FIGURE, None
    if not latest.whole:
        return Verdict.CANNOT_SAY, Why.NOT_WHOLE, latest
    if _past(target, latest.low, latest.high, target.aim):
        return Verdict.ON_COURSE, Why.REACHED, latest
    mark = wanted(target, latest.year)
    if _past(target, latest.low, latest.high, mark):
        return Verdict.ON_COURSE, Why.AHEAD, latest
    if latest.low < mark < latest.high:
        return Verdict.CANNOT_SAY, Why.TOO_CLOSE, latest
    return Verdict.BEHIND, Why.MISSED if latest.year >= target.to_year else Why.SLOWER, latest


def _past(target: Target, low: float, high: float, mark: float) -> bool:
    """Say whether the whole span has come as far as the mark."""
    return low >= mark if target.upwards else high <= mark
