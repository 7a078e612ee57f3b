"""A drawing as a file of its own: colours written out, title and source drawn with it; SVG, or PNG for the press."""

import re
from functools import lru_cache
from xml.sax.saxutils import escape

import resvg_py

from endorr.indicators.drawing.marks import Drawing

WIDTH = 900
MARGIN = 32
SANS = "DejaVu Sans, Liberation Sans, Arial, sans-serif"
PAPER, INK, SOFT, BLUE = "#fbf8f1", "#1c2b33", "#4b5a62", "#1f5f86"

# Presentation attributes by class, as the page's own stylesheet has them in light; other classes need none.
LOOK = {
    "ui-chart__soft": f'fill="{SOFT}" font-size="14"',
    "ui-chart__value": f'fill="{INK}" font-size="16" font-weight="600"',
    "ui-chart__rail": 'fill="#f3ecdf"',
    "ui-chart__rule": 'stroke="#ddd3c2"',
    "ui-chart__fill-1": f'fill="{BLUE}"',
    "fig-own": f'fill="{INK}" font-size="16" font-weight="700"',
    "fig-name": f'fill="{INK}" font-size="16"',
    "fig-rail": 'stroke="#ddd3c2" stroke-width="2"',
    "fig-span": f'stroke="{BLUE}" stroke-width="8" stroke-opacity="0.35" stroke-linecap="round"',
    "fig-dot": f'fill="{BLUE}"',
    "fig-dot--own": 'fill="#b4531a"',
    "fig-middle": f'stroke="{SOFT}" stroke-width="1.5" stroke-dasharray="5 4"',
    "fig-step-0": 'fill="#f3ecdf"',
    "fig-step-none": 'fill="#f3ecdf"',
    "fig-step-1": 'fill="#dbe9f1"',
    "fig-step-2": 'fill="#a9cbdf"',
    "fig-step-3": 'fill="#6ba3c4"',
    "fig-step-4": 'fill="#2f749d"',
    "fig-step-5": 'fill="#123c57"',
    "fig-area": 'stroke="#fbf8f1" stroke-width="1.5"',
    "fig-area--own": 'stroke="#b4531a" stroke-width="4"',
    "fig-hatching": 'stroke="#6b7780" stroke-width="2"',
    "fig-tile__letter": f'fill="{INK}" font-size="17" font-weight="700" text-anchor="middle"',
    "fig-tile__figure": f'fill="{INK}" font-size="14" text-anchor="middle"',
    "fig-tile--deep": 'fill="#ffffff"',
}
LINES = {
    place: f'fill="none" stroke="{colour}" stroke-width="3" stroke-linecap="round"'
    + (f' stroke-dasharray="{dash}"' if dash else "")
    for place, (colour, dash) in enumerate(
        ((BLUE, ""), ("#b4531a", "9 6"), ("#4f7a28", "2 6"), ("#8a3f78", "14 5 2 5"), ("#6b6357", "")), start=1
    )
}
LOOK |= {f"ui-chart__line-{place}": look for place, look in LINES.items()}
LOOK |= {
    f"ui-chart__mark-{place}": f'fill="{PAPER}" stroke="{look.split(chr(34))[3]}" stroke-width="2.5"'
    for place, look in LINES.items()
}
_CLASS = re.compile(r' class="([^"]*)"')
_ROOT = re.compile(r"^<svg[^>]*>")
_LINK = re.compile(r"<a [^>]*>|</a>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


def as_svg(drawing: Drawing, *, warning: str = "") -> str:
    """Return the drawing as an SVG file: with its title above, note, source and, in practice, a warning."""
    inside, box = _inside(drawing)
    words = [*_lines(drawing.note, 100), *_lines(drawing.source, 100)]
    heading = _lines(drawing.title, 62)[:2]
    above = 48 + 26 * len(heading) + (36 if warning else 0)
    height = above + drawing.height + 24 + 20 * len(words) + 22
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="{SANS}" role="img" aria-labelledby="t d"><title id="t">{escape(drawing.title)}</title>'
        f'<desc id="d">{escape(" ".join(words))}</desc><rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>'
    )
    title = "".join(
        f'<text x="{MARGIN}" y="{44 + 26 * place}" font-size="22" font-weight="700" fill="{INK}">{escape(line)}</text>'
        for place, line in enumerate(heading)
    )
    banner = _banner(warning, above) if warning else ""
    under = above + drawing.height + 24
    foot = "".join(
        f'<text x="{MARGIN}" y="{under + 20 * place}" font-size="14" fill="{SOFT}">{escape(line)}</text>'
        for place, line in enumerate(words)
    )
    picture = (
        f'<svg x="{MARGIN}" y="{above}" width="{WIDTH - 2 * MARGIN}" height="{drawing.height}"{box}>{inside}</svg>'
    )
    return f"{head}{title}{banner}{picture}{foot}</svg>"


@lru_cache(maxsize=64)
def as_png(svg: str, *, zoom: float = 2.0) -> bytes:
    """Return an SVG file as PNG, twice its size for print."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom, font_family="DejaVu Sans"))


def _inside(drawing: Drawing) -> tuple[str, str]:
    """The drawing without its root and links, its classes as attributes; and the view box its root had."""
    text = str(drawing.picture)
    root = _ROOT.match(text)
    assert root
    box = re.search(r' viewBox="[^"]*"', root.group())
    body = _LINK.sub(lambda found: "</g>" if found.group() == "</a>" else "<g>", text[root.end() : -len("</svg>")])
    return _CLASS.sub(_written, body), box.group() if box else ""


def _written(found: "re.Match[str]") -> str:
    """Attributes of several classes: of two that say the same the last holds."""
    told: dict[str, str] = {}
    for name in found.group(1).split():
        told |= dict(_ATTRIBUTE.findall(LOOK.get(name, "")))
    return "".join(f' {name}="{value}"' for name, value in told.items())


def _banner(warning: str, above: int) -> str:
    amber, wide = "#7a4a00", WIDTH - 2 * MARGIN
    return (
        f'<rect x="{MARGIN}" y="{above - 36}" width="{wide}" height="28" fill="#fff1cf" stroke="{amber}"/>'
        f'<text x="{MARGIN + 12}" y="{above - 17}" font-size="14" font-weight="700" fill="{amber}">'
        f"{escape(warning)}</text>"
    )


def _lines(text: str, width: int) -> list[str]:
    """Text in lines of at most so many letters."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) + 1 <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
