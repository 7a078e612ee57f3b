"""What a strategy's deeds need, and what may be told of those who were heard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from endorr.base.tenancy.rules import Role

LEADING = (Role.COORDINATOR, Role.NATIONAL_COORDINATOR)
"""Who writes a strategy or runs a programme, in the organisation whose it is."""

FEWEST_SOURCES = 3
"""What fewer than so many have voiced is not told apart, so that nobody is recognised by what they said."""


class Standing(StrEnum):
    """How far an action has come."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    DONE = "done"
    CLOSED = "closed"  # given up or overtaken, with the reason


class Answer(StrEnum):
    """What was decided of a theme."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Bar(StrEnum):
    """Why a deed was not done."""

    NOT_NOW = "not now"
    NOT_YOURS = "not yours"
    NAME_TAKEN = "name taken"
    NO_GOAL = "no goal"
    NO_REASON = "no reason"
    NO_OWNER = "no owner"
    NO_DUE = "no due"
    PAST_DUE = "past due"
    NO_BASELINE = "no baseline"
    TARGET_NOT_LATER = "target not later"
    TARGET_NO_CHANGE = "target no change"
    NOT_ACCEPTED = "not accepted"
    LEFT_OVER = "left over"
    DECIDED_ALREADY = "decided already"
    REPLIED_ALREADY = "replied already"
    TAKEN_UP = "taken up"
    NOTHING_TO_UNDO = "nothing to undo"
    EMPTY_THEME = "empty theme"
    STARTS_BEFORE = "starts before"
    OUTSIDE = "outside"
    OTHER_REGION = "other region"
    IN_THE_FUTURE = "in the future"
    FAULTS = "faults"


class Barred(Exception):  # noqa: N818 - an answer of the trade, not a fault
    """A deed that the rules do not allow; `bar` is why, `what` what it is about."""

    def __init__(self, bar: Bar, what: str = "") -> None:
        super().__init__(f"{bar.value} {what}".strip())
        self.bar, self.what = bar, what


def check_target(from_year: int, start: float, to_year: int, aim: float) -> None:
    """Refuse a target that lies no later than its start, or that is where one already was."""
    if to_year <= from_year:
        raise Barred(Bar.TARGET_NOT_LATER)
    if aim == start:
        raise Barred(Bar.TARGET_NO_CHANGE)


def set_after_known(to_year: int, known: Iterable[int]) -> bool:
    """Say whether the figure that a target is about was there already when the target was set."""
    return any(year >= to_year for year in known)


def check_decided(*, owner: str, due: date | None, today: date) -> None:
    """Refuse to decide on an action that nobody owns, that has no day, or whose day has passed."""
    if not owner:
        raise Barred(Bar.NO_OWNER)
    if due is None:
        raise Barred(Bar.NO_DUE)
    if due < today:
        raise Barred(Bar.PAST_DUE)


def overdue(standing: Standing, due: date | None, *, today: date) -> bool:
    """Say whether an action that was decided has not been settled by its day."""
    return standing is Standing.DECIDED and due is not None and due < today


def left_over(open_goals: Iterable[str | None], carried: Mapping[str, str]) -> int:
    """Count the open actions whose goal is not carried on to the next version: they would have no goal at all."""
    return sum(1 for goal in open_goals if goal is not None and goal not in carried)


@dataclass(frozen=True, slots=True)
class Voiced:
    """What an input counts for: who gave it in writing ("" for one from a meeting), and how many voiced it there."""

    giver: str
    voices: int = 0


def sources(inputs: Iterable[Voiced]) -> int:
    """Count how many stand behind some inputs at the least: each giver once, and the most who voiced one at a meeting.

    The same people may have been at several meetings, so that voices at different ones are never added up.
    """
    told = list(inputs)
    return len({one.giver for one in told if one.giver}) + max((one.voices for one in told if not one.giver), default=0)


def tellable(count: int) -> bool:
    """Say whether a theme may be told of to everybody."""
    return count >= FEWEST_SOURCES
