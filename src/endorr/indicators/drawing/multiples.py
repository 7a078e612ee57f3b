"""The same small chart once for every area, so that courses can be compared without one line crossing another."""

from collections.abc import Sequence
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from endorr.base.ui.chart import scale

HEIGHT = 86
LEFT, RIGHT = 2.0, 98.0


def small(
    name: str,
    title: str,
    values: Sequence[float | None],
    span: tuple[float, float],
    *,
    behind: Sequence[float | None] = (),
) -> SafeString:
    """Draw one area's course on the scale that all share; `behind` is drawn softly under it, such as the nation's."""
    low, high = span
    own = _line(values, low, high, "fig-course")
    soft = _line(behind, low, high, "fig-course fig-course--soft") if behind else ""
    zero = _zero(low, high)
    return format_html(
        '<svg role="img" aria-labelledby="{0}-t" width="100%" height="{1}" focusable="false">'
        '<title id="{0}-t">{2}</title>{3}{4}{5}</svg>',
        name, HEIGHT, title, zero, soft, own,
    )  # fmt: skip


def shared_span(courses: Sequence[Sequence[float | None]]) -> tuple[float, float]:
    """Return the scale that holds every course, from nothing or below."""
    known = [value for course in courses for value in course if value is not None]
    ticks = scale(min([0.0, *known]), max([0.0, *known]))
    return ticks[0], ticks[-1]


def _y(value: float, low: float, high: float) -> float:
    return round(6 + (HEIGHT - 12) * (high - value) / (high - low), 1)


def _zero(low: float, high: float) -> SafeString:
    y = _y(0.0, low, high)
    return format_html('<line class="ui-chart__rule" x1="0" x2="100%" y1="{}" y2="{}"/>', y, y)


def _line(values: Sequence[float | None], low: float, high: float, kind: str) -> SafeString:
    last = max(len(values) - 1, 1)
    spots = [
        None if value is None else (round(LEFT + (RIGHT - LEFT) * place / last, 2), _y(value, low, high))
        for place, value in enumerate(values)
    ]
    lines = format_html_join(
        "",
        '<line class="{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>',
        ((kind, *one, *other) for one, other in pairwise(spots) if one and other),
    )
    known = [spot for spot in spots if spot]
    if not known or "soft" in kind:
        return lines
    end = format_html('<circle class="fig-end" cx="{}%" cy="{}" r="4"/>', *known[-1])
    alone = format_html_join(
        "",
        '<circle class="fig-end" cx="{}%" cy="{}" r="3"/>',
        (
            spot
            for place, spot in enumerate(spots)
            if spot and not (place and spots[place - 1]) and not (place + 1 < len(spots) and spots[place + 1])
        ),
    )
    return lines + end + alone
