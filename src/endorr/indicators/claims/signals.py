"""What else can be seen of a figure: never a judgement, only what somebody who checks it would want to look at."""

from collections.abc import Iterator, Sequence

from endorr.indicators.claims import sums
from endorr.indicators.claims.binding import Text
from endorr.indicators.claims.facts import NATION, Concept, Fact, Known, Measure
from endorr.indicators.claims.figure import About, Figure, Kind
from endorr.indicators.claims.findings import Claim, Leaning, Signal

BESIDE = Leaning.BESIDE
OTHER_YEARS = 3


def of_claim(figure: Figure, claim: Claim, text: Text, known: Known) -> Iterator[Signal]:
    """Give what stands beside a figure whose meaning is clear."""
    value = claim.measure is Measure.VALUE and claim.concept is Concept.GOODS_EXPORT
    if value and not text.for_some_markets(figure):
        yield from _a_head(figure, claim, known)
        yield from _other_years(figure, claim, known)
        yield from _of_turnover(figure, text)
    if claim.measure is Measure.PER_CAPITA_CHANGE and claim.since is not None:
        before, after = known.people(claim.place, claim.since), known.people(claim.place, claim.year)
        if before and after:
            yield Signal(BESIDE, sums.with_people(figure, before, after), after, claim.year, claim.place)
    if claim.measure is Measure.RATE and (people := known.people(claim.place, claim.year)):
        yield Signal(BESIDE, sums.firms(figure, people), people, claim.year, claim.place)


def of_share(figure: Figure, text: Text, known: Known) -> Iterator[Signal]:
    """Give what stands beside a share whose whole is not known."""
    if About.TURNOVER in figure.about:
        value = next((one for one in text.near(figure) if one.kind is Kind.MONEY and not one.of_change), None)
        if value is not None:
            yield Signal(BESIDE, sums.whole(value, figure))
            yield Signal(BESIDE, sums.taken(value, figure))
    if figure.kind is Kind.SHARE and About.EXPORTERS in figure.about:
        yield from _by_denominator(known)


def _by_denominator(known: Known) -> Iterator[Signal]:
    """Give the nation's share of exporters by each count of enterprises: the same text can be right by one of them."""
    exporters = _latest(known, Concept.EXPORTERS)
    if exporters is None:
        return
    counts = [one for one in known.facts if one.concept is Concept.ENTERPRISES and one.place == NATION]
    for enterprises in sorted(counts, key=lambda one: -one.value):
        yield Signal(BESIDE, sums.share(exporters, enterprises), enterprises, exporters.year, NATION)


def _latest(known: Known, concept: Concept) -> Fact | None:
    found = [one for one in known.facts if (one.concept, one.measure, one.place) == (concept, Measure.VALUE, NATION)]
    return max(found, key=lambda one: one.year, default=None)


def _a_head(figure: Figure, claim: Claim, known: Known) -> Iterator[Signal]:
    people = known.people(claim.place, claim.year)
    if people is None or figure.high == float("inf"):
        return
    half = (figure.high - figure.low) / 2
    yield Signal(BESIDE, sums.per_head(figure.value, half, people.value), people, claim.year, claim.place)
    everybody = known.people(NATION, claim.year)
    nation = known.find(claim.concept, Measure.VALUE, place=NATION, year=claim.year)
    if everybody and nation and claim.place != NATION:
        one = nation[0]
        yield Signal(BESIDE, sums.per_head(one.value, one.half, everybody.value), one, claim.year, NATION)


def _other_years(figure: Figure, claim: Claim, known: Known) -> Iterator[Signal]:
    for one in _of_the_place(claim, known)[:OTHER_YEARS]:
        yield Signal(BESIDE, sums.against(figure, one), one, one.year, claim.place)


def _of_the_place(claim: Claim, known: Known) -> Sequence[Fact]:
    """Return what is known of the place in other years, the nearest first."""
    same = (claim.concept, Measure.VALUE, claim.place, claim.firms)
    found = [
        one
        for one in known.facts
        if (one.concept, one.measure, one.place, one.firms) == same and one.year != claim.year
    ]
    return sorted(found, key=lambda one: (abs(one.year - claim.year), one.year))


def _of_turnover(figure: Figure, text: Text) -> Iterator[Signal]:
    share = next((one for one in text.near(figure) if one.kind is Kind.SHARE and About.TURNOVER in one.about), None)
    if share is not None:
        yield Signal(BESIDE, sums.whole(figure, share))
        yield Signal(BESIDE, sums.taken(figure, share))
