"""Turns a cooperation's two colours into a stylesheet for light and dark, so that both can be read."""

from endorr.base.ui.contrast import DARK, GRAPHIC, TEXT, WHITE, accent_needs, check_brand, mix, nearest

BRIGHT = 6.5
"""How well a light shade of the primary colour is told from dark paper: more than must be, as thin letters glare."""

_SHEET = """:root{{{light}}}
@media screen and (prefers-color-scheme: dark){{:root{{{dark}}}}}
"""


def brand_css(primary: str, accent: str) -> str:
    """Return the stylesheet that colours every page for one cooperation, to be served by an address of its own.

    `primary` and `accent` are `#rrggbb` and must have passed `check_brand`; ValueError otherwise.
    """
    if problems := check_brand(primary, accent):
        raise ValueError(f"colours that cannot be read: {', '.join(problem.field for problem in problems)}")
    light, dark = brand_tokens(primary, accent)
    return _SHEET.format(light=_declarations(light), dark=_declarations(dark))


def brand_tokens(primary: str, accent: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the light and the dark palette, name to `#rrggbb`, derived from colours that passed `check_brand`."""
    bright = _passing(primary, [(paper, BRIGHT) for paper in DARK.papers])
    dusk = _passing(mix(primary, "#000000", 0.15), [(WHITE, TEXT), (accent, GRAPHIC)])
    hover = mix(primary, "#000000", 0.3)
    light = {
        "brand": primary,
        "brand-hover": hover,
        "on-brand": WHITE,
        "hero": primary,
        "on-hero-soft": _soft(primary),
        "link": primary,
    }
    light |= {"link-hover": hover, "focus": primary, "light": accent, "light-hover": _hover(accent, primary)}
    dark = {
        "brand": bright,
        "brand-hover": mix(bright, WHITE, 0.4),
        "on-brand": DARK.paper,
        "hero": dusk,
        "on-hero-soft": _soft(dusk),
    }
    dark |= {"link": bright, "link-hover": mix(bright, WHITE, 0.4), "light-hover": _hover(accent, dusk)}
    return light, dark


def _soft(hero: str) -> str:
    return _passing(mix(WHITE, hero, 0.15), [(hero, TEXT)])


def _hover(accent: str, hero: str) -> str:
    return _passing(mix(accent, WHITE, 0.3), accent_needs(hero))


def _passing(colour: str, needs: list[tuple[str, float]]) -> str:
    found = nearest(colour, needs)
    if found is None:
        raise ValueError(f"no shade of {colour} can be read everywhere")
    return found


def _declarations(palette: dict[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in palette.items())
