"""Weighs every word by how well it tells organisations apart: one linear rule learnt from the library's own phrases.

Likeness to single phrases is drawn to words that everybody uses ("which rules apply when we sell to ..."). Here such a
word ends near nothing, since phrases of all organisations hold it. Ridge regression, solved by conjugate gradients:
the same library gives the same weights, and no phrase is needed twice.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from endorr.matching.rules.embedder import Vectors
from endorr.matching.rules.index import Scores, Terms

RESTRAINT = 3.0  # the higher, the less a single phrase can say
STEPS = 16  # of the conjugate gradients; more change nothing that is ranked
SEEN = 2  # phrases a run of letters must be in to be weighed
UNSEEN = 0.3  # how much a term that no phrase holds thins out what the others say


class Sorter:
    """What tells the owners of some phrases apart; `score` gives each owner's share of a text, about -1 to 1."""

    def __init__(
        self,
        blocks: Sequence[Sequence[Terms]],
        vectors: Vectors | None,
        owners: npt.NDArray[np.int32],
        size: int,
    ) -> None:
        self.blocks = [_Block(rows) for rows in blocks]
        self.size = size
        matrix = sparse.hstack(
            [block.matrix for block in self.blocks] + ([sparse.csr_matrix(vectors)] if vectors is not None else []),
            format="csr",
        ).astype(np.float32)
        wanted = -np.ones((len(owners), size), np.float32)
        wanted[np.arange(len(owners)), owners] = 1.0
        weights = _solved(matrix, wanted)
        starts = np.cumsum([0, *(block.matrix.shape[1] for block in self.blocks)])
        self._weights = [weights[start:end] for start, end in pairwise(starts)]
        self._meaning = weights[starts[-1] :]

    def score(self, texts: Sequence[Terms], vector: Vectors | None = None) -> Scores:
        """Return every owner's score for a text told in the same blocks as the phrases were, and as a vector."""
        total = np.zeros(self.size)
        for block, weights, terms in zip(self.blocks, self._weights, texts, strict=True):
            places, values = block.row(terms)
            if places:
                total += np.asarray(values) @ weights[places]
        if vector is not None and len(self._meaning):
            total += vector @ self._meaning
        return total


class _Block:
    """One way to take texts apart, each row of length one."""

    def __init__(self, rows: Sequence[Terms]) -> None:
        seen = Counter(term for terms in rows for term in terms)
        kept = [term for term, times in seen.items() if times >= SEEN]
        self._places = {term: place for place, term in enumerate(kept)}
        self._rarity = {term: float(np.log(1 + (len(rows) - seen[term] + 0.5) / (seen[term] + 0.5))) for term in kept}
        self._most = max(self._rarity.values(), default=1.0)
        told = [self.row(terms) for terms in rows]
        ends = np.cumsum([0, *(len(places) for places, _values in told)])
        self.matrix = sparse.csr_matrix(
            (
                np.fromiter((value for _places, values in told for value in values), np.float32, int(ends[-1])),
                np.fromiter((place for places, _values in told for place in places), np.int32, int(ends[-1])),
                ends,
            ),
            shape=(len(rows), len(kept)),
        )

    def row(self, terms: Terms) -> tuple[list[int], list[float]]:
        """Return the places and weights of a text's known terms."""
        places, values, length = [], [], 0.0
        for term, weight in terms.items():
            place = self._places.get(term)
            if place is None:
                length += UNSEEN * (weight * self._most) ** 2
                continue
            value = weight * self._rarity[term]
            length += value**2
            places.append(place)
            values.append(value)
        whole = length**0.5 or 1.0
        return places, [value / whole for value in values]


def _solved(matrix: sparse.csr_matrix, wanted: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the weights that come nearest to what is wanted, kept small by RESTRAINT."""
    back = matrix.T.tocsr()
    weights = np.zeros((matrix.shape[1], wanted.shape[1]), np.float32)
    left = back @ wanted
    way = left.copy()
    size = (left * left).sum(axis=0)
    for _step in range(STEPS):
        ahead = back @ (matrix @ way) + RESTRAINT * way
        far = size / np.maximum((way * ahead).sum(axis=0), 1e-12)
        weights += far * way
        left -= far * ahead
        again = (left * left).sum(axis=0)
        way = left + again / np.maximum(size, 1e-12) * way
        size = again
    solved: npt.NDArray[np.float32] = weights
    return solved
