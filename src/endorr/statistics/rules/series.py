"""A series: part of a table with one meaning, and the figures read out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from endorr.statistics.rules.identity import ALL_FIRMS, Basis, Edition, Identity, Population, Trade
from endorr.statistics.table import SYMBOLS, Flag, Flags, Floats, Head, Text, said

ROUNDED_TO = "rounded_to"
"""Key of a head's extension: flat place -> what that figure is rounded to, where it is not the series' own step."""

EXACT = 0.0


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """What is said of a series when it is declared; the fields are those of its row."""

    key: str
    concept: str
    name: Text
    unit: Text
    time: str
    geo: str = ""
    split: str = ""
    power: int = 0
    step: float = 1
    trade: Trade = Trade.NONE
    population: Population = ALL_FIRMS
    selection: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Series:
    """A series in one version of its table."""

    facts: SeriesFacts
    basis: Basis
    edition: Edition
    version_id: str
    sha256: str

    @property
    def identity(self) -> Identity:
        """What its figures are."""
        facts = self.facts
        return Identity(self.basis, facts.concept, said(facts.unit, "sv"), facts.trade, facts.population, self.edition)


class Same[Value]:
    """A value as a cache sees it: the same when it says the same."""

    __slots__ = ("said", "value")

    def __init__(self, value: Value, said: str) -> None:
        self.value, self.said = value, said

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.said == other.said

    def __hash__(self) -> int:
        return hash(self.said)


@dataclass(frozen=True, slots=True)
class Observed:
    """One figure: None where there is none, and then `symbol` says why; `step` is what it is rounded to."""

    value: float | None
    step: float = EXACT
    symbol: str = ""
    note: Text = field(default_factory=dict)

    @property
    def low(self) -> float | None:
        """The least the unrounded figure can be."""
        return None if self.value is None else self.value - self.step / 2

    @property
    def high(self) -> float | None:
        """The most it can be."""
        return None if self.value is None else self.value + self.step / 2


type Key = tuple[str, str, str]
"""Area, period, category of the split ("" without one)."""


def observed(
    head: Head, facts: SeriesFacts, places: tuple[np.ndarray, ...], values: Floats, flags: Flags
) -> dict[Key, Observed]:
    """Return a series' figures by area, period and category; cells that are empty in the table are left out."""
    order = {dimension.code: place for place, dimension in enumerate(head.dimensions)}
    axes = [_codes(head, order, code, places) for code in (facts.geo, facts.time, facts.split)]
    rounded, notes = head.extension.get(ROUNDED_TO), _notes(head)
    flat = np.ravel_multi_index(places, head.shape).tolist() if rounded or notes else range(len(values))
    factor = 10.0**facts.power
    found: dict[Key, Observed] = {}
    rows = zip(flat, values.tolist(), flags.tolist(), strict=True)
    for at, (place, value, flag) in enumerate(rows):
        if flag == Flag.ABSENT:
            continue
        key = (axes[0][at], axes[1][at], axes[2][at])
        known = value == value  # noqa: PLR0124 - NaN is the one float that differs from itself
        step = _step(rounded, place, facts.step) * factor
        found[key] = Observed(
            value * factor if known else None, step, _symbol(flag), notes.get(place, {}) if notes else {}
        )
    return found


def _codes(head: Head, order: Mapping[str, int], code: str, places: tuple[np.ndarray, ...]) -> list[str]:
    if not code:
        return [""] * (len(places[0]) if places else 0)
    dimension = head.dimensions[order[code]]
    return [dimension.codes[at] for at in places[order[code]].tolist()]


def _step(rounded: object, place: int, step: float) -> float:
    return float(rounded.get(str(place), step)) if isinstance(rounded, Mapping) else step


def _symbol(flag: int) -> str:
    return SYMBOLS.get(Flag(flag), "") if flag < len(Flag) else "?"


def _notes(head: Head) -> dict[int, Text]:
    """The notes that stand on one cell each, by its place."""
    found: dict[int, Text] = {}
    for note in head.notes:
        if note.cells and None not in note.cells:
            pairs = zip(head.dimensions, note.cells, strict=True)
            spot = tuple(dimension.codes.index(str(code)) for dimension, code in pairs)
            found[int(np.ravel_multi_index(spot, head.shape))] = note.texts
    return found
