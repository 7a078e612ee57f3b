"""What is taken out of a long dataset and read at once is what the usual way would have read, or is left to it."""

import json
from io import BytesIO

import numpy as np
import pytest

from endorr.statistics.formats.jsonstat import read_jsonstat
from endorr.statistics.formats.problems import UnreadableError
from endorr.statistics.table import Flag, Table

MANY = 40_000


def document(values: str, status: str) -> bytes:
    codes = json.dumps([f"c{place}" for place in range(MANY)])
    head = '{"version":"2.0","class":"dataset","id":["d"],"dimension":{"d":{"category":{"index":'
    return f'{head}{codes}}}}}}},"size":[{MANY}],"value":[{values}],"status":{{{status}}}}}'.encode()


def read(values: list[str], status: list[str]) -> Table:
    return read_jsonstat(BytesIO(document(",".join(values), ",".join(status))), "long.json")[0]


HALF = range(0, MANY, 2)
VALUES = ["null" if place in HALF else str(place % 1000) for place in range(MANY)]
SAME = [f'"{place}":".."' for place in HALF]


def test_one_status_for_all_is_read_at_once() -> None:
    told = read(VALUES, SAME).observations
    assert set(np.flatnonzero(told.flags == Flag.TWO_DOTS)) == set(HALF)
    assert np.isnan(told.values[::2]).all()
    assert told.values[1999] == 999


def test_several_statuses_and_strange_ones_are_read_the_usual_way() -> None:
    mixed = read(VALUES, [*SAME[:-1], f'"{HALF[-1]}":"e"']).observations
    assert mixed.statuses == ("e",)
    escaped = read(VALUES, [f'"{place}":"\\u002e."' for place in HALF]).observations
    assert set(np.flatnonzero(escaped.flags == Flag.TWO_DOTS)) == set(HALF)


@pytest.mark.parametrize("strange", ['"99999":".."', '"-1":".."', '"1.5":".."', '"":".."'])
def test_a_status_of_no_cell_is_refused_with_its_place(strange: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        read(VALUES, [*SAME, strange])
    assert raised.value.problems[0].keyword.startswith("$.status[")


@pytest.mark.parametrize("strange", ["null5", "-null", "nul", "nullnull"])
def test_what_json_does_not_spell_is_refused(strange: str) -> None:
    with pytest.raises(UnreadableError):
        read([*VALUES[:-1], strange], SAME)
