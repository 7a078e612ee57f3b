"""Reads indicators: one panel holds an indicator's figures for all areas and years of a level, with ranks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from endorr.base.tenancy.rules import public_query
from endorr.indicators.rules.areas import Area, Level, area, areas
from endorr.indicators.rules.computing import Cells, Figure, compute, known_in, periods_of
from endorr.indicators.rules.definitions import INDICATORS, SPANS, Indicator, Operation, Part, concepts, over
from endorr.indicators.rules.ranking import Place, ranked
from endorr.statistics import queries as statistics
from endorr.statistics.queries import Pins
from endorr.statistics.rules.identity import Basis, Edition
from endorr.statistics.rules.series import Observed, Same, Series

PUBLIC = "official figures are for everybody"
MUNICIPAL = "_municipal"


class World(StrEnum):
    """Real figures, or invented ones to practise with; they never meet."""

    OFFICIAL = "official"
    PRACTICE = "practice"


# The order in which a reader is offered the bases there are figures by.
PREFERRED = (Basis.PROD, Basis.HQ, Basis.REGISTER, Basis.BISNODE, Basis.SURVEY, Basis.OWN, Basis.SYNTHETIC)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a panel is of: an indicator in a world, on one of the bases there are, for the areas of a level."""

    indicator: Indicator
    world: World
    basis: Basis | None
    bases: tuple[Basis, ...]
    level: Level
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """An indicator by area and year on one basis, figures and ranks made when asked for; and what it is made of."""

    frame: Frame
    periods: tuple[str, ...]
    series: tuple[Series, ...]
    cells: Mapping[Part, Cells]
    _made: dict[tuple[str, str], Figure] = field(default_factory=dict)
    _ranks: dict[str, Mapping[str, Place]] = field(default_factory=dict)

    @property
    def indicator(self) -> Indicator:
        return self.frame.indicator

    @property
    def world(self) -> World:
        return self.frame.world

    @property
    def basis(self) -> Basis | None:
        return self.frame.basis

    @property
    def bases(self) -> tuple[Basis, ...]:
        return self.frame.bases

    @property
    def level(self) -> Level:
        return self.frame.level

    @property
    def areas(self) -> tuple[Area, ...]:
        return self.frame.areas

    @property
    def editions(self) -> tuple[Edition, ...]:
        return statistics.editions(self.series)

    def figure(self, code: str, period: str) -> Figure:
        """Return the figure of an area, or the nation's, in a year; one without a value where there is none."""
        if (code, period) not in self._made:
            self._made[code, period] = compute(self.indicator, self.cells, area(code), period)
        return self._made[code, period]

    def told(self, period: str) -> int:
        """Return how many areas have a figure that year."""
        return sum(self.figure(one.code, period).value is not None for one in self.areas)

    def ranks(self, period: str) -> Mapping[str, Place]:
        """Return the rank of every area that has a whole figure that year; none where half the areas have not."""
        if period not in self._ranks:
            figures = {one.code: self.figure(one.code, period) for one in self.areas}
            spans = {code: figure.span for code, figure in figures.items() if figure.span and figure.whole}
            self._ranks[period] = ranked(spans) if len(spans) * 2 >= len(self.areas) else {}
        return self._ranks[period]

    @property
    def spans(self) -> tuple[int, ...]:
        """Return over how many years the mean yearly change can be told; none of another indicator."""
        if self.indicator.operation is not Operation.YEARLY:
            return ()
        return tuple(years for years in SPANS if periods_of(over(self.indicator, years), self.cells))

    @property
    def latest(self) -> str:
        """The latest year in which half of the areas that ever have a figure have one; "" when there is none."""
        many = known_in(self.indicator, self.cells)
        enough = max(many.values(), default=0) / 2
        likely = [period for period in reversed(self.periods) if many.get(period, 0) >= enough]
        return next((period for period in (*likely, *reversed(self.periods)) if self.told(period)), "")


@dataclass(frozen=True, slots=True)
class Split:
    """A figure divided: the categories with their names in order of size, their values, and the whole."""

    period: str
    rows: tuple[tuple[str, Mapping[str, str], float], ...]
    total: float
    hidden: int = 0
    series: Series | None = None


@public_query(PUBLIC)
def panel(
    key: str,
    world: World,
    *,
    basis: Basis | None = None,
    level: Level = Level.COUNTY,
    within: str = "",
    years: int = 0,
    pins: Pins | None = None,
) -> Panel:
    """Return an indicator's panel; KeyError for one nobody has defined. Three queries at most.

    `years` is the span of a mean yearly change, 0 for the usual one.
    """
    indicator = over(INDICATORS[key], years) if years else INDICATORS[key]
    suffix = MUNICIPAL if level is Level.MUNICIPALITY else ""
    found = statistics.series([f"{one}{suffix}" for one in concepts(indicator)], pins)
    return panel_of(indicator, found, world, basis=basis, level=level, within=within)


@public_query(PUBLIC)
def panels(world: World, *, basis: Basis | None = None, pins: Pins | None = None) -> dict[str, Panel]:
    """Return every indicator's panel of the counties; three queries in all."""
    wanted = {concept for one in INDICATORS.values() for concept in concepts(one)}
    found = statistics.series(sorted(wanted), pins)
    return {key: panel_of(one, found, world, basis=basis) for key, one in INDICATORS.items()}


@public_query(PUBLIC)
def panels_for(place: Area, world: World) -> dict[str, Panel]:
    """Return for each indicator the panel to show an area by: the first basis on which that very area has a figure.

    Bases are never mixed within an indicator; every panel says its own. Three queries in all.
    """
    found = statistics.series(sorted({concept for one in INDICATORS.values() for concept in concepts(one)}))
    return {key: _best(one, found, world, place) for key, one in INDICATORS.items()}


def _best(indicator: Indicator, found: Sequence[Series], world: World, place: Area) -> Panel:
    first = panel_of(indicator, found, world)
    for basis in first.bases:
        one = panel_of(indicator, found, world, basis=basis)
        if any(one.figure(place.code, period).value is not None for period in one.periods):
            return one
    return first


@public_query("makes a panel out of series that have been read")
def panel_of(
    indicator: Indicator,
    found: Sequence[Series],
    world: World,
    *,
    basis: Basis | None = None,
    level: Level = Level.COUNTY,
    within: str = "",
) -> Panel:
    """Return an indicator's panel out of the series there are, on the basis asked for or the first that has figures."""
    suffix = MUNICIPAL if level is Level.MUNICIPALITY else ""
    of_world = [one for one in found if (one.basis is Basis.SYNTHETIC) == (world is World.PRACTICE)]
    bases = _bases(indicator, of_world, suffix)
    chosen = basis if basis in bases else next(iter(bases), None)
    parts = _chosen(indicator, of_world, chosen, suffix)
    statistics.prepare(list(parts.values()))
    made_of = "|".join(f"{one.version_id} {one.facts!r}" for one in parts.values())
    asked_for = f"{indicator.key} {indicator.years} {world} {chosen} {bases} {level} {within}"
    frame = Frame(indicator, world, chosen, bases, level, areas(level, within))
    return _panel(Same((frame, parts), f"{asked_for} {made_of}"))


def _all_parts(indicator: Indicator) -> tuple[Part, ...]:
    return tuple(part for part in (*indicator.parts, indicator.below, indicator.published) if part)


def _fits(part: Part, one: Series, suffix: str) -> bool:
    facts = one.facts
    return (
        facts.concept == f"{part.concept}{suffix}"
        and facts.population == part.population
        and (part.trade is None or facts.trade is part.trade)
    )


def _bases(indicator: Indicator, found: Sequence[Series], suffix: str) -> tuple[Basis, ...]:
    """The bases on which the indicator can be made, or has been published."""
    per_part = [{one.basis for one in found if _fits(part, one, suffix)} for part in indicator.parts]
    here = set.intersection(*per_part)
    if indicator.below and not any(_fits(indicator.below, one, suffix) for one in found):
        here = set()
    if indicator.published:
        here |= {one.basis for one in found if _fits(indicator.published, one, suffix)}
    return tuple(basis for basis in PREFERRED if basis in here)


def _chosen(indicator: Indicator, found: Sequence[Series], basis: Basis | None, suffix: str) -> dict[Part, Series]:
    """One series for each part: of the basis where exports are placed, of any where people and firms are counted."""
    chosen: dict[Part, Series] = {}
    for part in _all_parts(indicator):
        fitting = [one for one in found if _fits(part, one, suffix)]
        same = [one for one in fitting if one.basis is basis]
        if same or (part.trade is None and fitting):
            chosen[part] = (same or fitting)[0]
    return chosen


@lru_cache(maxsize=128)
def _panel(made_of: Same[tuple[Frame, dict[Part, Series]]]) -> Panel:
    frame, parts = made_of.value
    cells: dict[Part, Cells] = {part: statistics.figures(one) for part, one in parts.items()}
    return Panel(frame, periods_of(frame.indicator, cells), tuple(parts.values()), cells)


@public_query(PUBLIC)
def split(concept: str, world: World, place: Area, found: Sequence[Series] | None = None) -> Split | None:
    """Return a figure of an area divided by size or market, in the latest year it is whole; None without one."""
    series = statistics.series([concept]) if found is None else found
    one = next((each for each in series if each.facts.concept == concept and _of(each, world)), None)
    if one is None:
        return None
    statistics.prepare([one])
    cells = statistics.figures(one)
    names = statistics.labels(one, one.facts.split)
    years = sorted({period for code, period, _ in cells if code == place.code}, reverse=True)
    for year in years:
        values = {name: cells.get((place.code, year, name)) for name in names}
        known = {name: told.value for name, told in values.items() if told and told.value is not None}
        if known:
            rows = tuple((name, names[name], value) for name, value in known.items())
            return Split(year, rows, sum(known.values()), len(names) - len(known), one)
    return None


def _of(one: Series, world: World) -> bool:
    return (one.basis is Basis.SYNTHETIC) == (world is World.PRACTICE)


@dataclass(frozen=True, slots=True)
class Published:
    """A figure as somebody has published it: what, when, its value in the table's own unit, and out of what series."""

    series: Series
    period: str
    observed: Observed


@public_query(PUBLIC)
def published_for(place: Area) -> tuple[Published, ...]:
    """Return every official figure there is of an area, the latest first within each series; three queries."""
    found = [one for one in statistics.every_series() if one.basis is not Basis.SYNTHETIC and not one.facts.split]
    statistics.prepare(found)
    rows = [
        Published(one, period, told)
        for one in found
        for (code, period, _), told in statistics.figures(one).items()
        if code == place.code and told.value is not None
    ]
    order = {basis: number for number, basis in enumerate((*PREFERRED, Basis.RESIDENTS))}
    return tuple(sorted(rows, key=lambda row: (order[row.series.basis], row.series.facts.key, -int(row.period))))
