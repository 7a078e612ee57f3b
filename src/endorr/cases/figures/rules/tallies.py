"""Counts promises whose time is out: kept, missed, with the right person, helped, and what each count stands on.

A promise that still runs is in no figure, not even when somebody has been in touch already: quick answers would come
in first and misses last, and the share would look better than it is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from endorr import worktime
from endorr.cases.rules import Evidence, Outcome, Way
from endorr.worktime import Calendar

DAY_ON_THE_WALL = timedelta(hours=24)
TENTHS = 10
"""Time to contact is kept in tenths of a working-day hour, so that a month of any size is a few counts."""
TRIES = 2
"""So many tries, by as many ways, before the promised time: kept by attempt, in a figure of its own."""


class Measure(StrEnum):
    """One thing that is counted. Kept, by attempt and missed share all promises between them."""

    KEPT_CONFIRMED = "kept_confirmed"  # the company says so
    KEPT_SENT = "kept_sent"  # a message left the house
    KEPT_STATED = "kept_stated"  # the adviser says so
    BY_ATTEMPT = "by_attempt"
    MISSED = "missed"
    RIGHT_CONFIRMED = "right_confirmed"
    RIGHT_STATED = "right_stated"
    WRONG_PERSON = "wrong_person"
    HELPED_CONFIRMED = "helped_confirmed"
    HELPED_STATED = "helped_stated"
    ON_THE_WALL = "on_the_wall"
    REPROMISED = "repromised"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Try:
    """That somebody sought the company without reaching it."""

    at: datetime
    way: Way


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one question whose promised time is out."""

    received: datetime
    due: datetime
    contacted_at: datetime | None = None
    evidence: Evidence | None = None
    hours: float | None = None  # working-day hours to the first contact
    right_person: bool | None = None
    moved_on: bool = False  # another organisation has it now than the one first in touch
    tries: tuple[Try, ...] = ()
    closed_at: datetime | None = None
    outcome: Outcome | None = None
    closed_by_company: bool = False
    helped_in_time: bool | None = None  # the company's own word
    repromised: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by measure, and times to contact as {tenths of an hour: how many}; tallies add up."""

    counts: Mapping[str, int] = field(default_factory=dict)
    hours: Mapping[int, int] = field(default_factory=dict)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            dict(sorted((Counter(self.counts) + Counter(other.counts)).items())),
            dict(sorted((Counter(self.hours) + Counter(other.hours)).items())),
        )

    def __getitem__(self, measure: Measure) -> int:
        return self.counts.get(measure.value, 0)

    @property
    def promises(self) -> int:
        """How many promises are in it: the N of every share."""
        return sum(self[one] for one in (*_KEPT.values(), Measure.BY_ATTEMPT, Measure.MISSED))


NOTHING = Tally()

_KEPT = {
    Evidence.CONFIRMED: Measure.KEPT_CONFIRMED,
    Evidence.SENT: Measure.KEPT_SENT,
    Evidence.STATED: Measure.KEPT_STATED,
}


def hours_between(received: datetime, contact: datetime, calendar: Calendar) -> float:
    """Return the working-day hours from a question to the first contact."""
    return worktime.working_time(received, contact, calendar) / timedelta(hours=1)


def counted(questions: Iterable[Told]) -> Tally:
    """Count questions whose promised time is out; one that the company withdrew before that is counted apart."""
    counts: Counter[str] = Counter()
    hours: Counter[int] = Counter()
    for one in questions:
        counts.update(measure.value for measure in _measures(one))
        if one.hours is not None and not _withdrawn(one):
            hours[int(one.hours * TENTHS + 0.5)] += 1
    return Tally(dict(sorted(counts.items())), dict(sorted(hours.items())))


def _measures(one: Told) -> Iterable[Measure]:
    if _withdrawn(one):
        return [Measure.WITHDRAWN]
    found = [_standing(one)]
    if _kept(one):
        found += _right(one)
    found += _helped(one)
    if one.contacted_at is not None and one.contacted_at <= one.received + DAY_ON_THE_WALL:
        found.append(Measure.ON_THE_WALL)
    if one.repromised:
        found.append(Measure.REPROMISED)
    return found


def _withdrawn(one: Told) -> bool:
    in_time = one.closed_at is not None and worktime.kept(one.closed_at, one.due)
    return one.outcome is Outcome.WITHDRAWN and in_time and one.contacted_at is None


def _kept(one: Told) -> bool:
    return one.contacted_at is not None and worktime.kept(one.contacted_at, one.due)


def _standing(one: Told) -> Measure:
    if _kept(one):
        return _KEPT[one.evidence or Evidence.STATED]
    ways = {sought.way for sought in one.tries if worktime.kept(sought.at, one.due)}
    return Measure.BY_ATTEMPT if len(ways) >= TRIES else Measure.MISSED


def _right(one: Told) -> Iterable[Measure]:
    # What the company says decides; where it has said nothing, a question that moved on had not come right.
    if one.right_person is not None:
        return [Measure.RIGHT_CONFIRMED if one.right_person else Measure.WRONG_PERSON]
    return [] if one.moved_on else [Measure.RIGHT_STATED]


def _helped(one: Told) -> Iterable[Measure]:
    # The company's own word decides; where it has said nothing, what it was closed with in time.
    if one.helped_in_time is not None:
        return [Measure.HELPED_CONFIRMED] if one.helped_in_time else []
    in_time = one.closed_at is not None and worktime.kept(one.closed_at, one.due)
    if one.outcome is not Outcome.HELPED or not in_time:
        return []
    return [Measure.HELPED_CONFIRMED if one.closed_by_company else Measure.HELPED_STATED]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, and what they stand on."""

    count: int
    of: int
    confirmed: int = 0
    sent: int = 0
    stated: int = 0

    @property
    def share(self) -> float | None:
        """Return the share of one; None of nothing."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The three public figures and what stands beside them. `median` and `p90` are working-day hours to contact;
    None where that part of the companies had not been reached at all.
    """

    promises: int
    in_time: Share
    right_person: Share
    helped: Share
    on_the_wall: Share
    by_attempt: int
    missed: int
    repromised: int
    withdrawn: int
    median: float | None
    p90: float | None


def figures(tally: Tally) -> Figures:
    """Return what a tally says."""
    of = tally.promises
    confirmed, sent, stated = (tally[one] for one in _KEPT.values())
    right = tally[Measure.RIGHT_CONFIRMED], tally[Measure.RIGHT_STATED]
    helped = tally[Measure.HELPED_CONFIRMED], tally[Measure.HELPED_STATED]
    return Figures(
        promises=of,
        in_time=Share(confirmed + sent + stated, of, confirmed, sent, stated),
        right_person=Share(sum(right), of, confirmed=right[0], stated=right[1]),
        helped=Share(sum(helped), of, confirmed=helped[0], stated=helped[1]),
        on_the_wall=Share(tally[Measure.ON_THE_WALL], of),
        by_attempt=tally[Measure.BY_ATTEMPT],
        missed=tally[Measure.MISSED],
        repromised=tally[Measure.REPROMISED],
        withdrawn=tally[Measure.WITHDRAWN],
        median=_quantile(tally, 50),
        p90=_quantile(tally, 90),
    )


def _quantile(tally: Tally, per_cent: int) -> float | None:
    """Return the nearest-rank percentile; whom nobody reached has waited longest of all."""
    rank = -(-tally.promises * per_cent // 100)
    reached = 0
    for tenths, count in sorted(tally.hours.items()):
        reached += count
        if rank and reached >= rank:
            return tenths / TENTHS
    return None
