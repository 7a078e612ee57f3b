"""Draws bar and line charts as SVG: letters never scaled, series told apart by shape, the figures in a table beneath.

Widths are per cent of whatever room the page gives and heights are pixels, so that one drawing serves a phone, a screen
and paper, without a script or an inline style.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from endorr.base.i18n.templatetags.words import number
from endorr.base.ui.parts import Cell, Column, Table

ROW: Final = 62
"""Height in pixels of one bar with its name above it."""
HEIGHT: Final = 260
"""Height in pixels of a line chart's field; a line of names comes below it."""
SERIES: Final = 5
"""How many series can still be told apart."""
_LEFT, _RIGHT = 8.0, 97.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name and value; None is a value that is missing or not published, and says so."""

    label: str
    value: float | None


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from zero. `title` says what the reader should see, `unit` stands after each value, `source` below."""

    title: str
    bars: Sequence[Bar]
    unit: str = ""
    note: str = ""
    source: str = ""
    decimals: int = 0
    heading: str = ""

    def __post_init__(self) -> None:
        if any(bar.value is not None and bar.value < 0 for bar in self.bars):
            raise ValueError("bars stand on zero: a negative value needs a table or a line")

    def table(self) -> Table:
        """Return the same figures as a table."""
        columns = (Column(self.heading or _("Vad")), Column(self.unit or _("Värde"), numeric=True))
        return Table(self.title, columns, [(bar.label, _shown(bar.value, self.decimals)) for bar in self.bars])

    def svg(self, name: str) -> SafeString:
        """Return the drawing; `name` is unique on the page."""
        top = max((bar.value or 0 for bar in self.bars), default=0)
        rows = format_html_join("", "{}", ((self._bar(bar, place, top),) for place, bar in enumerate(self.bars)))
        return _frame(name, self.title, _spoken(self.table()), len(self.bars) * ROW, rows)

    def _bar(self, bar: Bar, place: int, top: float) -> SafeString:
        y = place * ROW
        width = round(100 * (bar.value or 0) / top, 2) if top else 0
        value = _shown(bar.value, self.decimals)
        return format_html(
            '<text x="0" y="{}">{}</text><text x="100%" y="{}" text-anchor="end" class="ui-chart__value">{}</text>'
            '<rect class="ui-chart__rail" x="0" y="{}" width="100%" height="16" rx="3"/>'
            '<rect class="ui-chart__fill-1" x="0" y="{}" width="{}%" height="16" rx="3"/>',
            y + 20, bar.label, y + 20, _with_unit(value, self.unit, bar.value), y + 30, y + 30, width,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One series: a value per point of the chart, None where there is none (the line is then broken)."""

    label: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class LineChart:
    """Series over time. `points` are the names along the foot, one per value."""

    title: str
    points: Sequence[str]
    lines: Sequence[Line]
    unit: str = ""
    note: str = ""
    source: str = ""
    decimals: int = 0
    heading: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.lines) <= SERIES:
            raise ValueError(f"between 1 and {SERIES} lines can be told apart, not {len(self.lines)}")
        if any(len(line.values) != len(self.points) for line in self.lines):
            raise ValueError("every line has one value per point")

    def table(self) -> Table:
        """Return the same figures as a table, one row per point."""
        columns = (Column(self.heading or _("År")), *(Column(line.label, numeric=True) for line in self.lines))
        return Table(self.title, columns, [self._row(place) for place in range(len(self.points))])

    def svg(self, name: str) -> SafeString:
        """Return the drawing; `name` is unique on the page."""
        low, high = _span(value for line in self.lines for value in line.values if value is not None)
        ticks = scale(low, high)
        field = _Field(low=ticks[0], high=ticks[-1], points=len(self.points))
        lines = [self._line(field, line, place) for place, line in enumerate(self.lines, start=1)]
        inside = [_rules(field, ticks), *lines, self._foot(field), _figures(field, ticks, self.unit)]
        return _frame(name, self.title, _spoken(self.table()), HEIGHT + 34, _joined(inside))

    def legend(self) -> SafeString:
        """Return which drawn line is which series, as a list beside the drawing."""
        items = ((place, place, line.label) for place, line in enumerate(self.lines, start=1))
        sample = (
            '<li><svg width="36" height="14" aria-hidden="true">'
            '<line class="ui-chart__line-{}" x1="2" x2="34" y1="7" y2="7"/>'
            '<circle class="ui-chart__mark-{}" cx="18" cy="7" r="4.5"/></svg>{}</li>'
        )
        return format_html('<ul class="ui-chart__legend">{}</ul>', format_html_join("", sample, items))

    def _row(self, place: int) -> list[Cell]:
        return [self.points[place], *(_shown(line.values[place], self.decimals) for line in self.lines)]

    def _foot(self, field: "_Field") -> SafeString:
        places = (
            sorted({0, len(self.points) // 2, len(self.points) - 1})
            if len(self.points) > 4
            else range(len(self.points))
        )
        rows = ((field.x(place), HEIGHT + 26, _anchor(place, len(self.points)), self.points[place]) for place in places)
        return format_html_join("", '<text class="ui-chart__soft" x="{}%" y="{}" text-anchor="{}">{}</text>', rows)

    def _line(self, field: "_Field", line: Line, place: int) -> SafeString:
        spots = [None if value is None else (field.x(at), field.y(value)) for at, value in enumerate(line.values)]
        steps = ((place, *one, *two) for one, two in pairwise(spots) if one and two)
        drawn = format_html_join("", '<line class="ui-chart__line-{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>', steps)
        marks = format_html_join(
            "",
            '<circle class="ui-chart__mark-{}" cx="{}%" cy="{}" r="4.5"/>',
            ((place, *spot) for spot in spots if spot),
        )
        return drawn + marks


@dataclass(frozen=True, slots=True)
class _Field:
    low: float
    high: float
    points: int

    def x(self, place: int) -> float:
        """Per cent from the left."""
        share = place / (self.points - 1) if self.points > 1 else 0.5
        return round(_LEFT + (_RIGHT - _LEFT) * share, 2)

    def y(self, value: float) -> float:
        """Pixels from the top; room is left above for the highest rule's figure."""
        return round(24 + (HEIGHT - 24) * (self.high - value) / (self.high - self.low), 1)


def scale(low: float, high: float, *, steps: int = 4) -> list[float]:
    """Return round figures evenly spaced from at or below `low` to at or above `high`, about `steps` apart."""
    if low == high:
        low, high = (0.0, high) if high > 0 else (low, 0.0) if low < 0 else (0.0, 1.0)
    rough = (high - low) / steps
    size = 10.0 ** floor(log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough * 0.999999)
    first, last = floor(low / step), -floor(-high / step)
    return [round(step * place, 10) for place in range(first, last + 1)]


def _rules(field: _Field, ticks: Sequence[float]) -> SafeString:
    rows = ((field.y(tick), field.y(tick)) for tick in ticks)
    return format_html_join("", '<line class="ui-chart__rule" x1="0" x2="100%" y1="{}" y2="{}"/>', rows)


def _figures(field: _Field, ticks: Sequence[float], unit: str) -> SafeString:
    decimals = _decimals(ticks)
    rows = (
        (field.y(tick) - 5, number(tick, decimals), f" {unit}" if unit and tick == ticks[-1] else "") for tick in ticks
    )
    return format_html_join("", '<text class="ui-chart__soft" x="0" y="{}">{}{}</text>', rows)


def _span(values: Iterator[float]) -> tuple[float, float]:
    known = list(values)
    return (min(0.0, *known), max(0.0, *known)) if known else (0.0, 1.0)


def _decimals(ticks: Sequence[float]) -> int:
    return max(len(f"{tick:.6f}".rstrip("0").partition(".")[2]) for tick in ticks)


def _anchor(place: int, count: int) -> str:
    if count == 1:
        return "middle"
    return "start" if place == 0 else "end" if place == count - 1 else "middle"


def _shown(value: float | None, decimals: int) -> str:
    return _("uppgift saknas") if value is None else number(value, decimals)


def _with_unit(shown: str, unit: str, value: float | None) -> str:
    return f"{shown} {unit}" if unit and value is not None else shown


def _spoken(table: Table) -> str:
    return "; ".join(f"{row[0]}: {', '.join(str(cell) for cell in row[1:])}" for row in table.rows)


def _joined(pieces: Sequence[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _frame(name: str, title: str, spoken: str, height: int, inside: SafeString) -> SafeString:
    return format_html(
        '<svg role="img" aria-labelledby="{0}-t {0}-d" width="100%" height="{1}" focusable="false">'
        '<title id="{0}-t">{2}</title><desc id="{0}-d">{3}</desc>{4}</svg>',
        name, height, title, spoken, inside or mark_safe(""),
    )  # fmt: skip
