"""The words in which a room tells what it counts itself: a figure with its definition, for the indicators to show."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted for an area and a period: `value` of `of` (0 where it is no share), None where kept back."""

    value: float | None
    of: int = 0


type Counts = Mapping[tuple[str, str], Count]
"""What was counted by area (a county's two-digit code, "00" for the nation) and period ("2026", "2026-10")."""


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A figure that a room counts in its own records, such as the promise kept or companies reached.

    Texts are by language. `source()` reads what is needed, quickly and already safe to show (a room keeps back what
    could point at a person or a company), and `pick` takes this figure's counts out of it; figures that share a
    source are read together.
    """

    key: str
    name: Mapping[str, str]
    unit: Mapping[str, str]
    definition: Mapping[str, str]
    formula: Mapping[str, str]
    traps: tuple[Mapping[str, str], ...]
    source: Callable[[], Any]
    pick: Callable[[Any], Counts]
    decimals: int = 0


def own_figures() -> Iterator[OwnFigure]:
    """Return what every room's `figures.FIGURES` declares; raises ValueError when two share a key."""
    seen: set[str] = set()
    for config in apps.get_app_configs():
        name = f"{config.name}.figures"
        if not config.name.startswith("endorr.") or find_spec(name) is None:
            continue
        for figure in getattr(import_module(name), "FIGURES", ()):
            if figure.key in seen:
                raise ValueError(f"two rooms count {figure.key}")
            seen.add(figure.key)
            yield figure


def counted(figures: Iterable[OwnFigure]) -> Iterator[tuple[OwnFigure, Counts]]:
    """Read some figures, each source once."""
    read: dict[Callable[[], Any], Any] = {}
    for figure in figures:
        if figure.source not in read:
            read[figure.source] = figure.source()
        yield figure, figure.pick(read[figure.source])
