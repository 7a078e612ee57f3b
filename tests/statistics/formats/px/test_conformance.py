"""Other offices' PX files, read in place: the sound ones read right and survive a round, the broken ones say where."""

from pathlib import Path

import numpy as np
import pytest
from tests.statistics.samples import conformance_files, px_parameters, read, written

from endorr.statistics.formats.problems import Severity, UnreadableError

ALL = [*conformance_files("px-pxweb"), *conformance_files("pxwebapi")]
# The file from which the broken ones were made lies among them, but is itself sound.
SOUND = [path for path in ALL if not path.name.startswith("error__") or "template" in path.name]
FATAL = [path for path in conformance_files("px-pxweb", pattern="error__fatal__*") if path not in SOUND]
TOLERABLE = [
    *conformance_files("px-pxweb", pattern="error__continue__*"),
    *conformance_files("px-pxweb", pattern="error__multilang__*"),
]


@pytest.mark.parametrize("path", px_parameters(SOUND))
def test_a_sound_file_is_read_whole(path: Path) -> None:
    table, warnings = read(path.read_bytes(), path.name)
    assert all(warning.severity is Severity.WARNING for warning in warnings)
    assert np.array_equal(
        np.isnan(table.observations.values), (table.observations.flags > 0) & (table.observations.flags != 7)
    )


@pytest.mark.parametrize("path", px_parameters(SOUND))
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_sound_file_is_the_same_table_after_a_round(path: Path, charset: str) -> None:
    table, _ = read(path.read_bytes(), path.name)
    once = written(table, charset)
    again, _ = read(once, path.name)
    assert again == table
    assert written(again, charset) == once


@pytest.mark.parametrize("path", px_parameters(FATAL))
def test_a_broken_file_says_where_and_what_was_expected(path: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(path.read_bytes(), path.name)
    first = caught.value.problems[0]
    assert first.file == path.name
    assert first.line > 0
    assert first.keyword
    assert first.expected.en


@pytest.mark.parametrize("path", px_parameters(TOLERABLE))
def test_a_blemished_file_is_read_with_a_warning_that_says_where(path: Path) -> None:
    _, warnings = read(path.read_bytes(), path.name)
    assert warnings
    assert all(warning.line > 0 and warning.keyword and warning.expected.en for warning in warnings)
