"""What a door may decide about its own calendar, and what must be said before it does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from endorr import worktime
from endorr.worktime import Calendar, Change, Override, Reason, reason, refusals
from endorr.worktime.hours import CLOSED, Windows

# A day between a holiday and a weekend may be closed only if it was told so long before (docs/decisions/0015).
NOTICE = timedelta(days=14)
# How far ahead a change is shown day by day before it is made.
SHOWN_AHEAD = 60


class Standing(StrEnum):
    """What became of a day that a feed proposed."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason why a change is refused: the field and date it concerns, and the sentence in Swedish and English."""

    field: str
    day: date
    sv: str
    en: str

    def text(self, language: str) -> str:
        """The sentence in the reader's language; Swedish unless English is asked for."""
        return self.en if language == "en" else self.sv


def objections(before: Calendar | None, after: Calendar, *, today: date) -> tuple[Objection, ...]:
    """Why a calendar may not become what is proposed; empty if it may.

    Refused are a past date decided anew, a working day closed with less than 14 days' notice, and a calendar that
    cannot keep a promise of one working day (worktime.refusals). A first calendar has nothing to give notice of.
    """
    found = [] if before is None else list(_late_changes(before, after, today))
    return (*found, *(Objection("day", why.day, why.sv, why.en) for why in refusals(after, today)))


def _late_changes(before: Calendar, after: Calendar, today: date) -> Iterator[Objection]:
    earlier, later = ({one.day: one for one in calendar.overrides} for calendar in (before, after))
    for day in sorted(earlier.keys() | later.keys()):
        if earlier.get(day) == later.get(day):
            continue
        if day < today:
            sv, en = f"{day} har redan varit och kan inte ändras.", f"{day} has passed and stays as it was."
            yield Objection("day", day, sv, en)
        elif _is_closed_late(before, after, day, today=today):
            yield Objection(
                "day",
                day,
                f"{day} är en arbetsdag. Den kan stängas först om det sägs minst {NOTICE.days} dagar i förväg.",
                f"{day} is a working day. It can be closed only with at least {NOTICE.days} days' notice.",
            )


def _is_closed_late(before: Calendar, after: Calendar, day: date, *, today: date) -> bool:
    closed = before.is_working_day(day) and not after.is_working_day(day)
    return closed and day < today + NOTICE


def differences(before: Calendar, after: Calendar) -> tuple[str, ...]:
    """Name the fields in which two versions differ, for the history: `overrides 2026-12-23`, `hours` ..."""
    old, new = before.as_dict(), after.as_dict()
    names = [name for name in old if old[name] != new[name] and name not in {"version", "overrides"}]
    earlier, later = ({one.day: one for one in calendar.overrides} for calendar in (before, after))
    days = [day for day in sorted(earlier.keys() | later.keys()) if earlier.get(day) != later.get(day)]
    return (*names, *(f"overrides {day.isoformat()}" for day in days))


def decided(before: Calendar, days: Iterable[date], change: Change, note: str, hours: Windows = CLOSED) -> Calendar:
    """The next version, with one decision for every date of `days` that it makes a difference to.

    Only working days can close or get other hours, and only days that rest can open.
    """
    rests = change is Change.OPENED
    touched = {day for day in days if before.is_working_day(day) is not rests}
    others = (override for override in before.overrides if override.day not in touched)
    return before.changed(overrides=(*others, *(Override(day, change, note, hours) for day in touched)))


@dataclass(frozen=True, slots=True)
class Effect:
    """One date on which a change shows: what it is now, and what it would be."""

    before: Reason
    after: Reason

    @property
    def day(self) -> date:
        """The date."""
        return self.before.day

    @property
    def moves_promises(self) -> bool:
        """Whether the date begins or ceases to count towards promises; office hours alone never matter to them."""
        return self.before.works is not self.after.works


def effects(before: Calendar, after: Calendar, *, today: date) -> tuple[Effect, ...]:
    """What a change does, date by date: the coming 60 days, and every single date decided anew, however far ahead."""
    coming = {today + timedelta(days=ahead) for ahead in range(SHOWN_AHEAD)}
    decided_anew = {one.day for one in {*before.overrides} ^ {*after.overrides}}
    found = (Effect(reason(before, day), reason(after, day)) for day in sorted(coming | decided_anew))
    return tuple(one for one in found if _shown(one.before) != _shown(one.after))


def _shown(why: Reason) -> tuple[bool, Windows, str]:
    return why.works, why.office, why.sv


@dataclass(frozen=True, slots=True)
class Example:
    """A question that a change would move the promise of, for whoever decides to see: asked, due now, due then."""

    asked: datetime
    before: datetime
    after: datetime


def example(before: Calendar, after: Calendar, changed: Iterable[Effect]) -> Example | None:
    """A question asked at 14.00 on the last working day before the first date that moves promises, if any does."""
    day = next((one.day for one in changed if one.moves_promises), None)
    if day is None:
        return None
    asked_on = day - timedelta(days=1)
    while not (before.is_working_day(asked_on) and after.is_working_day(asked_on)):
        asked_on -= timedelta(days=1)
    asked = worktime.from_wall_clock(datetime.combine(asked_on, time(14)), before)
    return Example(asked, worktime.due(asked, before), worktime.due(asked, after))
