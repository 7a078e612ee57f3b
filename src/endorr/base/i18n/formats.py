"""Values as a reader writes them: figures, money, days and times, in Swedish and English, Finnish and Arabic.

Plain functions of a value and a language ("sv", "en", "fi", "ar"); times are aware instants, shown on Sweden's wall
clock. Swedish follows the Language Council's writing rules (57 075, 24 %, kl. 14.20, v. 47). English keeps the
24-hour clock, because a reader abroad and an adviser in Sweden look at the same promise.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal

from endorr.core.money import ORE_PER_KRONA
from endorr.core.periods import STOCKHOLM, IsoWeek

NBSP = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"

LOCALES = {"sv": "sv_SE", "en": "en_GB", "fi": "fi_FI", "ar": "ar"}
type Write = Callable[[datetime, str], str]
type Scale = Literal["kr", "tkr", "mnkr", "mdkr"]

_SCALES: dict[str, tuple[int, str]] = {
    "kr": (1, ""),
    "tkr": (10**3, "thousand"),
    "mnkr": (10**6, "million"),
    "mdkr": (10**9, "billion"),
}


def _locale(language: str) -> str:
    # A page variant or a language without rules of its own is shown as Swedish is.
    return LOCALES.get(language, LOCALES["sv"])


def _has_colon(language: str) -> bool:
    return _locale(language) in {LOCALES["en"], LOCALES["ar"]}


def _is_english(language: str) -> bool:
    return _locale(language) == LOCALES["en"]


# Figures


def number(value: float | Decimal, language: str, *, decimals: int = 0) -> str:
    """Return `57 075`, `8,4` or `−3`; halves are rounded away from zero, as in official statistics."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    shape = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(abs(exact), format=shape, locale=_locale(language), decimal_quantization=False)
    return f"{MINUS}{text}" if exact < 0 else text


def percent(share: float | Decimal, language: str, *, decimals: int = 0) -> str:
    """Return a share of one as `24 %`, in English `24%`."""
    text = number(Decimal(str(share)) * 100, language, decimals=decimals)
    return f"{text}%" if _is_english(language) else f"{text}{NBSP}%"


def money(ore: int, language: str, *, scale: Scale = "kr", decimals: int | None = None) -> str:
    """Return an amount in öre as `1 500 kr`, `57 075 mnkr` or `43 mdkr`; in English `SEK 57,075 million`.

    Kronor show their öre only when there are any; a larger scale shows `decimals`, by default none.
    """
    factor, word = _SCALES[scale]
    if decimals is None:
        decimals = 2 if scale == "kr" and ore % ORE_PER_KRONA else 0
    text = number(Decimal(ore) / (ORE_PER_KRONA * factor), language, decimals=decimals)
    if _is_english(language):
        return f"SEK{NBSP}{text}{NBSP}{word}".rstrip(NBSP)
    return f"{text}{NBSP}{scale}"


# Days

_PLAIN_DAY = "EEEE d MMMM"
_DAY = {"fi": "EEEE d. MMMM", "ar": "'يوم' EEEE d MMMM"}
_DATE = {"fi": "d. MMMM"}


def day(when: date, language: str) -> str:
    """Return `tisdag 24 november 2026`, `Tuesday 24 November 2026`."""
    return format_date(_plain(when), f"{_DAY.get(language, _PLAIN_DAY)} y", locale=_locale(language))


def day_without_year(when: date, language: str) -> str:
    """Return `tisdag 24 november`."""
    return format_date(_plain(when), _DAY.get(language, _PLAIN_DAY), locale=_locale(language))


def short_day(when: date, language: str) -> str:
    """Return `24 nov.`, in English `24 Nov`."""
    return format_date(_plain(when), "d MMM", locale=_locale(language))


def plain_day(when: date, language: str) -> str:
    """Return `24 november 2026`."""
    return format_date(_plain(when), f"{_DATE.get(language, 'd MMMM')} y", locale=_locale(language))


def day_range(first: date, last: date, language: str) -> str:
    """Return `24–26 november 2026`, month and year said only as often as needed; raises ValueError if it ends first."""
    first, last = _plain(first), _plain(last)
    if last < first:
        raise ValueError("the range ends before it begins")
    end = plain_day(last, language)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{DASH}{end}"
    begin = format_date(first, "d MMMM" if first.year == last.year else "d MMMM y", locale=_locale(language))
    # English sets spaces around the dash when what it joins has spaces itself.
    return f"{begin} {DASH} {end}" if _is_english(language) else f"{begin}{DASH}{end}"


def week(of: IsoWeek, language: str) -> str:
    """Return `v. 47`, in English `week 47`."""
    return f"week {of.number}" if _is_english(language) else f"v. {of.number}"


def _plain(when: date) -> date:
    return on_wall(when).date() if isinstance(when, datetime) else when


# Times

_CLOCK = {"en": "{}", "fi": "klo {}", "ar": "الساعة {}"}
_SPOKEN = {"en": "{}", "fi": "kello {}", "ar": "الساعة {}"}
_ZONE = {"en": "Swedish time", "fi": "Ruotsin aikaa", "ar": "بتوقيت السويد"}
_NOW = {"en": "now", "fi": "nyt", "ar": "الآن"}
_UNTIL = {"en": "to", "fi": "–", "ar": "إلى"}


def on_wall(instant: datetime) -> datetime:
    """Return an instant as Sweden's wall clock shows it; raises ValueError when it is not known which instant it is."""
    if instant.tzinfo is None:
        raise ValueError("an instant carries its time zone")
    return instant.astimezone(STOCKHOLM)


def _digits(instant: datetime, language: str) -> str:
    return f"{on_wall(instant):%H:%M}" if _has_colon(language) else f"{on_wall(instant):%H.%M}"


def clock(instant: datetime, language: str) -> str:
    """Return `kl. 14.20`, in English `14:20`."""
    return _CLOCK.get(language, "kl. {}").format(_digits(instant, language))


def spoken_clock(instant: datetime, language: str) -> str:
    """Return `klockan 14.20` for pages without abbreviations; English needs no word."""
    return _SPOKEN.get(language, "klockan {}").format(_digits(instant, language))


def zoned_clock(instant: datetime, language: str) -> str:
    """Return `kl. 14.20 svensk tid`: for a reader who may be elsewhere."""
    return f"{clock(instant, language)} {_ZONE.get(language, 'svensk tid')}"


def moment(instant: datetime, language: str) -> str:
    """Return `tisdag 24 november 2026 kl. 14.20`, in English `Tuesday 24 November 2026 at 14:20`."""
    joined = " at " if _is_english(language) else " "
    return f"{day(instant, language)}{joined}{clock(instant, language)}"


def moment_without_year(instant: datetime, language: str) -> str:
    """Return `tisdag 24 november kl. 14.20`, in English `Tuesday 24 November at 14:20`."""
    joined = " at " if _is_english(language) else " "
    return f"{day_without_year(instant, language)}{joined}{clock(instant, language)}"


def hours(start: datetime, end: datetime, language: str) -> str:
    """Return `kl. 10.00–11.00`, with the days when it spans several; raises ValueError if it ends before it begins."""
    if end < start:
        raise ValueError("the span ends before it begins")
    if on_wall(start).date() == on_wall(end).date():
        return f"{clock(start, language)}{DASH}{_digits(end, language)}"
    joined = _UNTIL.get(language, "till")
    return f"{moment_without_year(start, language)} {joined} {moment_without_year(end, language)}"


def relative(instant: datetime, now: datetime, language: str) -> str:
    """Return `om 3 timmar`, `för 5 minuter sedan` or `nu`: whole units, never more time than there is."""
    span = instant - now
    minutes = int(abs(span) / timedelta(minutes=1))
    if not minutes:
        return _NOW.get(language, "nu")
    unit: Literal["minute", "hour", "day"] = "minute" if minutes < 60 else "hour" if minutes < 48 * 60 else "day"
    whole = timedelta(minutes=minutes) // timedelta(**{f"{unit}s": 1}) * timedelta(**{f"{unit}s": 1})
    directed = whole if span > timedelta() else -whole
    return format_timedelta(
        directed, granularity=unit, threshold=float("inf"), add_direction=True, locale=_locale(language)
    )
