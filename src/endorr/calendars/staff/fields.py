"""Fields in which office hours and dates of the year are written as people write them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from endorr.worktime import CalendarError, Language, Window
from endorr.worktime.hours import CLOSED, Windows, in_order, minute_of, month_day
from endorr.worktime.wording import months

_BETWEEN = re.compile(r",|;|\n|\s(?:och|and)\s")
_CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d\d))?")
_DAY_OF_YEAR = re.compile(r"(\d{1,2})[\s.]+([a-zåäö]+)|(\d{1,2})/(\d{1,2})|([a-z]+)\s+(\d{1,2})", re.IGNORECASE)


def spoken() -> Language:
    """Return the language the reader reads."""
    return Language.EN if get_language() == "en" else Language.SV


def hours_text(hours: Windows) -> str:
    """Return office hours as they are read: 08.00–12.00, 13.00–16.30; nothing for none."""
    written = ", ".join(str(window).replace("-", "–") for window in hours)
    return written if spoken() is Language.EN else written.replace(":", ".")


class HoursField(forms.CharField):
    """Office hours of a day, in one or more windows: "8-12, 13-16.30"; left empty for none."""

    default_error_messages = {
        "form": _("Skriv tiderna så här: 08.00–12.00, 13.00–16.30."),
        "order": _("Tiderna måste öppna före de stänger, och får inte gå in i varandra."),
    }

    def to_python(self, value: Any) -> Windows:  # type: ignore[override]
        """Read the windows of a day."""
        text = str(value or "").strip()
        return self._windows(text) if text else CLOSED

    def _windows(self, text: str) -> Windows:
        times = [self._times(part) for part in _BETWEEN.split(text) if part.strip()]
        try:
            return in_order(Window(*pair) for pair in times)
        except CalendarError as error:
            raise ValidationError(self.error_messages["order"], code="order") from error

    def _times(self, part: str) -> tuple[int, int]:
        ends = [_CLOCK.fullmatch(end.strip()) for end in re.split(r"[-–—]", part)]
        try:
            opens, closes = (minute_of(f"{int(end[1]):02}:{end[2] or '00'}" if end else "") for end in ends)
        except ValueError as error:
            raise ValidationError(self.error_messages["form"], code="form") from error
        return opens, closes

    def prepare_value(self, value: Any) -> Any:
        """Write windows as they are read; what somebody has typed stays as it was."""
        return hours_text(value) if isinstance(value, tuple) else value


class DayOfYearField(forms.CharField):
    """A date that comes every year: "15 juni", "15/6" or "06-15"."""

    default_error_messages = {"form": _("Skriv datumet så här: 15 juni.")}

    def to_python(self, value: Any) -> tuple[int, int] | None:  # type: ignore[override]
        """Read month and day."""
        text = str(value or "").strip()
        try:
            return month_day(_month_day(text) or text) if text else None
        except CalendarError as error:
            raise ValidationError(self.error_messages["form"], code="form") from error

    def prepare_value(self, value: Any) -> Any:
        """Write the date as it is read; what somebody has typed stays as it was."""
        if not isinstance(value, tuple):
            return value
        month, day = value
        name = months(spoken())[month - 1]
        return f"{day} {name}"


def _month_day(text: str) -> str:
    match = _DAY_OF_YEAR.fullmatch(text)
    if not match:
        return ""
    day, month = (found for found in match.groups() if found) if not match[5] else (match[6], match[5])
    return f"{_month(month):02}-{int(day):02}"


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    names = [name for language in (Language.SV, Language.EN) for name in months(language)]
    found = [place % 12 + 1 for place, name in enumerate(names) if name.lower().startswith(text.lower()[:3])]
    return found[0] if found else 0
