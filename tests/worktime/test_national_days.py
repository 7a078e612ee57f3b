"""The days of Sweden and Finland 1990-2100, against the public list of another library and against the law."""

from datetime import date, timedelta

import holidays
import pytest
from tests.worktime import walker

from endorr.worktime import BUILT_IN, finland, sweden
from endorr.worktime.days import easter

YEARS = range(2000, 2101)

# Dates on which we knowingly differ from the other list, each with the law that decides. There are none: it knows lag
# (2004:1320), which took Whit Monday and gave the National Day in 2005, and has the three eves in its second category.
DIFFERENCES_SE: dict[date, str] = {}

# It does not list the eves, which lag (150/1930) om beräknande av laga tid 5 § puts on a par with holidays.
FINNISH_EVES = "lag (150/1930) om beräknande av laga tid 5 §"


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=ahead) for ahead in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", YEARS)
def test_sweden_agrees_with_the_public_and_the_de_facto_list(year: int) -> None:
    listed = holidays.country_holidays("SE", years=year, categories=("public", "de_facto"))
    ours = {day for day, named in sweden.days(year).items() if not named.works}
    assert {day for day in ours ^ set(listed) if day not in DIFFERENCES_SE} == set()


@pytest.mark.parametrize("year", YEARS)
def test_sweden_statutory_agrees_with_the_public_list_alone(year: int) -> None:
    listed = holidays.country_holidays("SE", years=year)
    assert {day for day, named in sweden.statutory_days(year).items() if not named.works} == set(listed)


@pytest.mark.parametrize("year", range(1990, 2101))
def test_finland_agrees_but_for_the_eves_the_law_adds(year: int) -> None:
    listed = set(holidays.country_holidays("FI", years=year, categories=("public",)))
    named = finland.days(year)
    more = {day: named[day] for day in set(named) - listed}
    assert listed <= set(named)
    assert {day.sv for day in more.values()} <= {"Midsommarafton", "Julafton"}
    assert {day.basis for day in more.values()} <= {FINNISH_EVES}


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_day_of_sixty_years_agrees_with_the_other_clock(name: str) -> None:
    calendar = BUILT_IN[name]
    differing = [
        day
        for year in range(2000, 2061)
        for day in days_of(year)
        if calendar.is_working_day(day) != walker.works(name, day)
    ]
    assert differing == []


def test_easter_agrees_with_the_almanacs_reckoning() -> None:
    assert [year for year in range(1583, 4100) if easter(year) != walker.easter_day(year)] == []


def test_whit_monday_gave_way_to_the_national_day_in_2005() -> None:
    se = BUILT_IN["SE"]
    assert not se.is_working_day(date(2004, 5, 31))
    assert se.is_working_day(date(2005, 5, 16))
    assert se.is_working_day(date(2003, 6, 6))
    assert not se.is_working_day(date(2005, 6, 6))


def test_a_holiday_on_a_saturday_gives_no_day_in_lieu() -> None:
    se = BUILT_IN["SE"]
    assert se.named_day(date(2026, 6, 6)) is not None
    assert se.is_working_day(date(2026, 6, 5))
    assert se.is_working_day(date(2026, 6, 8))


def test_two_names_on_one_date_close_it_all_the_same() -> None:
    # In 2008 Ascension Day fell on the first of May, and Walpurgis Eve on the day before Ascension Day.
    se = BUILT_IN["SE"]
    assert not se.is_working_day(date(2008, 5, 1))
    assert [str(window) for window in se.office_hours(date(2008, 4, 30))] == ["08:00-12:00"]


@pytest.mark.parametrize("day", [date(2028, 4, 30), date(2022, 4, 30)], ids=["sunday", "saturday"])
def test_a_half_day_at_the_weekend_is_none(day: date) -> None:
    assert day not in sweden.days(day.year)
    assert [str(window) for window in BUILT_IN["SE-7d"].office_hours(day)] == ["08:00-16:30"]


@pytest.mark.parametrize(
    ("name", "day", "works"),
    [
        ("SE", date(2026, 6, 19), False),
        ("SE-statutory", date(2026, 6, 19), True),
        ("SE-statutory", date(2026, 12, 24), True),
        ("SE-statutory", date(2026, 12, 31), True),
        ("SE-statutory", date(2026, 12, 25), False),
        ("FI", date(2026, 12, 31), True),
        ("FI", date(2026, 12, 24), False),
        ("FI", date(2026, 6, 19), False),
        ("FI", date(2027, 12, 6), False),
        ("FI", date(2028, 6, 6), True),
    ],
)
def test_the_eves_differ_between_the_calendars(name: str, day: date, works: bool) -> None:
    assert BUILT_IN[name].is_working_day(day) is works


def test_every_named_day_says_what_it_rests_on() -> None:
    for year in YEARS:
        for days in (sweden.days(year), finland.days(year)):
            assert all(named.basis and named.sv and named.en and named.day == day for day, named in days.items())
