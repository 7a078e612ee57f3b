"""Takes the figures that a sheet asks for into one text with one spelling, reads it again, and weighs what it says."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from endorr.award.rules.sheet import FEWEST_TOLD, Kind, Measure, Sheet
from endorr.award.rules.weighing import Placed, Told, Weighing, weigh
from endorr.core.counties import COUNTIES
from endorr.indicators.queries import Panel, World, panel_of
from endorr.indicators.rules.arithmetic import Span, change
from endorr.indicators.rules.definitions import INDICATORS, concepts
from endorr.statistics import queries as statistics
from endorr.statistics.rules.identity import Basis
from endorr.statistics.rules.series import Series

FORM = 1
"""The shape of a frozen copy; a later one must still be able to read this."""


class TooFewFiguresError(ValueError):
    """A measure of the sheet has figures for too few regions on one basis; `measure` which, `told` how many."""

    def __init__(self, measure: Measure, told: int) -> None:
        super().__init__(f"{measure.key}: {told}")
        self.measure, self.told = measure, told


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen copy, read: the sheet, every figure with its span, and the tables' versions they were taken from."""

    year: int
    world: World
    sheet: Sheet
    figures: Mapping[str, Mapping[str, Told]]
    made_of: Mapping[str, Mapping[str, Any]]
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A measure's figures by region, out of one panel: which year, which basis, which versions."""

    measure: Measure
    figures: Mapping[str, Told]
    made_of: Mapping[str, Any]

    @property
    def told(self) -> int:
        return sum(one.value is not None for one in self.figures.values())


def gather(measures: Sequence[Measure], world: World) -> list[Gathered]:
    """Return the measures' figures in their latest year, each on the first basis on which enough regions have one.

    Bases are never mixed. Where none has enough, the one with the most is returned, and the caller sees how few. Three
    queries in all.
    """
    indicators = [INDICATORS[one.indicator] for one in measures]
    found = statistics.series(sorted({concept for one in indicators for concept in concepts(one)}))
    return [_best(measure, found, world) for measure in measures]


def _best(measure: Measure, found: Sequence[Series], world: World) -> Gathered:
    indicator = INDICATORS[measure.indicator]
    first = panel_of(indicator, found, world)
    tried = [_gathered(measure, first)]
    for basis in first.bases[1:]:
        if tried[-1].told < FEWEST_TOLD:
            tried.append(_gathered(measure, panel_of(indicator, found, world, basis=basis)))
    return max(tried, key=lambda one: one.told)


def _gathered(measure: Measure, one: Panel) -> Gathered:
    year = one.latest
    figures = {county.code: _told(measure, one, county.code, year) for county in COUNTIES}
    sources = [
        {
            "table": each.edition.table,
            "title": dict(each.edition.title),
            "version": each.edition.version,
            "vintage": each.edition.vintage,
            "source": dict(each.edition.source),
            "retrieved": each.edition.retrieved,
            "sha256": each.sha256,
        }
        for each in one.series
    ]
    basis = (one.basis or Basis.OWN).value
    unit = {"sv": "procent", "en": "per cent"} if measure.kind is Kind.CHANGE else dict(one.indicator.unit)
    definition = {language: one.indicator.definition[language] for language in ("sv", "en")}
    made_of = {"year": year, "basis": basis, "unit": unit, "definition": definition, "tables": _once(sources)}
    return Gathered(measure, figures, made_of)


def _once(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({(one["table"], one["version"]): one for one in found}.values())


def _told(measure: Measure, one: Panel, code: str, year: str) -> Told:
    if not year.isdigit():
        return Told(None)
    span = one.figure(code, year).span
    if measure.kind is Kind.CHANGE:
        before = one.figure(code, str(int(year) - measure.years)).span
        grown = change(before, span) if before and span else None
        span = Span(*(100 * each for each in (grown.value, grown.low, grown.high))) if grown else None
    return Told(span.value, span.low, span.high) if span else Told(None)


def frozen_text(year: int, world: World, sheet: Sheet) -> str:
    """Return the frozen copy of what a sheet asks for; raises TooFewFiguresError for a measure told by too few."""
    gathered = gather(sheet.measures, world)
    for one in gathered:
        if one.told < FEWEST_TOLD:
            raise TooFewFiguresError(one.measure, one.told)
    return _text(year, world, sheet, gathered)


def _text(year: int, world: World, sheet: Sheet, gathered: Sequence[Gathered]) -> str:
    figures = {one.measure.key: one.figures for one in gathered}
    return text_of(year, world, sheet, figures, {one.measure.key: one.made_of for one in gathered})


def text_of(
    year: int,
    world: World,
    sheet: Sheet,
    figures: Mapping[str, Mapping[str, Told]],
    made_of: Mapping[str, Mapping[str, Any]],
) -> str:
    """Return the frozen copy of some figures by measure and region, and of what they were made."""
    return spelled(
        {
            "form": FORM,
            "year": year,
            "world": world.value,
            "sheet": sheet.as_dict(),
            "groups": {county.code: county.nuts2 for county in COUNTIES},
            "figures": {key: {code: asdict(told) for code, told in row.items()} for key, row in figures.items()},
            "made_of": made_of,
        }
    )


def revised(frozen: Frozen) -> Weighing | None:
    """Return what the same sheet comes to with today's figures; None where they are those that were frozen.

    What was decided stands: this is shown beside it. None too where too few figures are left to weigh.
    """
    gathered = gather(frozen.sheet.measures, frozen.world)
    today = {one.measure.key: one for one in gathered}
    if all(_tables(today[key].made_of) == _tables(told) for key, told in frozen.made_of.items()):
        return None
    if all(today[key].figures == row for key, row in frozen.figures.items()):
        return None
    if any(one.told < FEWEST_TOLD for one in gathered):
        return None
    return read_result(recompute(_text(frozen.year, frozen.world, frozen.sheet, gathered)))


def _tables(made_of: Mapping[str, Any]) -> set[tuple[str, int, str]]:
    return {(one["table"], one["version"], one["sha256"]) for one in made_of["tables"]}


def spelled(value: Mapping[str, Any]) -> str:
    """Return the one spelling of a value: JSON with sorted keys and the shortest digits that say a number exactly."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read(text: str) -> Frozen:
    """Read a frozen copy; raises ValueError for a shape this house does not know."""
    told = json.loads(text)
    if told["form"] != FORM:
        raise ValueError(f"a frozen copy of the form {told['form']}")
    return Frozen(
        told["year"],
        World(told["world"]),
        Sheet.from_dict(told["sheet"]),
        {key: {code: Told(**one) for code, one in row.items()} for key, row in told["figures"].items()},
        told["made_of"],
        told["groups"],
    )


def recompute(text: str) -> str:
    """Weigh a frozen copy and return the result with its one spelling: the same, whenever and wherever it is done."""
    frozen = read(text)
    found = weigh(frozen.sheet, frozen.figures, frozen.groups)
    placed = [{**asdict(one), "by_field": dict(one.by_field)} for one in found.placed]
    return spelled({"placed": placed, "left_out": found.left_out, "draws": found.draws})


def read_result(text: str) -> Weighing:
    """Read what a frozen copy came to."""
    told = json.loads(text)
    placed = tuple(Placed(**{**one, "filled": tuple(one["filled"])}) for one in told["placed"])
    return Weighing(placed, tuple(told["left_out"]), told["draws"])
