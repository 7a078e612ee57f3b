"""Weeks and quarters cover every day once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.core.periods import IsoWeek, Quarter, month_end

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(DAYS)
def test_a_day_lies_in_its_week_and_its_quarter_and_in_no_neighbour(day: date) -> None:
    week, quarter = IsoWeek.of(day), Quarter.of(day)
    assert day in week
    assert day not in week.shifted(1)
    assert day not in week.shifted(-1)
    assert day in quarter
    assert quarter.last + timedelta(days=1) not in quarter


@given(DAYS, st.integers(-200, 200))
def test_weeks_are_counted_there_and_back(day: date, weeks: int) -> None:
    week = IsoWeek.of(day)
    assert week.shifted(weeks).shifted(-weeks) == week
    assert IsoWeek.parse(str(week)) == week
    assert week.sunday - week.monday == timedelta(days=6)


def test_the_first_days_of_a_year_may_lie_in_the_last_week_of_the_one_before() -> None:
    assert IsoWeek.of(date(2027, 1, 1)) == IsoWeek(2026, 53)
    assert str(IsoWeek.of(date(2026, 11, 17))) == "2026-W47"


@pytest.mark.parametrize("text", ["2026-47", "2026-W7", "26-W47", "2025-W53", "2026-W00", "", "år-W47"])
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        IsoWeek.parse(text)


def test_a_year_has_four_quarters() -> None:
    assert str(Quarter(2026, 4)) == "2026-Q4"
    assert (Quarter(2028, 1).first, Quarter(2028, 1).last) == (date(2028, 1, 1), date(2028, 3, 31))
    with pytest.raises(ValueError, match="four quarters"):
        Quarter(2026, 5)


@given(DAYS)
def test_the_day_after_the_end_of_a_month_is_the_first_of_the_next(day: date) -> None:
    assert (month_end(day) + timedelta(days=1)).day == 1
    assert month_end(day).month == day.month
