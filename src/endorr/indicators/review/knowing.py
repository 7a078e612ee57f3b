"""Builds the facts that claims are held against, out of the published tables of statistics; practice data never."""

import re
from collections.abc import Iterator, Mapping

from endorr.base.tenancy.rules import public_query
from endorr.indicators.claims.facts import Basis, Concept, Fact, Firms, Known, Measure
from endorr.statistics.queries import figures, prepare, series
from endorr.statistics.rules.identity import Basis as TableBasis
from endorr.statistics.rules.series import Series
from endorr.statistics.table import said

Meaning = tuple[Concept, Measure, float, int | None]
"""What a concept of the tables is to a claim: concept, measure, factor to its unit, how far back a change goes."""

MEANINGS: Mapping[str, Meaning] = {
    "goods_export": (Concept.GOODS_EXPORT, Measure.VALUE, 1, None),
    "services_export": (Concept.SERVICES_EXPORT, Measure.VALUE, 1, None),
    "exporters": (Concept.EXPORTERS, Measure.VALUE, 1, None),
    "population": (Concept.POPULATION, Measure.VALUE, 1, None),
    "active_firms": (Concept.ENTERPRISES, Measure.VALUE, 1, None),
    "grp": (Concept.GRP, Measure.VALUE, 1, None),
    "published_per_capita": (Concept.GOODS_EXPORT, Measure.PER_CAPITA, 1, None),
    "published_change": (Concept.GOODS_EXPORT, Measure.CHANGE, 100, 1),
    "published_rank": (Concept.GOODS_EXPORT, Measure.RANK, 1, None),
}
FIRMS: Mapping[tuple[int, int | None], Firms] = {
    (0, None): Firms.ALL,
    (0, 249): Firms.SME,
    (250, None): Firms.LARGE,
    (1, 9): Firms.MICRO,
}
BASES: Mapping[TableBasis, Basis | None] = {
    TableBasis.HQ: Basis.HQ,
    TableBasis.BISNODE: Basis.BISNODE,
    TableBasis.PROD: Basis.PROD,
    TableBasis.REGISTER: Basis.REGISTER,
    TableBasis.RESIDENTS: None,
}
BY_SIZE = "active_firms_by_storleksklass"
TOTAL, NO_EMPLOYEES = "total", "0"
"""Categories of the count of firms: all of them, and those without employees, whose absence is another denominator."""


@public_query("published figures are for everybody")
def known(language: str) -> Known:
    """Return what is known, sources named in a language; a region's own word confirms nothing. Three queries."""
    official = [one for one in series([*MEANINGS, BY_SIZE]) if one.basis in BASES]
    prepare(official)
    return Known([fact for one in official for fact in _of(one, language)])


def _of(one: Series, language: str) -> Iterator[Fact]:
    return _facts(one, language) if one.facts.concept in MEANINGS else _with_employees(one, language)


def _facts(one: Series, language: str) -> Iterator[Fact]:
    concept, measure, factor, back = MEANINGS[one.facts.concept]
    population = one.facts.population
    firms = FIRMS.get((population.low, population.high))
    if firms is None:
        return
    for (area, period, category), observed in figures(one).items():
        if observed.value is None or not period.isdigit() or category not in {"", TOTAL}:
            continue
        year, source = int(period), observed.note or one.edition.source
        yield Fact(
            concept=concept,
            measure=measure,
            place=area,
            year=year,
            value=observed.value * factor,
            half=observed.step * factor / 2,
            basis=BASES[one.basis],
            firms=firms,
            since=year - back if back else None,
            source=said(source, language),
            independent=not told_by_itself(said(source, "sv")),
            edition=f"{one.edition.table} {one.edition.version}",
        )


def _with_employees(one: Series, language: str) -> Iterator[Fact]:
    """Give the count of firms that have employees: the other denominator of "the share of firms that export"."""
    counts = figures(one)
    for (area, period, category), total in counts.items():
        alone = counts.get((area, period, NO_EMPLOYEES))
        if category == TOTAL and total.value is not None and alone is not None and alone.value is not None:
            value, source = total.value - alone.value, said(one.edition.source, language)
            yield Fact(
                Concept.ENTERPRISES, Measure.VALUE, area, int(period), value, basis=Basis.REGISTER, source=source
            )


def told_by_itself(source: str) -> bool:
    """Say whether the only source is a region's own release: such a figure does not confirm itself."""
    return re.search(r"\bRegion [A-ZÅÄÖ]", source) is not None
