"""Holds the figures of a text against what is known and against each other, and says how each stands, with the sums.

A figure is judged only by facts on the same basis, for the same firms, place and years. Facts on another basis are
shown beside it and never judge it: the three bases differ by up to four times for one county. A release does not
confirm itself. Where the text does not say its basis, a figure may be right on one; it is called contradicted on none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from endorr.indicators.claims import signals, sums
from endorr.indicators.claims.binding import Text, bind, larger_sum
from endorr.indicators.claims.facts import Basis, Fact, Known, Measure
from endorr.indicators.claims.figure import Figure, Kind
from endorr.indicators.claims.findings import Claim, Finding, Lack, Leaning, Signal, Verdict
from endorr.indicators.claims.sums import Working

_BASES: dict[Basis, tuple[str, ...]] = {
    Basis.BISNODE: ("bisnode", "arbetsställe", "workplace"),
    Basis.HQ: ("huvudkontor", "head office", "registered seat", "har sitt säte"),
    Basis.PROD: ("produktionsplats", "där produktionen sker", "place of production", "där varorna tillverkas"),
}


def stated_basis(text: str) -> Basis | None:
    """Return the basis a text says its figures stand on, by the words used of each; None when it says none or two."""
    lower = text.lower()
    found = [basis for basis, phrases in _BASES.items() if any(phrase in lower for phrase in phrases)]
    return found[0] if len(found) == 1 else None


def check(figures: Sequence[Figure], known: Known, *, basis: Basis | None = None) -> tuple[Finding, ...]:
    """Return how each figure of a text stands. `basis` is the one the text says it uses, or that the reader chose."""
    text = Text(figures)
    return tuple(_Check(figure, text, known, basis).finding() for figure in figures)


@dataclass(frozen=True, slots=True)
class _Check:
    """Checks one figure among the others of its text."""

    figure: Figure
    text: Text
    known: Known
    basis: Basis | None

    def finding(self) -> Finding:
        claim = bind(self.figure, self.text)
        if isinstance(claim, Lack):
            return self._unclear(claim)
        facts = self._facts(claim)
        usable = [one for one in facts if self.basis is None or one.basis in {self.basis, None}]
        judges = [one for one in usable if one.independent]
        derived = () if judges else tuple(self._derived(claim))
        verdict, lack = self._verdict(judges, derived)
        right_on = (one.basis for one in judges if one.basis and self._by_limits(*_limits(one)) is verdict)
        bases = tuple(dict.fromkeys(right_on))
        return Finding(
            self.figure,
            verdict,
            lack,
            claim,
            workings=(*(sums.against(self.figure, one) for one in judges), *derived, *self._among_themselves()),
            signals=(*self._from_facts(facts, usable), *signals.of_claim(self.figure, claim, self.text, self.known)),
            facts=tuple(usable),
            bases=bases,
            asks=() if self.basis else (Lack.BASIS,),
        )

    def _unclear(self, lack: Lack) -> Finding:
        return Finding(
            self.figure,
            Verdict.UNCHECKED,
            lack,
            workings=tuple(self._among_themselves()),
            signals=tuple(signals.of_share(self.figure, self.text, self.known)),
            asks=() if lack is Lack.MEANING else (lack,),
        )

    def _facts(self, claim: Claim) -> Sequence[Fact]:
        if self.text.for_some_markets(self.figure):
            return ()
        return self.known.find(
            claim.concept, claim.measure, place=claim.place, year=claim.year, firms=claim.firms, since=claim.since
        )

    # Judging

    def _verdict(self, judges: Sequence[Fact], derived: Sequence[Working]) -> tuple[Verdict, Lack | None]:
        found = [self._by_limits(*_limits(one)) for one in judges]
        found += [self._by_limits(one.low, one.high) for one in derived]
        if not found:
            return Verdict.UNCHECKED, Lack.SOURCE
        best = min(found, key=list(Verdict).index)
        if best is Verdict.CONTRADICTS and self.basis is None:
            return Verdict.UNCHECKED, Lack.BASIS
        return best, None

    def _by_limits(self, low: float, high: float) -> Verdict:
        if self.figure.low <= high and low <= self.figure.high:
            return Verdict.RIGHT
        step = self.figure.high - self.figure.low or 1.0
        near = self.figure.low - step <= high and low <= self.figure.high + step
        return Verdict.ROUNDS if near else Verdict.CONTRADICTS

    def _derived(self, claim: Claim) -> Iterator[Working]:
        """Work out from independent facts what is not itself known."""
        if self.text.for_some_markets(self.figure):
            return
        if claim.measure is Measure.VALUE:
            yield from self._from_the_year_before(claim)
        elif claim.measure is Measure.DIFFERENCE:
            after = next((one for one in self.text.near(self.figure) if larger_sum(one, self.figure)), None)
            if after is not None:
                yield from (sums.difference(after, one) for one in self._values(claim, claim.year - 1))
        elif claim.measure is Measure.PER_CAPITA:
            people = self.known.people(claim.place, claim.year)
            if people is not None:
                yield from (sums.per_head(one.value, one.half, people.value) for one in self._values(claim, claim.year))
        elif claim.measure is Measure.CHANGE and claim.since is not None:
            yield from self._change(claim, claim.since)

    def _from_the_year_before(self, claim: Claim) -> Iterator[Working]:
        """A value of the year before and a change told since then say what the value should be."""
        year = claim.year
        changes = self.known.find(
            claim.concept, Measure.CHANGE, place=claim.place, year=year, firms=claim.firms, since=year - 1
        )
        for before in self._values(claim, year - 1):
            yield from (sums.grown(before, by) for by in changes if by.independent and by.basis == before.basis)

    def _change(self, claim: Claim, since: int) -> Iterator[Working]:
        for before in self._values(claim, since):
            for after in self._values(claim, claim.year):
                if before.basis == after.basis:
                    yield sums.change(before, after)

    def _values(self, claim: Claim, year: int) -> list[Fact]:
        found = self.known.find(claim.concept, Measure.VALUE, place=claim.place, year=year, firms=claim.firms)
        return [one for one in found if one.independent and self.basis in {None, one.basis}]

    def _from_facts(self, facts: Sequence[Fact], usable: Sequence[Fact]) -> Iterator[Signal]:
        """Facts on another basis stand beside; what the text itself is the source of is no news and is left out."""
        for one in facts:
            if one not in usable:
                yield Signal(Leaning.BESIDE, sums.against(self.figure, one), one, one.year, one.place)

    # The figures among themselves

    def _among_themselves(self) -> Iterator[Working]:
        figure = self.figure
        if figure.kind is Kind.MONEY and not figure.of_change:
            wholes = [one for one in self.text.wholes(figure) if one.about & figure.about]
            if wholes:
                yield sums.part_of(figure, wholes[0])
        if figure.kind is Kind.CHANGE and figure.period is not None and figure.period.first is not None:
            yield from (sums.between(figure, one) for one in self.text.near(figure) if _earlier_change(one, figure))


def _limits(fact: Fact) -> tuple[float, float]:
    return fact.value - fact.half, fact.value + fact.half


def _earlier_change(one: Figure, than: Figure) -> bool:
    """Say whether a figure is a change from the same first year to an earlier last one."""
    if one.kind is not Kind.CHANGE or one.period is None or than.period is None:
        return False
    return one.period.first == than.period.first and one.period.last < than.period.last
