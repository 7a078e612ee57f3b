"""The composite against a published one, and what must hold of it whatever the figures."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from endorr.award.rules.composite import (
    WHOLE,
    Aggregation,
    Normalisation,
    Part,
    held_back,
    imputed,
    mean,
    normalised,
    ranks,
    weighed,
)

ASEM = json.loads((Path(__file__).parent / "data" / "asem.json").read_text(encoding="utf-8"))
"""The worked example of COINr 1.1.14; source and licence stand in the file."""


def raw(one: dict[str, Any]) -> list[float]:
    values = np.array(ASEM["raw"][one["key"]], np.float64)
    return list(values / np.array(ASEM["denominators"][one["per"]], np.float64) if one["per"] else values)


def test_the_51_ranks_of_the_asem_index_are_reproduced() -> None:
    criteria, parts = ASEM["criteria"], [Part(**one) for one in ASEM["parts"]]
    values = np.array([raw(one) for one in criteria]).T
    assert (values.shape, int(np.isnan(values).sum())) == ((51, 49), 65)
    filled = imputed(values, ASEM["groups"])
    held = [held_back(column, most=5) for column in filled.T]
    assert not any(one.logarithm for one in held)
    treated = np.stack([one(column) for one, column in zip(held, filled.T, strict=True)], axis=-1)
    assert sum(bool((before != after).any()) for before, after in zip(filled.T, treated.T, strict=True)) == 15
    scores = normalised(treated, Normalisation.MINMAX, [one["direction"] for one in criteria])
    named = {one["key"]: scores[:, place] for place, one in enumerate(criteria)}
    whole = weighed(named, parts, Aggregation.ARITHMETIC)[WHOLE]
    assert ranks(whole).tolist() == ASEM["ranks"]
    assert np.abs(whole - np.array(ASEM["scores"])).max() < 1e-8
    assert whole[ASEM["units"].index("CHE")] == pytest.approx(68.3837, abs=5e-5)


TABLES = arrays(np.float64, (7, 3), elements=st.integers(-1000, 1000).map(float))


@given(TABLES, st.sampled_from(Normalisation), st.floats(0.1, 50), st.integers(-100, 100))
@settings(max_examples=60)
def test_the_unit_a_criterion_is_told_in_changes_no_score(
    values: np.ndarray, how: Normalisation, times: float, plus: int
) -> None:
    directions = [1, -1, 1]
    assert np.allclose(normalised(values, how, directions), normalised(values * times + plus, how, directions))


@given(TABLES, st.sampled_from(Normalisation), st.sampled_from(Aggregation), st.permutations(range(7)))
@settings(max_examples=60)
def test_the_order_regions_stand_in_changes_no_rank_and_a_better_figure_never_makes_one_worse(
    values: np.ndarray, how: Normalisation, by: Aggregation, order: list[int]
) -> None:
    weights = np.array([3.0, 2.0, 1.0])

    def placed(table: np.ndarray) -> np.ndarray:
        return ranks(np.round(mean(normalised(table, how, [1, 1, 1]), weights, by), 9))

    assert (placed(values)[order] == placed(values[order])).all()
    better = values.copy()
    better[0] = values.max(axis=0) + 1
    assert placed(better)[0] == 1


def test_equal_scores_share_a_rank_and_the_next_has_the_one_it_would_have_had() -> None:
    assert ranks(np.array([9.0, 7.0, 7.0, 4.0])).tolist() == [1, 2, 2, 4]


def test_what_is_missing_is_filled_from_its_group_and_a_criterion_nobody_has_is_refused() -> None:
    values = np.array([[1.0, 1], [3, 2], [np.nan, 3], [9, 4], [np.nan, 5]])
    filled = imputed(values, ["north", "north", "north", "south", "east"])
    assert filled[2, 0] == 2, "the north's mean"
    assert filled[4, 0] == pytest.approx(13 / 3), "nobody in the east has it: the mean of all"
    with pytest.raises(ValueError, match="no value at all"):
        imputed(np.full((3, 1), np.nan), ["a", "b", "c"])


def test_an_outlier_is_held_back_and_a_leaning_crowd_is_taken_by_its_logarithm() -> None:
    straight = np.arange(20.0)
    assert (held_back(straight, most=2)(straight) == straight).all()
    one_far = np.array([*range(20), 400.0])
    assert held_back(one_far, most=2)(one_far).max() == 19
    leaning = np.array([*range(15), 900.0, 2000.0, 5000.0, 12000.0, 40000.0])
    held = held_back(leaning, most=1)
    assert held.logarithm
    assert (np.diff(held(leaning)) > 0).all()


def test_a_strength_makes_up_for_a_weakness_by_one_mean_and_not_by_the_other() -> None:
    even, uneven = np.array([50.0, 50.0]), np.array([100.0, 0.0])
    weights = np.ones(2)
    assert mean(even, weights, Aggregation.ARITHMETIC) == mean(uneven, weights, Aggregation.ARITHMETIC)
    assert mean(even, weights, Aggregation.GEOMETRIC) > mean(uneven, weights, Aggregation.GEOMETRIC)


def test_a_group_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="neither parts nor a score"):
        weighed({}, [Part("a", WHOLE)], Aggregation.ARITHMETIC)
