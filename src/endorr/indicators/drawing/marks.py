"""What the drawings share: an area with its figure in words, steps of colour, a drawing with title and table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from endorr.base.ui.parts import Table

STEPS = 5
"""How many steps of colour a map has: more cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An area in a drawing: its value (None: missing), in words too, its span, where it leads, whether it is own."""

    code: str
    name: str
    value: float | None
    shown: str
    spoken: str
    href: str = ""
    low: float = 0.0
    high: float = 0.0
    own: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing with what stands around it: title, note, source, the figures as a table, a legend if it needs one."""

    title: str
    picture: SafeString
    figures: Table
    note: str = ""
    source: str = ""
    key: SafeString | str = ""
    width: int = 900
    height: int = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One step of colour: 1 (least) to STEPS (most), from the least to the greatest value that has it."""

    number: int
    low: float
    high: float


def steps(values: Sequence[float]) -> list[Step]:
    """Divide values into steps with about as many in each; equal values share a step. Fewer steps for fewer values."""
    order = sorted(values)
    many = min(STEPS, len(set(order)))
    found: list[list[float]] = []
    for number in range(many):
        first, last = len(order) * number // many, len(order) * (number + 1) // many
        part = [each for each in order[first:last] if not found or each > found[-1][-1]]
        if part:
            found.append(part)
            # Whatever equals the last of a step belongs to it too.
            found[-1] += [each for each in order[last:] if each == part[-1]]
    shift = STEPS - len(found) if len(found) < 3 else 0
    return [Step(number + shift, part[0], part[-1]) for number, part in enumerate(found, start=1)]


def step_of(value: float | None, ladder: Sequence[Step]) -> int:
    """Return a value's step; 0 for one that is missing."""
    if value is None:
        return 0
    return next((step.number for step in ladder if step.low <= value <= step.high), 0)


def ladder_key(ladder: Sequence[Step], shown: Sequence[tuple[str, str]], *, missing: bool) -> SafeString:
    """Return the legend of a map: a swatch and its span a step, and one for what is missing."""
    rows = [(step.number, _span(step, low, high)) for step, (low, high) in zip(ladder, shown, strict=True)]
    rows += [(0, _("uppgift saknas"))] if missing else []
    swatch = (
        '<li><svg width="26" height="18" aria-hidden="true"><rect class="fig-step-{}" x="1" y="1" width="24" '
        'height="16" rx="3"/></svg>{}</li>'
    )
    return format_html('<ul class="ui-chart__legend fig-key">{}</ul>', format_html_join("", swatch, rows))


def _span(step: Step, low: str, high: str) -> str:
    """Write a step's ends with a dash between them, or with a word where a minus would be read as part of it."""
    if low == high:
        return low
    return f"{low}–{high}" if step.low >= 0 else _("%(low)s till %(high)s") % {"low": low, "high": high}


def linked(mark: Mark, inside: SafeString, kind: str) -> SafeString:
    """Return a shape that leads to its area's page and says its figure, or only says it."""
    if not mark.href:
        return format_html('<g class="{}" role="img" aria-label="{}">{}</g>', kind, mark.spoken, inside)
    return format_html('<a class="{}" href="{}" aria-label="{}">{}</a>', kind, mark.href, mark.spoken, inside)
