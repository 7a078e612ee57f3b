"""Regions weighed together: the same data give the same answer, and the doubt about it is told."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from endorr.award.rules.composite import Aggregation, Normalisation
from endorr.award.rules.sheet import MEASURES, Flaw, Sheet, SheetError
from endorr.award.rules.weighing import Told, weigh
from endorr.core.counties import COUNTIES

GROUPS = {one.code: one.nuts2 for one in COUNTIES}
CODES = tuple(GROUPS)
READ = ("Samverkan", "Spets")


def sheet(**more: Any) -> Sheet:
    told: dict[str, Any] = {"weights": {"smf-export-okning": 3, "smf-exportorer": 2, "tjansteexport-okning": 1}}
    return Sheet(**{**told, "read": READ, "draws": 300, **more})


def figures(first: float = 100, step: float = 5, rounded: float = 0.0) -> dict[str, dict[str, Told]]:
    """Figures by which the regions stand in the order of their codes."""
    row = {code: first - step * place for place, code in enumerate(CODES)}
    told = {code: Told(value, value - rounded, value + rounded) for code, value in row.items()}
    return dict.fromkeys(sheet().weights, told)


TABLES = st.lists(st.lists(st.integers(-50, 400), min_size=21, max_size=21), min_size=3, max_size=3)


@given(TABLES, st.integers(0, 2**31), st.sampled_from(Normalisation), st.sampled_from(Aggregation))
@settings(max_examples=15)
def test_the_same_frozen_data_give_the_same_answer_to_the_last_digit(
    table: list[list[int]], seed: int, how: Normalisation, by: Aggregation
) -> None:
    told = {
        key: {code: Told(value, value - 0.5, value + 0.5) for code, value in zip(CODES, row, strict=True)}
        for key, row in zip(sheet().weights, table, strict=True)
    }
    one = sheet(seed=seed, normalisation=how, aggregation=by, draws=60)
    again = Sheet.from_dict(one.as_dict())
    first = weigh(one, told, GROUPS)
    assert weigh(again, told, GROUPS) == first
    assert sorted(each.code for each in first.placed) == sorted(CODES)
    for each in first.placed:
        assert 1 <= each.best <= each.middle <= each.worst <= len(CODES)
        assert 0 <= each.first <= each.top3 <= first.draws
    assert sum(each.first for each in first.placed) >= first.draws, "every try has a first, or several that share it"


def test_where_the_figures_leave_no_doubt_there_is_none() -> None:
    found = weigh(sheet(), figures(), GROUPS)
    assert [each.code for each in found.placed] == list(CODES)
    first = found.placed[0]
    assert (first.rank, first.best, first.worst, first.first) == (1, 1, 1, found.draws)
    assert found.placed[3].top3 == 0


def test_rounding_alone_may_leave_the_order_open_and_another_seed_tells_much_the_same() -> None:
    one, other = (weigh(sheet(seed=seed), figures(step=0.5, rounded=2), GROUPS) for seed in (1, 2))
    assert (one.placed[5].best, one.placed[5].worst) != (one.placed[5].rank,) * 2
    assert one != other
    for each in one.placed:
        there = other.of(each.code)
        assert there
        assert abs(each.top3 - there.top3) < 0.12 * one.draws


def test_a_region_with_too_much_missing_is_left_out_and_one_with_a_little_is_filled_and_says_so() -> None:
    told = {key: dict(row) for key, row in figures().items()}
    told["smf-export-okning"][CODES[0]] = Told(None)
    told["tjansteexport-okning"][CODES[1]] = Told(None)
    found = weigh(sheet(), told, GROUPS)
    assert found.left_out == (CODES[0],), "half of the weight is missing"
    second = found.of(CODES[1])
    assert second
    assert second.filled == ("tjansteexport-okning",)
    assert found.of(CODES[2]).filled == ()  # type: ignore[union-attr]


def test_nothing_to_weigh_is_refused() -> None:
    nothing = dict.fromkeys(sheet().weights, dict.fromkeys(CODES, Told(None)))
    with pytest.raises(ValueError, match="fewer than two"):
        weigh(sheet(), nothing, GROUPS)


@pytest.mark.parametrize(
    ("told", "flaw"),
    [
        ({"weights": {}}, Flaw.NO_MEASURE),
        ({"read": ()}, Flaw.NOTHING_TO_READ),
        ({"read": tuple("abcdefghi")}, Flaw.TOO_MUCH_TO_READ),
        ({"read": ("Samverkan", "samverkan")}, Flaw.READ_TWICE),
    ],
)
def test_a_sheet_that_says_too_little_or_too_much_is_refused(told: dict[str, Any], flaw: Flaw) -> None:
    with pytest.raises(SheetError) as caught:
        sheet(**told)
    assert caught.value.flaw is flaw


def test_weights_of_a_field_are_those_of_its_measures() -> None:
    one = sheet()
    parts = {part.key: part for part in one.parts}
    assert (parts["small"].weight, parts["breadth"].weight) == (5, 1)
    assert sum(one.share(key) for key in one.weights) == pytest.approx(1)
    assert all(part.key in {*MEASURES, "small", "breadth"} for part in one.parts)
    with pytest.raises(ValueError, match="cannot weigh"):
        sheet(weights={"smf-exportorer": 11})
