"""`{% load words %}`: values as the reader of this page writes them, and the way to an easy page."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.urls import reverse
from django.utils.translation import get_language, override

from endorr.base.i18n import formats
from endorr.base.i18n.pages import SOURCE, easy_address
from endorr.core.periods import IsoWeek

register = template.Library()


def _language() -> str:
    return get_language() or SOURCE


@register.filter
def number(value: float | Decimal, decimals: int = 0) -> str:
    """`{{ 57075|number }}` is 57 075, `{{ 8.4|number:1 }}` is 8,4."""
    return formats.number(value, _language(), decimals=decimals)


@register.filter
def percent(share: float | Decimal, decimals: int = 0) -> str:
    """`{{ 0.24|percent }}` is 24 %."""
    return formats.percent(share, _language(), decimals=decimals)


@register.filter
def money(ore: int, scale: formats.Scale = "kr") -> str:
    """`{{ 150000|money }}` is 1 500 kr; the scale may be tkr, mnkr or mdkr."""
    return formats.money(ore, _language(), scale=scale)


@register.filter
def day(when: date) -> str:
    """Tisdag 24 november 2026, with a small letter."""
    return formats.day(when, _language())


@register.filter
def plain_day(when: date) -> str:
    """24 november 2026."""
    return formats.plain_day(when, _language())


@register.filter
def day_without_year(when: date) -> str:
    """Tisdag 24 november, with a small letter."""
    return formats.day_without_year(when, _language())


@register.filter
def short_day(when: date) -> str:
    """24 nov."""
    return formats.short_day(when, _language())


@register.filter
def week(when: date) -> str:
    """V. 47, with a small letter: the ISO week the day lies in."""
    return formats.week(IsoWeek.of(when), _language())


@register.filter
def clock(instant: datetime) -> str:
    """Kl. 14.20, with a small letter, on Sweden's wall clock."""
    return formats.clock(instant, _language())


@register.filter
def spoken_clock(instant: datetime) -> str:
    """Klockan 14.20, with a small letter: for easy pages."""
    return formats.spoken_clock(instant, _language())


@register.filter
def zoned_clock(instant: datetime) -> str:
    """Kl. 14.20 svensk tid, with a small letter."""
    return formats.zoned_clock(instant, _language())


@register.filter
def moment(instant: datetime) -> str:
    """Tisdag 24 november 2026 kl. 14.20, with a small letter."""
    return formats.moment(instant, _language())


@register.filter
def moment_without_year(instant: datetime) -> str:
    """Tisdag 24 november kl. 14.20, with a small letter."""
    return formats.moment_without_year(instant, _language())


@register.filter
def until(start: datetime, end: datetime) -> str:
    """`{{ start|until:end }}` is kl. 10.00–11.00."""
    return formats.hours(start, end, _language())


@register.filter
def to_day(first: date, last: date) -> str:
    """`{{ first|to_day:last }}` is 24–26 november 2026."""
    return formats.day_range(first, last, _language())


@register.filter
def from_now(instant: datetime, now: datetime) -> str:
    """`{{ due|from_now:now }}` is om 3 timmar; `now` is the view's, from the one clock."""
    return formats.relative(instant, now, _language())


@register.simple_tag
def easy_url(name: str, *args: object, **kwargs: object) -> str:
    """`{% easy_url "first" %}` is the address of a page's easy variant."""
    with override(SOURCE):
        return easy_address(reverse(name, args=args, kwargs=kwargs))
