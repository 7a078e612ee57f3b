"""Finds two cards that seem to be of one service."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from endorr.catalogue.rules.card import WHOLE_COUNTRY, Card

LIKELY = 0.6
_WORD = re.compile(r"\w+")
# Words that say which kind of thing it is, not which one.
_COMMON = frozenset(
    [
        "och",
        "i",
        "för",
        "till",
        "av",
        "med",
        "the",
        "of",
        "for",
        "and",
        "in",
        "to",
        "a",
        "en",
        "ett",
        "stöd",
        "service",
        "support",
    ]
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two cards by key, and how alike they are from 0 to 1."""

    first: str
    second: str
    score: float


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _COMMON


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second) if first | second else 0.0


def _places_meet(first: Card, second: Card) -> bool:
    ours, theirs = ({code[:2] for code in card.coverage} for card in (first, second))
    if WHOLE_COUNTRY in ours or WHOLE_COUNTRY in theirs:
        return WHOLE_COUNTRY in ours and WHOLE_COUNTRY in theirs
    return not ours.isdisjoint(theirs)


def likeness(first: Card, second: Card) -> float:
    """Return how alike two cards are: mostly by their names, then by what they give; the same source counts too.

    Cards for places that do not meet are each other's neighbours, not doubles: their likeness is 0.
    """
    if not _places_meet(first, second):
        return 0.0
    names = _overlap(_words(first.name_sv), _words(second.name_sv))
    gives = _overlap(_words(first.gives_sv), _words(second.gives_sv))
    same_source = 0.1 if first.source and first.source == second.source else 0.0
    return min(1.0, 0.65 * names + 0.25 * gives + 0.1 * bool(set(first.topics) & set(second.topics)) + same_source)


def likely_doubles(card: Card, others: Iterable[Card]) -> Iterator[Likeness]:
    """Yield the cards that seem to be of the same service as one."""
    for other in others:
        if other.key != card.key and (score := likeness(card, other)) >= LIKELY:
            yield Likeness(min(card.key, other.key), max(card.key, other.key), score)
