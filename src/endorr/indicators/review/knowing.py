"""Builds the facts that claims are held against, out of the published tables of statistics; practice data never."""

import re
from collections.abc import Iterator, Mapping

from endorr.base.tenancy.rules import public_query
from endorr.indicators.claims.facts import Basis, Concept, Fact, Firms, Known, Measure
from endorr.statistics.queries import Series, figures, prepare, series
from endorr.statistics.rules.identity import Basis as TableBasis
from endorr.statistics.table import said

Meaning = tuple[Concept, Measure, float, int | None]
"""What a concept of the tables is to a claim: concept, measure, factor to kronor, pieces or per cent, first year back."""

MEANINGS: Mapping[str, Meaning] = {
    "goods_export": (Concept.GOODS_EXPORT, Measure.VALUE, 1, None),
    "services_export": (Concept.SERVICES_EXPORT, Measure.VALUE, 1, None),
    "exporters": (Concept.EXPORTERS, Measure.VALUE, 1, None),
    "population": (Concept.POPULATION, Measure.VALUE, 1, None),
    "enterprises": (Concept.ENTERPRISES, Measure.VALUE, 1, None),
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
WITH_EMPLOYEES = ("1-9", "10-49", "50-249", "250+")


@public_query("published figures are for everybody")
def known_for(text: str) -> Known:
    """Return what is known, with what the text's own publisher has told marked as no confirmation; three queries."""
    found = series(MEANINGS)
    official = [one for one in found if one.basis in BASES]
    prepare(official)
    return Known([fact for one in official for fact in _facts(one, text)])


def _facts(one: Series, text: str) -> Iterator[Fact]:
    concept, measure, factor, back = MEANINGS[one.facts.concept]
    population = one.facts.population
    firms = FIRMS.get((population.low or 0, population.high))
    if firms is None:
        return
    for (area, period, category), observed in figures(one).items():
        if observed.value is None or not period.isdigit() or (category and category != "total"):
            continue
        year, source = int(period), said(observed.note, "sv") or said(one.edition.source, "sv")
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
            source=source,
            independent=not told_by(source, text),
        )


def told_by(source: str, text: str) -> bool:
    """Say whether a source is the publisher of a text: a release does not confirm itself."""
    publisher = re.search(r"\bRegion \w+", source)
    return publisher is not None and publisher[0].lower() in text.lower()
