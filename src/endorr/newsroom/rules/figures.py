"""Holds the figures of a text to what they were bound to: still right, changed, another, or gone.

The test is that the source's value rounds to what is written, by the limits the finder read out of the words. A figure
is known by what it says and as which of its like, so that it keeps its source when the text around it moves.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from endorr.indicators.claims.binding import Text, bind
from endorr.indicators.claims.facts import Basis, Concept, Fact, Firms, Known, Measure
from endorr.indicators.claims.figure import Figure
from endorr.indicators.claims.finder import find_figures
from endorr.indicators.claims.findings import Claim
from endorr.indicators.claims.numerals import Tongue
from endorr.newsroom.rules.blocks import Draft, plain
from endorr.newsroom.rules.words import BROKEN, Standing


@dataclass(frozen=True, slots=True)
class Key:
    """Which figure of a text: what is written, and as which of its like from the beginning, counted from 0."""

    text: str
    nth: int


@dataclass(frozen=True, slots=True)
class Bound:
    """What a figure is bound to: a claim on a basis, with the value and table version it had, or a source in words."""

    claim: Claim | None = None
    basis: Basis | None = None
    value: float = 0.0
    edition: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of a text, what it is bound to and how it stands; `fact` is what the source says now."""

    key: Key
    figure: Figure
    standing: Standing
    bound: Bound | None = None
    fact: Fact | None = None
    suggested: str = ""


def keyed(figures: Sequence[Figure]) -> list[tuple[Key, Figure]]:
    """Return each figure with its key, in the order they stand."""
    seen: Counter[str] = Counter()
    found = []
    for one in figures:
        said = " ".join(one.text.split())
        found.append((Key(said, seen[said]), one))
        seen[said] += 1
    return found


def told(draft: Draft, language: str, bound: Mapping[Key, Bound], known: Known) -> tuple[Told, ...]:
    """Return how each figure of a text stands to its source."""
    words = plain(draft)
    figures = find_figures(words.text, Tongue(language))
    return tuple(
        _told(key, figure, bound.get(key), known, quoted=words.is_quoted(figure.start))
        for key, figure in keyed(figures)
    )


def _told(key: Key, figure: Figure, bound: Bound | None, known: Known, *, quoted: bool) -> Told:
    if bound is None:
        return Told(key, figure, Standing.QUOTED if quoted else Standing.UNBOUND)
    if bound.claim is None:
        return Told(key, figure, Standing.SOURCED, bound)
    fact = fact_of(bound.claim, bound.basis, known)
    if fact is None:
        return Told(key, figure, Standing.GONE, bound)
    if not figure.holds(fact.value):
        return Told(key, figure, Standing.DIFFERS, bound, fact, suggested(figure, fact.value))
    return Told(key, figure, Standing.HOLDS if fact.value == bound.value else Standing.CHANGED, bound, fact)


def fact_of(claim: Claim, basis: Basis | None, known: Known) -> Fact | None:
    """Return what is known now of a claim on its basis; a region's own release is no source of itself."""
    found = known.find(
        claim.concept, claim.measure, place=claim.place, year=claim.year, firms=claim.firms, since=claim.since
    )
    return next((one for one in found if one.independent and one.basis == basis), None)


def choices(figure: Figure, figures: Sequence[Figure], known: Known) -> tuple[tuple[Claim, Fact], ...]:
    """Return what a figure can be bound to: facts of what it says that round to what is written, one a basis."""
    claim = bind(figure, Text(figures))
    if not isinstance(claim, Claim):
        return ()
    found = known.find(
        claim.concept, claim.measure, place=claim.place, year=claim.year, firms=claim.firms, since=claim.since
    )
    by_basis: dict[Basis | None, Fact] = {}
    for one in found:
        if one.independent and figure.holds(one.value):
            by_basis.setdefault(one.basis, one)
    return tuple((claim, one) for one in by_basis.values())


_NUMERAL = re.compile(r"\d(?:[\d \u00a0\u202f]*\d)?(?:[.,]\d+)?")


def suggested(figure: Figure, value: float) -> str:
    """Return a figure's words with another value at the same precision; empty where no digits are written.

    `43 miljarder` and 43 630 million make `44 miljarder`.
    """
    found = _NUMERAL.search(figure.text)
    if found is None or not figure.value:
        return ""
    whole, _, decimals = found[0].replace(",", ".").partition(".")
    written = float(re.sub(r"\D", "", whole) + ("." + decimals if decimals else ""))
    if not written:
        return ""
    scaled = abs(value) / abs(figure.value) * written
    said = f"{scaled:,.{len(decimals)}f}".replace(",", "\u00a0").replace(".", "," if "," in found[0] else ".")
    return figure.text[: found.start()] + said + figure.text[found.end() :]


def broken(figures: Iterable[Told]) -> tuple[Told, ...]:
    """Return the figures that keep a text from being approved, and the embargo from lifting."""
    return tuple(one for one in figures if one.standing in BROKEN)


def covered(figures: Sequence[Told]) -> tuple[int, int]:
    """Return how many figures have a source, of how many: "17 av 19 siffror har källa". Quotations count in neither."""
    own = [one for one in figures if one.standing is not Standing.QUOTED]
    return sum(one.standing is not Standing.UNBOUND for one in own), len(own)


def as_row(claim: Claim) -> dict[str, str | int | None]:
    """Return a claim as it is stored."""
    return {
        "concept": claim.concept.value,
        "measure": claim.measure.value,
        "place": claim.place,
        "year": claim.year,
        "firms": claim.firms.value,
        "since": claim.since,
    }


def from_row(row: Mapping[str, Any]) -> Claim:
    """Return a stored claim."""
    since = row["since"]
    return Claim(
        Concept(row["concept"]),
        Measure(row["measure"]),
        str(row["place"]),
        int(row["year"]),
        Firms(row["firms"]),
        int(since) if since is not None else None,
    )
