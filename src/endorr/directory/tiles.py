"""Draws Sweden as tiles, one a county, each leading to its own page: a map without a map server or a script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Column and row of each county: north is up, and neighbours stay neighbours.
GRID: Mapping[str, tuple[int, int]] = {
    "25": (3, 0),
    "24": (3, 1),
    "23": (2, 1),
    "22": (3, 2),
    "20": (1, 3),
    "21": (2, 3),
    "17": (0, 4),
    "18": (1, 4),
    "19": (2, 4),
    "03": (3, 4),
    "14": (0, 5),
    "05": (1, 5),
    "04": (2, 5),
    "01": (3, 5),
    "13": (0, 6),
    "06": (1, 6),
    "08": (2, 6),
    "09": (4, 6),
    "12": (0, 7),
    "07": (1, 7),
    "10": (2, 7),
}
WIDTH, HEIGHT, GAP = 76, 58, 4


@dataclass(frozen=True, slots=True)
class Tile:
    """One county on the map: its letter, what it shows, the same spoken in full, its colour, where it leads."""

    county: str
    letter: str
    spoken: str
    shown: str
    kind: str
    href: str


def draw_tiles(tiles: Sequence[Tile], *, title: str) -> SafeString:
    """Return the map as SVG; each tile is a link whose name says in words what its colour says."""
    columns, rows = (max(place[axis] for place in GRID.values()) + 1 for axis in (0, 1))
    return format_html(
        '<svg class="tiles" viewBox="0 0 {} {}" role="group" aria-label="{}" xmlns="http://www.w3.org/2000/svg">{}</svg>',
        columns * (WIDTH + GAP),
        rows * (HEIGHT + GAP),
        title,
        format_html_join("", "{}", ((_tile(tile),) for tile in sorted(tiles, key=_reading_order))),
    )


def _reading_order(tile: Tile) -> tuple[int, int]:
    column, row = GRID[tile.county]
    return row, column


def _tile(tile: Tile) -> SafeString:
    column, row = GRID[tile.county]
    left, top = column * (WIDTH + GAP) + GAP // 2, row * (HEIGHT + GAP) + GAP // 2
    middle = left + WIDTH // 2
    return format_html(
        '<a href="{}" aria-label="{}" class="tiles__tile tiles__tile--{}">'
        '<rect x="{}" y="{}" width="{}" height="{}" rx="6"/>'
        '<text class="tiles__letter" x="{}" y="{}">{}</text><text x="{}" y="{}">{}</text></a>',
        tile.href,
        tile.spoken,
        tile.kind,
        left,
        top,
        WIDTH,
        HEIGHT,
        middle,
        top + 25,
        tile.letter,
        middle,
        top + 46,
        tile.shown,
    )
