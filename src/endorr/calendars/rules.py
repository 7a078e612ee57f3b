"""What a door may decide about its own calendar, and what must be said before it does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from endorr.worktime import Calendar, Change, refusals

# A day between a holiday and a weekend may be closed only if it was told so long before (docs/decisions/0015).
NOTICE = timedelta(days=14)


class Standing(StrEnum):
    """What became of a day that a feed proposed."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason why a change is refused: the field it concerns, and the sentence in Swedish and English."""

    field: str
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
    return (*found, *(Objection("day", why.sv, why.en) for why in refusals(after, today)))


def _late_changes(before: Calendar, after: Calendar, today: date) -> Iterator[Objection]:
    earlier, later = ({one.day: one for one in calendar.overrides} for calendar in (before, after))
    for day in sorted(earlier.keys() | later.keys()):
        if earlier.get(day) == later.get(day):
            continue
        if day < today:
            yield Objection(
                "day", f"{day} har redan varit och kan inte ändras.", f"{day} has passed and stays as it was."
            )
        elif _is_closed_late(before, after, day, today=today):
            yield Objection(
                "day",
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


def change_of(day: date, calendar: Calendar) -> Change | None:
    """Return what a calendar has decided for a date itself, if anything."""
    override = calendar.override(day)
    return override.change if override else None
