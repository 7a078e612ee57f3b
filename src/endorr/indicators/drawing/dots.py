"""A dot for every area on one scale, with the span that rounding leaves open: a ranking that shows its own doubt."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from endorr.base.ui.chart import scale
from endorr.indicators.drawing.marks import Mark, linked

ROW = 42
TOP = 6


def dots(
    name: str, title: str, marks: Sequence[Mark], *, middle: float | None = None, middle_name: str = ""
) -> SafeString:
    """Draw the areas in the order given; `middle` is a line through all of them, such as the nation."""
    known = [edge for mark in marks if mark.value is not None for edge in (mark.low, mark.high)]
    known += [middle] if middle is not None else []
    ticks = scale(min([0.0, *known]), max([0.0, *known]))
    field = _Field(ticks[0], ticks[-1])
    head = 30 if middle is not None else 0
    rows = format_html_join(
        "", "{}", ((_row(mark, field, head + TOP + place * ROW),) for place, mark in enumerate(marks))
    )
    height = head + len(marks) * ROW + 12
    line = _line(field, middle, middle_name, height) if middle is not None else ""
    return format_html(
        '<svg role="group" aria-labelledby="{0}-t" width="100%" height="{1}" focusable="false">'
        '<title id="{0}-t">{2}</title>{3}{4}</svg>',
        name, height, title, line, rows,
    )  # fmt: skip


class _Field:
    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def x(self, value: float) -> float:
        """Per cent from the left; a little room is left for the dot at either end."""
        return round(1.5 + 97 * (value - self.low) / (self.high - self.low), 2)


def _line(field: _Field, middle: float, name: str, height: int) -> SafeString:
    x = field.x(middle)
    anchor = "end" if x > 60 else "start"
    return format_html(
        '<line class="fig-middle" x1="{0}%" x2="{0}%" y1="22" y2="{1}"/>'
        '<text class="ui-chart__soft" x="{0}%" y="14" text-anchor="{2}">{3}</text>',
        x, height, anchor, name,
    )  # fmt: skip


def _row(mark: Mark, field: _Field, y: int) -> SafeString:
    text = format_html(
        '<text x="0" y="{}" class="{}">{}</text>'
        '<text x="100%" y="{}" text-anchor="end" class="ui-chart__value">{}</text>',
        y + 14, "fig-own" if mark.own else "fig-name", mark.name, y + 14, mark.shown,
    )  # fmt: skip
    rail = format_html('<line class="fig-rail" x1="0" x2="100%" y1="{0}" y2="{0}"/>', y + 27)
    if mark.value is None:
        return linked(mark, text + rail, "fig-row")
    spot = field.x(mark.value)
    dot = format_html(
        '<line class="fig-span" x1="{}%" x2="{}%" y1="{}" y2="{}"/><circle class="{}" cx="{}%" cy="{}" r="{}"/>',
        field.x(mark.low), field.x(mark.high), y + 27, y + 27,
        "fig-dot fig-dot--own" if mark.own else "fig-dot", spot, y + 27, 7.5 if mark.own else 6,
    )  # fmt: skip
    return linked(mark, text + rail + dot, "fig-row")
