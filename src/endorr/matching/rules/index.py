"""Scores phrases against a text: one index of stems, compound parts and concepts (BM25), one of runs of letters."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
Terms = Mapping[str, float]

K1, B = 1.2, 0.4  # BM25: phrases are short, so their length says little


@dataclass(frozen=True, slots=True)
class _Postings:
    places: npt.NDArray[np.int32]
    weights: Scores


class Index:
    """Weighted terms of many short texts; `score` gives each text's likeness to terms asked about."""

    def __init__(self, texts: Sequence[Terms], *, cosine: bool) -> None:
        self.size = len(texts)
        self.cosine = cosine
        self.rarity = _rarity(texts, self.size)
        self._postings = _postings(texts, self.rarity, cosine=cosine)

    def __contains__(self, term: str) -> bool:
        return term in self._postings

    def score(self, terms: Terms) -> Scores:
        """Return every text's score, 0 or more: the cosine of the two, or BM25 per term asked about."""
        known = [(term, weight) for term, weight in terms.items() if term in self._postings]
        if not known:
            return np.zeros(self.size)
        places = np.concatenate([self._postings[term].places for term, _weight in known])
        weights = np.concatenate([self._postings[term].weights * self._asked(term, weight) for term, weight in known])
        summed = np.bincount(places, weights=weights, minlength=self.size)
        return summed / self._length(terms)

    def _asked(self, term: str, weight: float) -> float:
        return weight * self.rarity[term] if self.cosine else weight

    def _length(self, terms: Terms) -> float:
        if not self.cosine:
            return 1.0
        most = max(self.rarity.values())
        return float(np.sqrt(sum((weight * self.rarity.get(term, most)) ** 2 for term, weight in terms.items())))

    def parts(self, terms: Terms, place: int) -> list[tuple[str, float]]:
        """Return what each term gave one text, most first."""
        given = []
        for term, weight in terms.items():
            held = self._postings.get(term)
            if held is None:
                continue
            at = int(np.searchsorted(held.places, place))
            if at < len(held.places) and held.places[at] == place:
                given.append((term, float(held.weights[at]) * self._asked(term, weight)))
        return sorted(given, key=lambda pair: (-pair[1], pair[0]))


def _rarity(texts: Sequence[Terms], size: int) -> dict[str, float]:
    seen = Counter(term for terms in texts for term in terms)
    return {term: float(np.log(1 + (size - count + 0.5) / (count + 0.5))) for term, count in seen.items()}


def _postings(texts: Sequence[Terms], rarity: Mapping[str, float], *, cosine: bool) -> dict[str, _Postings]:
    typical = sum(sum(terms.values()) for terms in texts) / max(1, len(texts))
    gathered: dict[str, tuple[list[int], list[float]]] = {}
    for place, terms in enumerate(texts):
        for term, weight in _weighed(terms, rarity, typical, cosine=cosine).items():
            held = gathered.setdefault(term, ([], []))
            held[0].append(place)
            held[1].append(weight)
    return {term: _Postings(np.array(at, np.int32), np.array(weights)) for term, (at, weights) in gathered.items()}


def _weighed(terms: Terms, rarity: Mapping[str, float], typical: float, *, cosine: bool) -> dict[str, float]:
    if cosine:
        raw = {term: weight * rarity[term] for term, weight in terms.items()}
        length = float(np.sqrt(sum(weight**2 for weight in raw.values()))) or 1.0
        return {term: weight / length for term, weight in raw.items()}
    length = sum(terms.values()) / (typical or 1.0)
    return {
        term: rarity[term] * weight * (K1 + 1) / (weight + K1 * (1 - B + B * length)) for term, weight in terms.items()
    }


def counted(terms: Iterable[str]) -> dict[str, float]:
    """Return how often each term comes, dampened: the second time says less than the first."""
    return {term: 1.0 + 0.5 * np.log(count) if count > 1 else 1.0 for term, count in Counter(terms).items()}
