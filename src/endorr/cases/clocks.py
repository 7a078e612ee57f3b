"""Decides the clocks beside the promise: attempts that count, a promise given anew, an organisation's own answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from endorr import worktime
from endorr.cases.rules import Refusal, Refused, Way
from endorr.worktime import Calendar

ATTEMPTS = 2
CHANNELS = 2


def kept_by_attempt(tries: Iterable[tuple[Way, datetime]], due: datetime) -> bool:
    """Say whether attempts alone count: two before due on two channels (rule 10); a figure of its own, never a kept
    promise.
    """
    before = [way for way, at in tries if worktime.kept(at, due)]
    return len(before) >= ATTEMPTS and len(set(before)) >= CHANNELS


def check_re_promise(before: datetime, after: datetime, *, reason: str, now: datetime) -> None:
    """Refuse a promise given anew (rule 8) for a moment that has been, or a later one without a reason."""
    if after <= now:
        raise Refused(Refusal.NOT_IN_THE_PAST)
    if after >= before and not reason.strip():
        raise Refused(Refusal.NOT_LATER_WITHOUT_REASON)


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which an organisation's own clock stood still; one without end stands still yet."""

    began: datetime
    ended: datetime | None = None


def answer_due(
    since: datetime, budget: timedelta, pauses: Iterable[Pause], *, now: datetime, calendar: Calendar | str
) -> datetime:
    """Return when an organisation's own answer is due: its budget and the working-day time of its pauses, added up.

    The pauses are counted as working-day time and added, never derived anew from the wall clock (rule 12).
    """
    held = sum(
        (worktime.working_time(one.began, one.ended or max(now, one.began), calendar) for one in pauses), timedelta()
    )
    return worktime.after(since, budget + held, calendar)
