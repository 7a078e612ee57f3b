"""The account's arithmetic: the vectors of the trade, and properties that hold for every amount."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.aid.rules import Aid, Ceiling, Refusal, Refused, Window, ceiling_on, cents_of, ore_within, room

OLD = Ceiling("1407/2013", 200_000_00, 3, Window.FISCAL, date(2014, 1, 1), date(2023, 12, 31))
NEW = Ceiling("2023/2831", 300_000_00, 3, Window.ROLLING, date(2024, 1, 1), date(2030, 12, 31))
DAY = date(2026, 11, 20)


def euro(amount: int, on: date = date(2025, 3, 1), company: str = "own") -> Aid:
    return Aid(company, on, amount * 100)


@pytest.mark.parametrize(("new", "fits"), [(30_000, True), (30_001, False)])
def test_to_the_cent_is_within_and_a_euro_more_is_refused_whole(new: int, fits: bool) -> None:
    found = room(NEW, [euro(120_000), euro(150_000)], on=DAY)
    assert found.admits(new * 100) is fits
    assert found.left == 30_000_00


@pytest.mark.parametrize(("earlier", "counts"), [(date(2023, 11, 19), False), (date(2023, 11, 20), True)])
def test_three_years_roll_and_the_very_day_counts(earlier: date, counts: bool) -> None:
    found = room(NEW, [euro(120_000, earlier)], on=DAY)
    assert found.used == (120_000_00 if counts else 0)


def test_the_group_is_one_undertaking() -> None:
    found = room(NEW, [euro(200_000, company="parent"), euro(90_000, company="sister")], on=DAY)
    assert not found.admits(20_000_00)
    assert found.by_company == {"parent": 200_000_00, "sister": 90_000_00}
    assert found.left == 10_000_00


def test_a_lower_final_sum_counts_on_the_first_day() -> None:
    given_on = date(2024, 2, 1)
    found = room(NEW, [euro(25_000, given_on), euro(-7_000, given_on)], on=DAY)
    assert found.used == 18_000_00


def test_kronor_become_euro_rounded_up() -> None:
    assert cents_of(250_000_00, Decimal("11.50")) == 21_739_14


def test_a_leap_day_looks_back_to_the_last_of_february() -> None:
    assert NEW.since(date(2028, 2, 29)) == date(2025, 2, 28)


def test_before_2024_the_old_act_counted_fiscal_years() -> None:
    assert ceiling_on([OLD, NEW], date(2023, 6, 1)) is OLD
    assert room(OLD, [euro(1, date(2020, 12, 31)), euro(2, date(2021, 1, 1))], on=date(2023, 6, 1)).used == 2_00
    with pytest.raises(Refused) as refused:
        ceiling_on([OLD, NEW], date(2031, 1, 1))
    assert refused.value.refusal is Refusal.NO_CEILING


RATES = st.decimals(min_value=Decimal(5), max_value=Decimal(20), places=4)


@given(st.integers(0, 30_000_000), RATES)
def test_what_is_offered_always_fits_and_a_krona_more_never_does(cents: int, rate: Decimal) -> None:
    most = ore_within(cents, rate)
    assert cents_of(most, rate) <= cents
    assert cents_of(most + 100, rate) > cents


@given(
    st.lists(st.tuples(st.dates(date(2020, 1, 1), DAY), st.integers(1, 10_000_000)), max_size=8), st.integers(1, 10**8)
)
def test_room_is_what_is_left_and_never_less_than_nothing(rows: list[tuple[date, int]], new: int) -> None:
    found = room(NEW, [Aid("one", on, cents) for on, cents in rows], on=DAY)
    assert found.left == max(NEW.cents - sum(cents for on, cents in rows if on >= date(2023, 11, 20)), 0)
    assert found.admits(new) is (new <= found.left)
