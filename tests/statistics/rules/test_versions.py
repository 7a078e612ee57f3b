"""What has changed between two versions, and a large table asked for in parts."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.statistics.tables import tables

from endorr.statistics.heads import head_of, plain
from endorr.statistics.rules.chunks import MismatchError, narrowed, parts, together
from endorr.statistics.rules.versions import differences
from endorr.statistics.seed.cells import Cell, counties, table, years
from endorr.statistics.table import Flag, Observations, Table

TEXT = {"sv": "Varuexport", "en": "Goods exports"}


def exports(*cells: Cell, until: int = 2019) -> Table:
    when = years(str(year) for year in range(2018, until + 1))
    return table((counties(), when), cells, title=TEXT, source=TEXT, units={"": TEXT})


BEFORE = exports(Cell(("19", "2018"), 43_000), Cell(("24", "2019"), 14_500))


def test_a_revision_is_told_cell_by_cell() -> None:
    after = exports(Cell(("19", "2018"), 42_000), Cell(("24", "2019"), 0, flag=Flag.TWO_DOTS), until=2020)
    found = differences(BEFORE, after)
    assert (found.added, found.gone, found.changed) == (21, 0, 2)
    assert [(one.codes, one.before, one.after) for one in found.examples] == [
        (("19", "2018"), "43000", "42000"),
        (("24", "2019"), "14500", ".."),
    ]


def test_the_same_figures_differ_in_nothing_and_a_new_title_in_words() -> None:
    assert not differences(BEFORE, exports(Cell(("19", "2018"), 43_000), Cell(("24", "2019"), 14_500))).any
    renamed = replace(BEFORE, head=replace(BEFORE.head, title={"sv": "Export"}))
    assert differences(BEFORE, renamed).text_changed


def test_another_shape_is_not_compared() -> None:
    other = table((years(["2018"]),), [], title=TEXT, source=TEXT, units={})
    assert differences(BEFORE, other).reshaped


@given(tables())
@settings(max_examples=20)
def test_a_head_comes_back_out_of_json_as_it_was(some: Table) -> None:
    assert head_of(plain(some.head)) == some.head


@given(tables(), st.integers(1, 40))
@settings(max_examples=20)
def test_the_parts_of_a_table_make_the_table(some: Table, limit: int) -> None:
    answers = []
    for part in parts(some.head.shape, limit):
        chosen = zip(some.head.dimensions, part, strict=True)
        head = narrowed(some.head, {one.code: tuple(one.codes[at] for at in spots) for one, spots in chosen})
        assert head.size <= limit
        places = np.ravel_multi_index(np.ix_(*part), some.head.shape).ravel()
        told = some.observations
        answers.append((part, Table(head, Observations(told.values[places], told.flags[places], told.statuses))))
    assert together(some.head, answers).observations == some.observations


def test_an_answer_to_another_question_is_refused() -> None:
    part = next(iter(parts(BEFORE.head.shape, 4)))
    with pytest.raises(MismatchError, match="other categories"):
        together(BEFORE.head, [(part, BEFORE)])


@given(st.lists(st.integers(1, 30), min_size=1, max_size=4), st.integers(1, 200), st.integers(4, 40))
def test_every_cell_is_asked_for_once_within_both_limits(shape: list[int], cells: int, values: int) -> None:
    asked = np.zeros(shape, int)
    for part in parts(shape, cells, values):
        assert np.prod([len(spots) for spots in part]) <= cells
        assert sum(len(spots) for spots in part) <= values
        asked[np.ix_(*part)] += 1
    assert (asked == 1).all()
