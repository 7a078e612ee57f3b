"""However a figure is spelled, it is the same float that Python would read, to the last bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.statistics.formats.px.cells import BadCellError, parse_cells
from endorr.statistics.table import FLAG_OF, Flag

SPELLED = st.one_of(
    st.from_regex(r"-?[0-9]{1,20}", fullmatch=True),
    st.from_regex(r"-?[0-9]{0,12}\.[0-9]{1,12}", fullmatch=True),
    st.from_regex(r"[+-]?[0-9]{1,5}\.?[0-9]{0,3}[eE]-?[0-9]{1,2}", fullmatch=True),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
)
SYMBOL = st.sampled_from([f'"{symbol}"' for symbol in FLAG_OF]) | st.sampled_from(list(FLAG_OF))
GAP = st.sampled_from([" ", "  ", "\n", " \r\n", ",", ";", "\t"])


@given(cells=st.lists(st.tuples(SPELLED | SYMBOL, GAP), max_size=40))
def test_every_spelling_is_the_float_that_python_reads(cells: list[tuple[str, str]]) -> None:
    values, flags = parse_cells("".join(cell + gap for cell, gap in cells).encode())
    for (cell, _), value, flag in zip(cells, values, flags, strict=True):
        symbol = FLAG_OF.get(cell.strip('"'))
        expected = float(cell) if symbol is None else 0.0 if symbol is Flag.NIL else np.nan
        assert np.array_equal(value, expected, equal_nan=True)
        assert flag == (symbol or Flag.VALUE)


@pytest.mark.parametrize(
    "bad",
    ["x", "1x", "1.2.3", "--1", "1-", "1_0", "nan", "inf", '"5"', '""', '"', "........", "1e999", "0x1", "½", "." * 8],
)
@pytest.mark.parametrize("before", ["", "1 ", '".." 12.5 ', "123456789012345678 "])
def test_what_is_no_figure_is_pointed_at(bad: str, before: str) -> None:
    with pytest.raises(BadCellError) as caught:
        parse_cells(f"{before}{bad} 7".encode())
    assert (caught.value.cell, caught.value.offset) == (bad.encode(), len(before))
