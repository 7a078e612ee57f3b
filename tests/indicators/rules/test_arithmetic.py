"""Figures that are rounded: what follows from them lies in a span, and a rank may be another than it seems."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.indicators.drawing.marks import STEPS, step_of, steps
from endorr.indicators.rules.arithmetic import Span, change, ratio, total, yearly
from endorr.indicators.rules.ranking import ranked

AMOUNTS = st.integers(1, 10**6)


def test_vastmanlands_43_billion_is_three_per_cent_more_than_42_and_may_be_less() -> None:
    found = change(Span.rounded(42_000, 1000), Span.rounded(43_000, 1000))
    assert found
    assert found.value == pytest.approx(0.0238, abs=1e-4)
    assert (round(found.low, 3), round(found.high, 3)) == (0.0, 0.048)


def test_norrbottens_44_thousand_after_25_is_76_per_cent_and_80_lies_within() -> None:
    found = change(Span.rounded(25, 1), Span.rounded(44, 1))
    assert found
    assert found.value == pytest.approx(0.76)
    assert found.low < 0.80 < found.high
    assert (round(found.low, 3), round(found.high, 3)) == (0.706, 0.816)


def test_seventy_and_forty_one_per_cent_imply_a_fall_of_seventeen() -> None:
    found = change(Span.rounded(1.70, 0), Span.rounded(1.41, 0))
    assert found
    assert found.value == pytest.approx(-0.171, abs=1e-3)


def test_36_of_43_billion_is_84_per_cent() -> None:
    found = ratio(Span.rounded(36, 1), Span.rounded(43, 1))
    assert found
    assert round(found.value, 3) == 0.837
    assert (round(found.low, 3), round(found.high, 3)) == (0.816, 0.859)


def test_nothing_comes_of_a_denominator_that_may_be_nothing() -> None:
    assert ratio(Span.rounded(5, 1), Span.rounded(0, 1)) is None
    assert change(Span.rounded(0, 0), Span.rounded(5, 1)) is None


@given(AMOUNTS, AMOUNTS, st.integers(1, 12))
def test_the_mean_yearly_change_made_every_year_leads_there(first: int, last: int, years: int) -> None:
    found = yearly(Span.rounded(first, 0), Span.rounded(last, 0), years)
    assert found
    assert first * (1 + found.value) ** years == pytest.approx(last, rel=1e-9)


@given(st.integers(1000, 10**6), st.integers(1000, 10**6), st.sampled_from([10, 100, 1000]))
def test_the_unrounded_ratio_lies_in_the_span(above: int, below: int, step: int) -> None:
    rounded = [round(Fraction(each, step)) * step for each in (above, below)]
    found = ratio(Span.rounded(rounded[0], step), Span.rounded(rounded[1], step))
    assert found
    assert found.low - 1e-9 <= above / below <= found.high + 1e-9


@given(st.lists(st.tuples(AMOUNTS, st.integers(0, 100)), min_size=1, max_size=8))
def test_the_sum_of_spans_holds_every_sum(parts: list[tuple[int, int]]) -> None:
    found = total(Span.rounded(value, step) for value, step in parts)
    assert found.low <= sum(value for value, _ in parts) <= found.high


def test_equal_figures_share_a_rank_and_the_next_has_the_one_it_would_have_had() -> None:
    figures = {code: Span.rounded(value, 0) for code, value in {"A": 9, "B": 7, "C": 7, "D": 5}.items()}
    found = ranked(figures)
    assert [found[code].rank for code in "ABCD"] == [1, 2, 2, 4]
    assert [found[code].tied for code in "ABCD"] == [False, True, True, False]


def test_rounding_leaves_a_rank_open() -> None:
    found = ranked({"G": Span.rounded(181, 1), "K": Span.rounded(180.5, 1), "O": Span.rounded(174, 1)})
    assert (found["G"].best, found["G"].worst) == (1, 2)
    assert (found["K"].best, found["K"].worst) == (1, 2)
    assert (found["O"].best, found["O"].worst, found["O"].certain) == (3, 3, True)


@given(
    st.dictionaries(st.text(min_size=1, max_size=2), st.tuples(AMOUNTS, st.integers(0, 50)), min_size=1, max_size=21)
)
def test_a_rank_lies_between_its_best_and_worst(told: dict[str, tuple[int, int]]) -> None:
    found = ranked({code: Span.rounded(value, step) for code, (value, step) in told.items()})
    assert all(1 <= one.best <= one.rank <= one.worst <= one.of for one in found.values())


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=21))
def test_every_value_has_one_step_and_a_greater_value_no_lower_one(values: list[int]) -> None:
    ladder = steps([float(value) for value in values])
    found = [step_of(value, ladder) for value in sorted(values)]
    assert all(1 <= step <= STEPS for step in found)
    assert found == sorted(found)
    assert step_of(None, ladder) == 0
