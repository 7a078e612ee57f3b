"""Makes a table out of cells, where most of a table may be empty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

import numpy as np

from endorr.core.counties import COUNTIES
from endorr.statistics.rules.series import ROUNDED_TO
from endorr.statistics.table import Dimension, Facts, Flag, Head, Note, Observations, Role, Table, Text

AREA, YEAR, MEASURE = "Region", "Tid", "ContentsCode"
NATION = "00"


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure at its codes; `step` is what it is rounded to where it is not the usual, `note` its own source."""

    codes: tuple[str, ...]
    value: float
    step: float | None = None
    note: Text = field(default_factory=dict)
    flag: Flag = Flag.VALUE


def counties(*, nation: bool = False) -> Dimension:
    """The counties as a dimension, with or without the nation."""
    rows = [(NATION, "Riket", "Sweden")] if nation else []
    rows += [(one.code, one.sv, one.en) for one in COUNTIES]
    codes, sv, en = (tuple(column) for column in zip(*rows, strict=True))
    return Dimension(AREA, {"sv": "område", "en": "area"}, codes, {"sv": sv, "en": en}, Role.GEO)


def years(found: Iterable[str]) -> Dimension:
    """Years as a dimension, in order."""
    codes = tuple(sorted(set(found)))
    return Dimension(YEAR, {"sv": "år", "en": "year"}, codes, {"sv": codes, "en": codes}, Role.TIME, "A", codes)


def named(code: str, name: Text, categories: Mapping[str, Text], role: Role | None = None) -> Dimension:
    """Any other dimension, its categories by code."""
    labels = {language: tuple(text[language] for text in categories.values()) for language in ("sv", "en")}
    return Dimension(code, name, tuple(categories), labels, role)


def table(
    dimensions: Sequence[Dimension],
    cells: Iterable[Cell],
    *,
    title: Text,
    source: Text,
    units: Mapping[str, Text],
    notes: Sequence[Note] = (),
) -> Table:
    """Return the table of some cells; the others are absent. `units` by the code of the measure, "" for all."""
    index = [{code: place for place, code in enumerate(one.codes)} for one in dimensions]
    shape = tuple(len(one) for one in dimensions)
    values, flags = np.full(prod(shape), np.nan), np.full(prod(shape), np.uint8(Flag.ABSENT))
    rounded: dict[str, float] = {}
    said = list(notes)
    for cell in cells:
        spot = tuple(places[code] for places, code in zip(index, cell.codes, strict=True))
        place = int(np.ravel_multi_index(spot, shape))
        values[place] = cell.value if cell.flag is Flag.VALUE else np.nan
        flags[place] = cell.flag
        if cell.step is not None:
            rounded[str(place)] = cell.step
        if cell.note:
            said.append(Note(cell.note, cells=cell.codes))
    known = values[~np.isnan(values)]
    head = Head(
        dimensions=tuple(dimensions),
        stub=len(dimensions) - 1,
        language="sv",
        languages=("sv", "en"),
        title=title,
        contents=title,
        source=source,
        subject={"sv": "Export", "en": "Exports"},
        subject_code="HA",
        matrix="ENDORR",
        decimals=0 if np.array_equal(known, np.rint(known)) else 1,
        facts=Facts(unit=units.get("", {})),
        measures={code: Facts(unit=unit) for code, unit in units.items() if code},
        notes=tuple(said),
        extension={ROUNDED_TO: rounded} if rounded else {},
    )
    return Table(head, Observations(values, flags))
