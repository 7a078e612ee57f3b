"""Measures whether colours can be read together, and finds the nearest one that can."""

import re
from collections.abc import Iterable, Mapping, Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext as _

TEXT: Final = 4.5
"""Smallest ratio between a text and what it stands on (WCAG 2.2, 1.4.3, level AA)."""
GRAPHIC: Final = 3.0
"""Smallest ratio for large text, controls, focus and the parts of a picture one must see (1.4.3 and 1.4.11)."""

HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_TOKEN = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b", re.IGNORECASE)
_DARK = re.compile(r"@media screen and \(prefers-color-scheme:\s*dark\)\s*\{\s*:root\s*\{(.*?)\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Ground:
    """The colours of one scheme that a cooperation's own colours must live with."""

    paper: str
    surface: str
    muted: str
    notices: tuple[str, ...]
    ink: str

    @property
    def papers(self) -> tuple[str, ...]:
        """Everything a text or link may stand on."""
        return (self.paper, self.surface, self.muted, *self.notices)


LIGHT: Final = Ground(
    paper="#fbf8f1",
    surface="#ffffff",
    muted="#f3ecdf",
    notices=("#e5eff5", "#e6f2e8", "#fff1cf", "#fbeaec"),
    ink="#1c2b33",
)
DARK: Final = Ground(
    paper="#10191f",
    surface="#18242c",
    muted="#1e2d36",
    notices=("#1b3341", "#173226", "#37290f", "#3b1d24"),
    ink="#eff1ea",
)
WHITE: Final = "#ffffff"


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason to refuse a cooperation's colour, and the nearest colour that would do."""

    field: str
    message: str
    suggestion: str | None


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, 0 for black to 1 for white (WCAG 2.2, definition)."""
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, whichever is the lighter."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest(colour: str, wanted: Sequence[tuple[str, float]]) -> str | None:
    """Return the colour of the same hue, as little lighter or darker as possible, that meets every (other, ratio).

    None when no shade of it does: then the other colours contradict each other.
    """
    hue, lightness, strength = rgb_to_hls(*_parts(colour))
    for step in range(256):
        for shade in (lightness - step / 255, lightness + step / 255):
            candidate = _hex(hls_to_rgb(hue, min(max(shade, 0.0), 1.0), strength))
            if _meets(candidate, wanted):
                return candidate
    return None


def mix(colour: str, other: str, share: float) -> str:
    """Return `colour` with `share` (0 to 1) of `other` in it, channel by channel."""
    return _hex(a + (b - a) * share for a, b in zip(_parts(colour), _parts(other), strict=True))


def check_brand(primary: str, accent: str) -> list[Problem]:
    """Return why a cooperation's two colours cannot be used; an empty list when they can.

    The primary colour carries white text and is itself the colour of links on every paper; the accent is the light in
    the door: it must be seen against the primary colour and carry dark text.
    """
    problems = [
        Problem(field, _("Skriv färgen som # och sex tecken, till exempel #17415c."), None)
        for field, colour in (("primary", primary), ("accent", accent))
        if not HEX.fullmatch(colour)
    ]
    if problems:
        return problems
    usable = primary if _meets(primary, primary_needs()) else nearest(primary, primary_needs())
    assert usable is not None, "black meets what a primary colour needs"
    if usable != primary:
        problems.append(
            Problem("primary", _("Vit text på färgen, eller färgen på ljus botten, går inte att läsa."), usable)
        )
    needs = accent_needs(usable)
    if not _meets(accent, needs):
        message = _("Färgen syns inte mot huvudfärgen, eller mörk text på den går inte att läsa.")
        problems.append(Problem("accent", message, nearest(accent, needs)))
    return problems


def primary_needs() -> list[tuple[str, float]]:
    """What a primary colour must be told apart from, and how well."""
    return [(paper, TEXT) for paper in (*LIGHT.papers, WHITE)]


def accent_needs(primary: str) -> list[tuple[str, float]]:
    """What an accent colour must be told apart from, given the primary colour."""
    return [(primary, GRAPHIC), (LIGHT.ink, TEXT)]


def tokens(stylesheet: str) -> dict[str, dict[str, str]]:
    """Return the colours a stylesheet defines as `--name: #hex`, as {"light": {...}, "dark": {...}}."""
    dark = "".join(_DARK.findall(stylesheet))
    light = _DARK.sub("", stylesheet)
    return {
        name: {key: _full(value) for key, value in _TOKEN.findall(text)}
        for name, text in (("light", light), ("dark", dark))
    }


def failures(palette: Mapping[str, str], pairs: Sequence[tuple[str, str, float]]) -> list[str]:
    """Return one line for each (front, back, ratio) of a palette's names that cannot be told apart well enough."""
    measured = ((front, back, least, ratio(palette[front], palette[back])) for front, back, least in pairs)
    return [f"{front} on {back}: {got:.2f} < {least}" for front, back, least, got in measured if got < least]


def _meets(colour: str, needs: Sequence[tuple[str, float]]) -> bool:
    return all(ratio(colour, other) >= least for other, least in needs)


def _parts(colour: str) -> tuple[float, ...]:
    if not HEX.fullmatch(colour):
        raise ValueError(f"a colour is # and six hexadecimal digits, not {colour!r}")
    edges = (1, 3, 5, 7)
    return tuple(int(colour[start:end], 16) / 255 for start, end in pairwise(edges))


def _hex(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _full(colour: str) -> str:
    short = colour[1:].lower()
    return "#" + ("".join(digit * 2 for digit in short) if len(short) == 3 else short)
