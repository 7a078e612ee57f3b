"""Colours that a tired eye on a bad screen can still read, ours and every cooperation's."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.base.ui.brand import brand_css, brand_tokens
from endorr.base.ui.contrast import (
    DARK,
    GRAPHIC,
    LIGHT,
    TEXT,
    Ground,
    accent_needs,
    check_brand,
    failures,
    nearest,
    primary_needs,
    ratio,
    tokens,
)

SHEET = Path(__file__).parents[3] / "styles" / "_tokens.scss"
PALETTES = tokens(SHEET.read_text(encoding="utf-8"))

PAPERS = ("paper", "surface", "muted")
NOTICES = ("info-soft", "good-soft", "warn-soft", "bad-soft")
PAIRS = [
    *(
        (text, back, TEXT)
        for text, back in product(("ink", "ink-soft", "link", "link-visited", "link-hover", "bad", "brand"), PAPERS)
    ),
    *((text, back, TEXT) for text, back in product(("ink", "link", "link-hover"), NOTICES)),
    *((kind, f"{kind}-soft", TEXT) for kind in ("info", "good", "warn", "bad")),
    *(("bad-hover", back, TEXT) for back in ("bad-soft", "paper")),
    *(("on-brand", back, TEXT) for back in ("brand", "brand-hover")),
    *(("on-bad", back, TEXT) for back in ("bad", "bad-hover")),
    *((text, "hero", TEXT) for text in ("on-hero", "on-hero-soft")),
    *(("on-light", back, TEXT) for back in ("light", "light-hover")),
    ("on-glow", "focus-glow", TEXT),
    *(("edge", back, GRAPHIC) for back in PAPERS),
    *(("focus", back, GRAPHIC) for back in (*PAPERS, *NOTICES)),
    *((kind, back, GRAPHIC) for kind, back in product(("info", "good", "warn", "bad"), PAPERS)),
    *((light, "hero", GRAPHIC) for light in ("light", "light-hover")),
    *((f"chart-{place}", back, GRAPHIC) for place, back in product(range(1, 6), PAPERS)),
    # Figures on the tiles of a map: the pale steps carry one ink, the deep ones the other.
    *(("ink-on-step", f"step-{place}", TEXT) for place in (1, 2, 3)),
    *(("on-step", f"step-{place}", TEXT) for place in (4, 5)),
]

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def test_the_measure_is_the_one_of_the_standard() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert ratio("#ff0000", "#ffffff") == pytest.approx(4.0, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_we_use_can_be_read(scheme: str) -> None:
    assert failures(PALETTES[scheme], PAIRS) == []


def test_a_faded_grey_is_found() -> None:
    faded = PALETTES["light"] | {"ink-soft": "#a0a0a0"}
    assert len(failures(faded, PAIRS)) == len(PAPERS)


def test_both_schemes_name_the_same_colours_and_each_is_measured() -> None:
    assert PALETTES["light"].keys() == PALETTES["dark"].keys()
    decoration = {"line"}
    assert PALETTES["light"].keys() - {name for pair in PAIRS for name in pair[:2]} == decoration


@pytest.mark.parametrize(("scheme", "ground"), [("light", LIGHT), ("dark", DARK)])
def test_the_ground_brands_are_checked_against_is_the_one_on_the_page(scheme: str, ground: Ground) -> None:
    palette = PALETTES[scheme]
    assert ground.papers == tuple(palette[name] for name in (*PAPERS, *NOTICES))
    assert ground.ink == palette["ink"]


@given(one=colours, other=colours)
def test_contrast_does_not_mind_the_order(one: str, other: str) -> None:
    assert ratio(one, other) == ratio(other, one)
    assert 1 <= ratio(one, other) <= 21.001


@given(colour=colours)
def test_a_passing_shade_is_found_and_one_that_passes_is_left_alone(colour: str) -> None:
    needs = primary_needs()
    found = nearest(colour, needs)
    assert found is not None
    assert all(ratio(found, other) >= least for other, least in needs)
    assert nearest(found, needs) == found


def test_contradictory_needs_have_no_answer() -> None:
    assert nearest("#808080", [("#000000", 12), ("#ffffff", 12)]) is None


@given(primary=colours, accent=colours)
def test_whatever_a_cooperation_picks_it_gets_colours_that_pass_in_light_and_dark(primary: str, accent: str) -> None:
    answer = {"primary": primary, "accent": accent}
    answer |= {problem.field: problem.suggestion for problem in check_brand(primary, accent) if problem.suggestion}
    assert check_brand(**answer) == []
    light, dark = brand_tokens(**answer)
    assert failures(PALETTES["light"] | light, PAIRS) == []
    assert failures(PALETTES["dark"] | {"light": answer["accent"]} | dark, PAIRS) == []


def test_a_pale_blue_is_refused_with_a_darker_one_of_the_same_kind() -> None:
    (problem,) = check_brand("#7fb2d9", "#f5c04a")
    assert problem.field == "primary"
    assert problem.suggestion is not None
    red, green, blue = (int(problem.suggestion[at : at + 2], 16) for at in (1, 3, 5))
    assert blue > green > red


def test_an_accent_that_drowns_in_the_primary_colour_is_refused() -> None:
    assert [problem.field for problem in check_brand("#17415c", "#1d4a66")] == ["accent"]
    assert accent_needs("#17415c")[0] == ("#17415c", GRAPHIC)


@pytest.mark.parametrize("wrong", ["", "red", "#fff", "17415c", "#17415c;}body{display:none"])
def test_what_is_no_colour_is_refused_and_never_reaches_the_stylesheet(wrong: str) -> None:
    assert [problem.field for problem in check_brand(wrong, "#f5c04a")] == ["primary"]
    with pytest.raises(ValueError, match="primary"):
        brand_css(wrong, "#f5c04a")


def test_the_stylesheet_of_a_cooperation_colours_both_schemes() -> None:
    palettes = tokens(brand_css("#6a1b3a", "#f0c869"))
    assert palettes["light"]["brand"] == "#6a1b3a"
    assert palettes["light"]["light"] == "#f0c869"
    assert ratio(palettes["dark"]["brand"], DARK.paper) >= TEXT
