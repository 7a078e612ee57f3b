"""What is written as PX and read again is the table it was."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from tests.conftest import EXAMPLES
from tests.statistics.samples import DATA, read, written
from tests.statistics.tables import LATIN, tables

from endorr.statistics.formats.problems import UnwritableError
from endorr.statistics.table import FIRST_STATUS, Flag, Mark, Observations, Table

# Each table is written and read twice, which is worth fewer of them.
ROUND = settings(max_examples=EXAMPLES // 2, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@given(table=tables())
@ROUND
def test_every_table_survives_a_round_in_utf_8(table: Table) -> None:
    try:
        once = written(table)
    except UnwritableError:
        assume(False)
    again, _ = read(once)
    assert again == table
    assert written(again) == once


@given(table=tables(LATIN))
@ROUND
def test_every_latin_table_survives_a_round_in_windows_1252(table: Table) -> None:
    try:
        once = written(table, "windows-1252")
    except UnwritableError:
        assume(False)
    again, _ = read(once)
    assert again == table


@pytest.mark.parametrize("name", ["exports.px", "keyed.px"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_our_samples_survive_a_round_without_a_warning(name: str, charset: str) -> None:
    table, _ = read((DATA / name).read_bytes())
    again, warnings = read(written(table, charset))
    assert again == table
    assert warnings == ()


def test_what_windows_1252_has_no_letter_for_is_refused_by_name() -> None:
    table, _ = read((DATA / "exports.px").read_bytes())
    greek = replace(table, head=replace(table.head, title={"sv": "Ελλάδα"}))
    with pytest.raises(UnwritableError, match="«Ε»; write the table as utf-8"):
        written(greek, "windows-1252")


def test_quotation_marks_are_refused_since_px_has_no_way_to_spell_them() -> None:
    table, _ = read((DATA / "exports.px").read_bytes())
    with pytest.raises(UnwritableError, match="quotation marks"):
        written(replace(table, head=replace(table.head, title={"sv": 'Export av "trä"'})))


def test_statuses_that_px_has_no_symbol_for_become_marks_beside_their_cells() -> None:
    table, _ = read((DATA / "keyed.px").read_bytes())
    flags, values = table.observations.flags.copy(), table.observations.values.copy()
    flags[:3] = FIRST_STATUS, FIRST_STATUS + 1, Flag.ABSENT
    values[1:3] = np.nan
    again, _ = read(written(Table(table.head, Observations(values, flags, ("p", "c")))))
    assert again.head.marks == (
        Mark({"sv": "p"}, ("09", "Bosnien, och Hercegovina", "2020")),
        Mark({"sv": "c"}, ("09", "Bosnien, och Hercegovina", "2021")),
    )
    assert [again.observations.status(place) for place in range(3)] == ["", "..", ".."]
