"""Values are written as a Swede writes them, and as an English reader in Sweden does."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.base.i18n import formats
from endorr.core.periods import IsoWeek

DUE = datetime(2026, 11, 24, 13, 20, tzinfo=UTC)
LANGUAGES = st.sampled_from(["sv", "en"])
INSTANTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def plain(text: str) -> str:
    """Show no-break spaces as spaces: which one stands there is tested by itself."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (57075, 0, "57 075", "57,075"),
        (8.4, 1, "8,4", "8.4"),
        (-3, 0, "−3", "−3"),
        (0, 0, "0", "0"),
        (1_234_567.891, 2, "1 234 567,89", "1,234,567.89"),
        (0.5, 0, "1", "1"),
        (2.5, 0, "3", "3"),
        (-0.4, 0, "0", "0"),
    ],
)
def test_numbers(value: float, decimals: int, swedish: str, english: str) -> None:
    assert plain(formats.number(value, "sv", decimals=decimals)) == swedish
    assert formats.number(value, "en", decimals=decimals) == english


def test_groups_and_units_never_part_at_the_end_of_a_line() -> None:
    assert " " not in formats.number(1_234_567, "sv") + formats.percent(0.24, "sv") + formats.money(150_000, "sv")


@pytest.mark.parametrize(
    ("share", "decimals", "swedish", "english"), [(0.24, 0, "24 %", "24%"), (0.084, 1, "8,4 %", "8.4%")]
)
def test_shares(share: float, decimals: int, swedish: str, english: str) -> None:
    assert plain(formats.percent(share, "sv", decimals=decimals)) == swedish
    assert formats.percent(share, "en", decimals=decimals) == english


@pytest.mark.parametrize(
    ("ore", "scale", "swedish", "english"),
    [
        (150_000, "kr", "1 500 kr", "SEK 1,500"),
        (150_050, "kr", "1 500,50 kr", "SEK 1,500.50"),
        (-9, "kr", "−0,09 kr", "SEK −0.09"),
        (57_075 * 10**8, "mnkr", "57 075 mnkr", "SEK 57,075 million"),
        (43 * 10**11, "mdkr", "43 mdkr", "SEK 43 billion"),
    ],
)
def test_money(ore: int, scale: formats.Scale, swedish: str, english: str) -> None:
    assert plain(formats.money(ore, "sv", scale=scale)) == swedish
    assert plain(formats.money(ore, "en", scale=scale)) == english


@pytest.mark.parametrize(
    ("write", "swedish", "english"),
    [
        (formats.day, "tisdag 24 november 2026", "Tuesday 24 November 2026"),
        (formats.plain_day, "24 november 2026", "24 November 2026"),
        (formats.day_without_year, "tisdag 24 november", "Tuesday 24 November"),
        (formats.short_day, "24 nov.", "24 Nov"),
        (formats.clock, "kl. 14.20", "14:20"),
        (formats.spoken_clock, "klockan 14.20", "14:20"),
        (formats.zoned_clock, "kl. 14.20 svensk tid", "14:20 Swedish time"),
        (formats.moment, "tisdag 24 november 2026 kl. 14.20", "Tuesday 24 November 2026 at 14:20"),
        (formats.moment_without_year, "tisdag 24 november kl. 14.20", "Tuesday 24 November at 14:20"),
    ],
)
def test_days_and_times(write: "formats.Write", swedish: str, english: str) -> None:
    assert write(DUE, "sv") == swedish
    assert write(DUE, "en") == english


def test_a_day_is_the_day_on_the_wall_in_sweden() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert formats.day(late, "sv") == "onsdag 25 november 2026"
    assert formats.clock(late, "sv") == "kl. 00.30"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        formats.clock(datetime(2026, 11, 24, 14, 20), "sv")  # noqa: DTZ001


@pytest.mark.parametrize(
    ("hours", "swedish", "english"),
    [
        (1, "kl. 14.20–15.20", "14:20–15:20"),
        (
            24,
            "tisdag 24 november kl. 14.20 till onsdag 25 november kl. 14.20",
            "Tuesday 24 November at 14:20 to Wednesday 25 November at 14:20",
        ),
    ],
)
def test_spans(hours: int, swedish: str, english: str) -> None:
    assert formats.hours(DUE, DUE + timedelta(hours=hours), "sv") == swedish
    assert formats.hours(DUE, DUE + timedelta(hours=hours), "en") == english


@pytest.mark.parametrize(
    ("first", "last", "swedish", "english"),
    [
        (date(2026, 11, 24), date(2026, 11, 24), "24 november 2026", "24 November 2026"),
        (date(2026, 11, 24), date(2026, 11, 26), "24–26 november 2026", "24–26 November 2026"),
        (date(2026, 11, 30), date(2026, 12, 2), "30 november–2 december 2026", "30 November – 2 December 2026"),
        (
            date(2026, 12, 30),
            date(2027, 1, 2),
            "30 december 2026–2 januari 2027",
            "30 December 2026 – 2 January 2027",
        ),
    ],
)
def test_ranges_of_days(first: date, last: date, swedish: str, english: str) -> None:
    assert formats.day_range(first, last, "sv") == swedish
    assert formats.day_range(first, last, "en") == english


def test_what_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        formats.day_range(date(2026, 11, 25), date(2026, 11, 24), "sv")
    with pytest.raises(ValueError, match="before it begins"):
        formats.hours(DUE, DUE - timedelta(minutes=1), "sv")


def test_weeks() -> None:
    assert formats.week(IsoWeek(2026, 47), "sv") == "v. 47"
    assert formats.week(IsoWeek(2026, 47), "en") == "week 47"


@pytest.mark.parametrize(
    ("span", "swedish", "english"),
    [
        (timedelta(seconds=59), "nu", "now"),
        (timedelta(minutes=1), "om 1 minut", "in 1 minute"),
        (timedelta(hours=3, minutes=50), "om 3 timmar", "in 3 hours"),
        (timedelta(hours=23, minutes=59), "om 23 timmar", "in 23 hours"),
        (timedelta(hours=50), "om 2 dagar", "in 2 days"),
        (timedelta(days=40), "om 40 dagar", "in 40 days"),
        (-timedelta(minutes=5), "för 5 minuter sedan", "5 minutes ago"),
    ],
)
def test_how_long_until_or_since(span: timedelta, swedish: str, english: str) -> None:
    assert plain(formats.relative(DUE + span, DUE, "sv")) == swedish
    assert formats.relative(DUE + span, DUE, "en") == english


@given(st.integers(-(10**15), 10**15), LANGUAGES)
def test_a_written_whole_number_can_be_read_back(value: int, language: str) -> None:
    text = formats.number(value, language)
    assert int(re.sub(r"[\s,]", "", text).replace("\N{MINUS SIGN}", "-")) == value


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 4))
def test_a_written_decimal_is_within_half_a_last_place(value: Decimal, decimals: int) -> None:
    text = formats.number(value, "sv", decimals=decimals)
    read = Decimal(re.sub(r"\s", "", text).replace(",", ".").replace("\N{MINUS SIGN}", "-"))
    assert abs(read - value) <= Decimal("0.5").scaleb(-decimals)


@given(INSTANTS, st.integers(-12, 14), LANGUAGES)
def test_an_instant_reads_the_same_wherever_it_was_noted(instant: datetime, offset: int, language: str) -> None:
    elsewhere = instant.astimezone(timezone(timedelta(hours=offset)))
    assert formats.moment(elsewhere, language) == formats.moment(instant, language)


@given(INSTANTS, st.timedeltas(timedelta(minutes=1), timedelta(days=400)))
def test_nobody_is_told_of_more_time_than_there_is(now: datetime, left: timedelta) -> None:
    number, unit = re.fullmatch(r"in (\d+) (minute|hour|day)s?", formats.relative(now + left, now, "en")).groups()  # type: ignore[union-attr]
    told = int(number) * timedelta(**{f"{unit}s": 1})
    assert told <= left < told + timedelta(**{f"{unit}s": 1})
