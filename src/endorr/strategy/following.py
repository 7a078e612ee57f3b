"""Reads a goal's figures out of the indicators, with what each means: its basis and its definition, as a digest."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from endorr.indicators import queries as indicators
from endorr.indicators.queries import Panel, World
from endorr.indicators.rules.definitions import Indicator
from endorr.statistics.rules.identity import Basis


@dataclass(frozen=True, slots=True)
class Read:
    """A figure of a year as the indicators tell it today, by which basis, and what it means."""

    year: int
    value: float
    low: float
    high: float
    counted: int
    of: int
    basis: Basis
    meaning: str


def meaning_of(indicator: Indicator, basis: Basis) -> str:
    """Return the digest of what a figure means: another basis, definition, formula or unit is another meaning."""
    told = (indicator.definition["sv"], indicator.formula["sv"], indicator.unit["sv"], str(indicator.years))
    return hashlib.sha256("|".join((basis.value, *told)).encode()).hexdigest()


def read(key: str, world: World, area: str, *, basis: Basis | None = None) -> tuple[Read, ...]:
    """Return every figure there is of an area on a basis, or on the one there is where that has none."""
    return out_of(indicators.panel(key, world, basis=basis), area)


def out_of(panel: Panel, area: str) -> tuple[Read, ...]:
    if panel.basis is None:
        return ()
    meaning = meaning_of(panel.indicator, panel.basis)
    found = []
    for period in panel.periods:
        figure = panel.figure(area, period)
        if figure.span is not None and len(period) == 4:
            span = figure.span
            found.append(
                Read(int(period), span.value, span.low, span.high, figure.counted, figure.of, panel.basis, meaning)
            )
    return tuple(found)


def years(found: tuple[Read, ...]) -> Mapping[int, Read]:
    return {one.year: one for one in found}
