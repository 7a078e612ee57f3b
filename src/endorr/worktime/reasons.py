"""Why a date counts towards a promise or not, as data and in words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from endorr.worktime.calendar import Calendar, Change, Override
from endorr.worktime.days import NamedDay
from endorr.worktime.hours import Windows
from endorr.worktime.wording import Language, day_text


class Ground(StrEnum):
    """The kinds of reason, strongest first: the door's own decision, the country's named day, the weekday."""

    CLOSED = "closed"
    OPENED = "opened"
    PUBLIC = "public"
    EVE = "eve"
    HALF = "half"
    FREE_WEEKDAY = "free_weekday"
    WEEKDAY = "weekday"


@dataclass(frozen=True, slots=True)
class Reason:
    """Whether a date is a working day and why, in Swedish and English; `basis` is the law or custom, if any."""

    day: date
    works: bool
    ground: Ground
    sv: str
    en: str
    basis: str
    office: Windows

    def text(self, language: Language | str = Language.SV) -> str:
        """The reason in one language."""
        return self.en if Language(language) is Language.EN else self.sv

    def as_dict(self) -> dict[str, Any]:
        """The reason as plain JSON values."""
        return {
            "date": self.day.isoformat(),
            "working": self.works,
            "ground": self.ground.value,
            "sv": self.sv,
            "en": self.en,
            "basis": self.basis,
            "office": [str(window) for window in self.office],
        }


def reason(calendar: Calendar, day: date) -> Reason:
    """Why a date counts, or does not, in a calendar."""
    works, office = calendar.is_working_day(day), calendar.office_hours(day)
    ground, sv, en, basis = _why(calendar, day)
    return Reason(day, works, ground, sv, en, basis, office)


def _why(calendar: Calendar, day: date) -> tuple[Ground, str, str, str]:
    override, named = calendar.override(day), calendar.named_day(day)
    if override and override.change is not Change.HOURS:
        return _decided(override)
    if named and not named.works:
        return Ground(named.kind.value), named.sv, named.en, named.basis
    if day.isoweekday() not in calendar.weekdays:
        return Ground.FREE_WEEKDAY, _weekday(day, Language.SV), _weekday(day, Language.EN), ""
    if named:
        return _half(named, calendar)
    return Ground.WEEKDAY, "arbetsdag", "working day", ""


def _decided(override: Override) -> tuple[Ground, str, str, str]:
    closed = override.change is Change.CLOSED
    ground, sv, en = (Ground.CLOSED, "stängt", "closed") if closed else (Ground.OPENED, "öppet", "open")
    note = f": {override.note}" if override.note else ""
    return ground, sv + note, en + note, ""


def _half(named: NamedDay, calendar: Calendar) -> tuple[Ground, str, str, str]:
    if calendar.half_day_close is None:
        return Ground.WEEKDAY, f"arbetsdag ({named.sv})", f"working day ({named.en})", ""
    sv, en = f"arbetsdag, kontoret stänger tidigt ({named.sv})", f"working day, the office closes early ({named.en})"
    return Ground.HALF, sv, en, named.basis


def _weekday(day: date, language: Language) -> str:
    return day_text(day, language).split()[0]
