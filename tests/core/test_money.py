"""No öre is lost or made."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.core.money import kronor, ore, share, split

AMOUNTS = st.integers(-(10**14), 10**14)
WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any)


@given(AMOUNTS)
def test_kronor_and_back(amount: int) -> None:
    assert ore(kronor(amount)) == amount


def test_a_part_of_an_ore_is_refused() -> None:
    assert ore("1500.50") == 150_050
    with pytest.raises(ValueError, match="whole number of öre"):
        ore("0.005")


@given(AMOUNTS, WEIGHTS)
def test_parts_add_up_and_lie_within_an_ore_of_what_is_fair(amount: int, weights: list[int]) -> None:
    parts = split(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Decimal(amount) * weight / sum(weights)) < 1


def test_what_is_left_over_goes_to_those_who_lost_most() -> None:
    assert split(100, [1, 1, 1]) == (34, 33, 33)
    assert split(-100, [1, 2]) == (-33, -67)
    assert split(5, [0, 1]) == (0, 5)


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_weights_must_say_something(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split(100, weights)


@given(AMOUNTS)
def test_half_an_ore_is_rounded_away_from_zero(amount: int) -> None:
    assert abs(share(amount, Decimal("0.5"))) == (abs(amount) + 1) // 2
