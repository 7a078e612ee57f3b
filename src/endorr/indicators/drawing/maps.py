"""Sweden as a map of areas and as tiles of one size, coloured in five steps; what is missing is hatched."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from endorr.core.counties import BY_CODE
from endorr.directory.tiles import GAP, GRID, HEIGHT, WIDTH
from endorr.indicators.drawing.marks import Mark, Step, linked, step_of

EDGE = 6


@cache
def _borders(layer: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        (files("endorr.indicators") / "data" / f"{layer}.json").read_text(encoding="utf-8")
    )
    return told


def choropleth(
    name: str, title: str, marks: Sequence[Mark], ladder: Sequence[Step], *, layer: str = "counties"
) -> SafeString:
    """Draw areas in their true shape; `layer` is counties or municipalities, cut out to those given."""
    borders: Mapping[str, str] = _borders(layer)["areas"]
    left, top, width, height = _window(layer, [borders[mark.code] for mark in marks])
    # The own area last, so that its edge lies over its neighbours'.
    shapes = format_html_join(
        "",
        "{}",
        ((_shape(name, mark, borders[mark.code], ladder),) for mark in sorted(marks, key=lambda mark: mark.own)),
    )
    return format_html(
        '<svg class="fig-map" role="group" aria-labelledby="{0}-t" viewBox="{1} {2} {3} {4}" focusable="false">'
        '<title id="{0}-t">{5}</title>{6}{7}</svg>',
        name, left, top, width, height, title, hatch(name), shapes,
    )  # fmt: skip


def hatch(name: str) -> SafeString:
    """Return the pattern of what is missing; its colours come from the classes of its parts."""
    return format_html(
        '<defs><pattern id="{}-h" class="fig-hatch" width="8" height="8" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="fig-step-none" width="8" height="8"/>'
        '<line class="fig-hatching" x1="0" y1="0" x2="0" y2="8"/></pattern></defs>',
        name,
    )


def _look(name: str, mark: Mark, step: int) -> SafeString:
    """The classes of a shape; what is missing is filled with the drawing's own hatch."""
    own = " fig-area--own" if mark.own else ""
    if not step:
        return format_html('class="fig-area fig-missing{}" fill="url(#{}-h)"', own, name)
    return format_html('class="fig-area fig-step-{}{}"', step, own)


def _shape(name: str, mark: Mark, path: str, ladder: Sequence[Step]) -> SafeString:
    step = step_of(mark.value, ladder)
    inside = format_html('<path {} d="{}"><title>{}</title></path>', _look(name, mark, step), path, mark.spoken)
    return linked(mark, inside, "fig-link")


@cache
def _box(path: str) -> tuple[int, int, int, int]:
    """The least and greatest x and y of a path of relative lines."""
    xs, ys = [], []
    for ring in path.split("z"):
        if not ring:
            continue
        start, _, steps = ring.removeprefix("M").partition("l")
        x, y = map(int, start.split())
        numbers = list(map(int, steps.replace("-", " -").split()))
        xs.append(x)
        ys.append(y)
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            xs.append(x)
            ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)


def _window(layer: str, paths: Sequence[str]) -> tuple[int, int, int, int]:
    if layer == "counties":
        return -EDGE, -EDGE, _borders(layer)["width"] + 2 * EDGE, _borders(layer)["height"] + 2 * EDGE
    boxes = [_box(path) for path in paths]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    edge = max(right - left, bottom - top) // 60 + 1
    return left - edge, top - edge, right - left + 2 * edge, bottom - top + 2 * edge


def tiles(name: str, title: str, marks: Sequence[Mark], ladder: Sequence[Step]) -> SafeString:
    """Draw the counties as tiles of one size, each with its letter and figure, so that the small can be read too."""
    columns, rows = (max(place[axis] for place in GRID.values()) + 1 for axis in (0, 1))
    drawn = format_html_join("", "{}", ((_tile(name, mark, ladder),) for mark in sorted(marks, key=_reading_order)))
    return format_html(
        '<svg class="fig-tiles" role="group" aria-labelledby="{0}-t" viewBox="0 0 {1} {2}" focusable="false">'
        '<title id="{0}-t">{3}</title>{4}{5}</svg>',
        name, columns * (WIDTH + GAP), rows * (HEIGHT + GAP), title, hatch(name), drawn,
    )  # fmt: skip


def _reading_order(mark: Mark) -> tuple[int, int]:
    column, row = GRID[mark.code]
    return row, column


def _tile(name: str, mark: Mark, ladder: Sequence[Step]) -> SafeString:
    column, row = GRID[mark.code]
    left, top = column * (WIDTH + GAP) + GAP // 2, row * (HEIGHT + GAP) + GAP // 2
    step = step_of(mark.value, ladder)
    dark = " fig-tile--deep" if step >= 4 else " fig-tile--shallow" if step else ""
    inside = format_html(
        '<rect {} x="{}" y="{}" width="{}" height="{}" rx="6"/>'
        '<text class="fig-tile__letter{}" x="{}" y="{}">{}</text>'
        '<text class="fig-tile__figure{}" x="{}" y="{}">{}</text>',
        _look(name, mark, step), left, top, WIDTH, HEIGHT,
        dark, left + WIDTH // 2, top + 24, BY_CODE[mark.code].letter,
        dark, left + WIDTH // 2, top + 46, mark.shown if mark.value is not None else "–",
    )  # fmt: skip
    return linked(mark, inside, "fig-link")
