"""Binds a figure to an indicator: what it says in the words of the facts, or what is missing for knowing that."""

from collections.abc import Sequence

from endorr.indicators.claims.facts import Concept, Firms, Measure
from endorr.indicators.claims.figure import About, Figure, Kind
from endorr.indicators.claims.findings import Claim, Lack

NEAR = 400
"""How many characters apart two figures can stand and still speak of each other."""

CHEQUES = ("exportcheck", "check", "cheque", "voucher", "län", "counties", "regioner", "regions")
"""Things that are counted in texts on exports and are no exporters."""


class Text:
    """The figures of a text, each with those around it."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.figures = tuple(figures)

    def before(self, figure: Figure) -> Figure | None:
        """Return the figure before one."""
        number = self.figures.index(figure)
        return self.figures[number - 1] if number else None

    def near(self, figure: Figure) -> Sequence[Figure]:
        """Return the other figures of the same place within two sentences or so, the nearest first."""
        found = [
            one
            for one in self.figures
            if one is not figure and abs(one.start - figure.start) < NEAR and one.places[:1] == figure.places[:1]
        ]
        return sorted(found, key=lambda one: abs(one.start - figure.start))

    def wholes(self, figure: Figure) -> Sequence[Figure]:
        """Return the larger sums of the same year nearby that a sum may be part of, the nearest first."""
        return [one for one in self.near(figure) if larger_sum(one, figure) and one.period == figure.period]

    def for_some_markets(self, figure: Figure) -> bool:
        """Say whether a sum is of exports to named markets only: the total of the place says nothing of it."""
        return figure.kind is Kind.MONEY and About.MARKETS in figure.about and bool(self.wholes(figure))


def larger_sum(one: Figure, than: Figure) -> bool:
    """Say whether a figure is a sum, no change, and larger than another."""
    return one.kind is Kind.MONEY and not one.of_change and one.value > than.value


def bind(figure: Figure, text: Text) -> Claim | Lack:
    """Return what a figure says, or what is missing."""
    concept = _concept(figure, text)
    if concept is None:
        return Lack.MEANING
    if figure.kind is Kind.SHARE:
        return Lack.DENOMINATOR
    if figure.period is None:
        return Lack.PERIOD
    if not figure.places:
        return Lack.PLACE
    return Claim(
        concept, _measure(figure, text), figure.places[0], figure.period.last, _firms(figure, text), _since(figure)
    )


def _concept(figure: Figure, text: Text) -> Concept | None:
    about = figure.about
    if figure.kind is Kind.COUNT:
        counted = figure.unit and not figure.unit.lower().startswith(CHEQUES)
        return Concept.EXPORTERS if counted and About.EXPORTERS in about else None
    if figure.kind is Kind.RATE:
        return Concept.EXPORTERS if about & {About.EXPORTERS, About.EXPORT} else None
    if About.SERVICES in about and About.GOODS not in about:
        return Concept.SERVICES_EXPORT
    if About.EXPORT in about or (figure.kind in {Kind.RANK, Kind.CHANGE} and _of_exports_before(figure, text)):
        return Concept.GOODS_EXPORT
    return None


def _of_exports_before(figure: Figure, text: Text) -> bool:
    """Say whether a figure whose own sentence is silent follows close on one of exports."""
    before = text.before(figure)
    return before is not None and figure.start - before.start < NEAR and About.EXPORT in before.about


def _measure(figure: Figure, text: Text) -> Measure:
    if figure.kind is Kind.RANK:
        return Measure.RANK
    if figure.kind is Kind.RATE:
        return Measure.RATE
    if figure.kind is Kind.PER_CAPITA:
        return Measure.PER_CAPITA
    if figure.kind is Kind.CHANGE:
        a_head = About.INHABITANTS in figure.about or _goes_on(figure, text, About.INHABITANTS)
        return Measure.PER_CAPITA_CHANGE if a_head else Measure.CHANGE
    return Measure.DIFFERENCE if figure.of_change else Measure.VALUE


def _goes_on(figure: Figure, text: Text, about: About) -> bool:
    """A change in a sentence that names nothing ("Ser man till perioden ...") is of what the one before it was of."""
    before = text.before(figure)
    return not figure.about and before is not None and before.kind is figure.kind and about in before.about


def _firms(figure: Figure, text: Text) -> Firms:
    if About.SME in figure.about or _goes_on(figure, text, About.SME):
        return Firms.SME
    if figure.kind is Kind.MONEY and About.LARGE in figure.about and _followed_by_whole(figure, text):
        return Firms.LARGE
    if figure.kind is Kind.COUNT and About.MICRO in figure.about:
        return Firms.MICRO
    return Firms.ALL


def _followed_by_whole(figure: Figure, text: Text) -> bool:
    """Say whether a larger sum follows in the same breath: "36 miljarder av den totala ... 43 miljarder"."""
    return any(0 < one.start - figure.end < 90 for one in text.wholes(figure))


def _since(figure: Figure) -> int | None:
    if figure.kind is not Kind.CHANGE or figure.period is None:
        return None
    return figure.period.first or figure.period.last - 1
