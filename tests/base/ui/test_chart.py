"""Charts drawn on the server: every figure in the table, no letter scaled, nothing unescaped."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.base.ui.chart import HEIGHT, Bar, BarChart, Line, LineChart, scale

values = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3))
SPACE = "\N{NO-BREAK SPACE}"


def test_bars_are_as_long_as_their_values() -> None:
    chart = BarChart("Export", [Bar("Tyskland", 10), Bar("Norge", 5), Bar("Danmark", None)], unit="mnkr")
    drawing = ET.fromstring(chart.svg("export"))
    widths = [rect.get("width") for rect in drawing.iter("rect") if rect.get("class") == "ui-chart__fill-1"]
    assert widths == ["100.0%", "50.0%", "0.0%"]
    texts = [text.text for text in drawing.iter("text")]
    assert texts == ["Tyskland", "10 mnkr", "Norge", "5 mnkr", "Danmark", "uppgift saknas"]


def test_a_chart_is_read_out_by_its_title_and_its_figures() -> None:
    drawing = ET.fromstring(BarChart("Norge köper mest", [Bar("Norge", 57075)]).svg("export"))
    assert drawing.get("role") == "img"
    named = [drawing.find(f"*[@id='{name}']") for name in drawing.attrib["aria-labelledby"].split()]
    assert [part.text for part in named if part is not None] == ["Norge köper mest", f"Norge: 57{SPACE}075"]


def test_letters_are_never_scaled_nor_styled_inline() -> None:
    chart = LineChart("Export", ["2024", "2025"], [Line("Länet", [1, 2])])
    assert not re.search(r"viewBox|style=|font-size", chart.svg("a"))


def test_a_name_with_markup_stays_a_name() -> None:
    spiteful = '<script>alert("1")</script>'
    chart = BarChart(spiteful, [Bar(spiteful, 1)], unit=spiteful)
    assert "<script" not in chart.svg("a")
    lines = LineChart(spiteful, [spiteful, "2025"], [Line(spiteful, [1, 2]), Line("B", [1, 2])], unit=spiteful)
    assert "<script" not in lines.svg("a") + lines.legend()


def test_a_missing_year_breaks_the_line_and_says_so_in_the_table() -> None:
    chart = LineChart("Export", ["2023", "2024", "2025", "2026"], [Line("Länet", [1, None, 2, 3])])
    drawing = ET.fromstring(chart.svg("a"))
    assert len([line for line in drawing.iter("line") if line.get("class") == "ui-chart__line-1"]) == 1
    assert len(list(drawing.iter("circle"))) == 3
    assert chart.table().rows[1] == ["2024", "uppgift saknas"]


def test_every_series_has_a_line_of_its_own_kind() -> None:
    chart = LineChart("Export", ["2024", "2025"], [Line(name, [1, 2]) for name in "abcde"])
    assert {f"ui-chart__line-{place}" for place in range(1, 6)} <= set(re.findall(r"ui-chart__line-\d", chart.svg("a")))
    assert chart.legend().count("<li>") == 5


def test_what_cannot_be_told_apart_or_stood_on_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="told apart"):
        LineChart("Export", ["2025"], [Line(name, [1]) for name in "abcdef"])
    with pytest.raises(ValueError, match="negative"):
        BarChart("Export", [Bar("Norge", -1)])
    with pytest.raises(ValueError, match="one value per point"):
        LineChart("Export", ["2024", "2025"], [Line("Länet", [1])])


def test_an_empty_chart_is_still_a_drawing() -> None:
    ET.fromstring(BarChart("Inget än", []).svg("a"))
    ET.fromstring(LineChart("Inget än", ["2025"], [Line("Länet", [None])]).svg("a"))


@given(one=values, other=values)
def test_the_scale_reaches_round_every_value_in_even_steps(one: float, other: float) -> None:
    low, high = sorted((one, other))
    ticks = scale(low, high)
    assert ticks[0] <= low + 1e-9
    assert ticks[-1] >= high - 1e-9
    assert 2 <= len(ticks) <= 8
    steps = [later - earlier for earlier, later in pairwise(ticks)]
    assert max(steps) == pytest.approx(min(steps), rel=1e-6)


@given(drawn=st.lists(values, min_size=2, max_size=30))
def test_no_mark_falls_outside_the_field(drawn: list[float]) -> None:
    chart = LineChart("Export", [str(place) for place in range(len(drawn))], [Line("Länet", drawn)])
    for circle in ET.fromstring(chart.svg("a")).iter("circle"):
        assert 0 <= float(circle.attrib["cx"].rstrip("%")) <= 100
        assert 0 <= float(circle.attrib["cy"]) <= HEIGHT


def test_numbers_are_written_as_a_swede_writes_them() -> None:
    chart = BarChart("Export", [Bar("Norge", 1234567.25)], decimals=1)
    assert chart.table().rows == [("Norge", f"1{SPACE}234{SPACE}567,3")]
