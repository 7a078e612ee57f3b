"""Outlines drawn of borders: neighbours share one line however it is simplified, and an area never vanishes."""

import re

from endorr.indicators.drawing.borders import Ring, area, away, drawn, path, project, rings, simplified

Spot = tuple[int, int]


def corners(drawing: str) -> list[Spot]:
    """The places a path stops at."""
    spots: list[Spot] = []
    for piece in drawing.split("z")[:-1]:
        at = (0, 0)
        for x, y in re.findall(r"(-?\d+) ?(-?\d+)", piece):
            at = (at[0] + int(x), at[1] + int(y))
            spots.append(at)
    return spots


WAVE = [(10.0 + 0.3 * (-1) ** step, float(step)) for step in range(1, 20)]
WEST: Ring = [(0.0, 0.0), (10.0, 0.0), *WAVE, (10.0, 20.0), (0.0, 20.0)]
EAST: Ring = [(10.0, 0.0), (20.0, 0.0), (20.0, 20.0), (10.0, 20.0), *reversed(WAVE)]


def test_neighbours_keep_one_border_when_it_is_simplified() -> None:
    areas, width, height = drawn({"w": [WEST], "e": [EAST]}, 30, 1)
    assert (width, height) == (1000, 1000)
    shared = set(corners(areas["w"])) & set(corners(areas["e"]))
    assert shared == {(500, 0), (500, 1000)}, "the wave is gone on both sides"
    kept, _, _ = drawn({"w": [WEST], "e": [EAST]}, 0.1, 1)
    both = {spot for spot in corners(kept["w"]) if 400 < spot[0] < 600}
    assert both == {spot for spot in corners(kept["e"]) if 400 < spot[0] < 600}
    assert len(both) == 21


def test_small_islands_go_and_an_areas_largest_piece_stays_however_small() -> None:
    islet: Ring = [(30.0, 0.0), (30.2, 0.0), (30.2, 0.2), (30.0, 0.2)]
    areas, _, _ = drawn({"w": [WEST, islet], "islet": [islet]}, 1, 200)
    assert areas["w"].count("M") == 1
    assert areas["islet"].count("M") == 1


def test_the_arithmetic_of_it() -> None:
    assert away((1, 1), (0, 0), (2, 0)) == 1
    assert away((3, 4), (0, 0), (0, 0)) == 5
    assert simplified([(0, 0), (1, 0.1), (2, 0)], 0.2) == [(0, 0), (2, 0)]
    assert area([(0, 0), (2, 0), (2, 3), (0, 3)]) == 6
    assert path([(0, 0), (10, 0), (10, 5)]) == "M0 0l10 0 0 5z"
    assert path([(0, 0), (0.2, 0.1), (0.1, 0)]) == ""
    assert list(rings("MULTIPOLYGON (((1 2, 3 4, 5 6, 1 2)), ((1 1, 2 2)))")) == [[(1, 2), (3, 4), (5, 6)]]
    east, north = project(16.5, 62)
    assert abs(east) < 1e-12
    assert 1.08 < north < 1.09
