"""`{% load calendars %}`: instants and days as they are read on a door's own wall."""

from datetime import date, datetime, timedelta

from django import template
from django.utils.translation import get_language

from endorr.calendars.drawing import hours_text
from endorr.worktime import Explanation, Language
from endorr.worktime.wording import day_text
from endorr.worktime.wording import moment as moment_text

register = template.Library()


def _language() -> Language:
    return Language.EN if get_language() == "en" else Language.SV


@register.filter
def moment(instant: datetime, explained: Explanation) -> str:
    """`{{ promise.received|moment:explained }}` is torsdag 18 juni 2026 kl. 14.00, on that calendar's wall."""
    return moment_text(instant, explained.calendar, _language())


@register.filter
def spoken(day: date) -> str:
    """`{{ day|spoken }}` is torsdag 18 juni."""
    return day_text(day, _language())


@register.filter
def weekday_short(day: date) -> str:
    """The two or three first letters of the weekday, as calendars have them: må, ti, on ... or Mon, Tue, Wed."""
    return day_text(day, _language())[: 3 if _language() is Language.EN else 2]


@register.filter
def hours(counted: timedelta) -> str:
    """`{{ counted|hours }}` is 9 tim 40 min."""
    return hours_text(int(counted.total_seconds()) // 60, _language())
