"""How sure the first of a ranking is, and whether too little is said to know: two rules learnt from the tuning part.

Both are logistic. They look at how clearly the first leads, whether the signals agree on it, how much of the trade a
message says, and, for whether too little is said, at the words in which too little is usually said. `endorr matching
learn` makes `data/doubts.json` out of the evaluation's tuning part; the same messages give the same rules.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np

from endorr.matching.rules.asking import said
from endorr.matching.rules.lexicon import concepts, cues
from endorr.matching.rules.matcher import Matcher, Ranking
from endorr.matching.rules.reading import Reading

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A logistic rule: a level, and a weight for each feature it looks at."""

    level: float
    weights: Mapping[str, float]

    def chance(self, features: Features) -> float:
        """Return the chance, 0 to 1; a feature that is not there counts as nought."""
        total = self.level + sum(weight * features.get(name, 0.0) for name, weight in self.weights.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Doubts:
    """What was learnt: how sure one may be, whether too little is said, and the words that say too little."""

    sure: Rule
    poor: Rule
    vague: Mapping[str, float]


@cache
def doubts(*, by_meaning: bool) -> Doubts:
    """Return the rules for a matcher with a model of meaning, or for one by words alone."""
    told = json.loads((files("endorr.matching") / "data" / "doubts.json").read_text(encoding="utf-8"))
    rules = told["by meaning" if by_meaning else "by words"]
    sure, poor = (Rule(rules[name]["level"], rules[name]["weights"]) for name in ("sure", "poor"))
    return Doubts(sure, poor, told["vague"])


def features(matcher: Matcher, reading: Reading, ranking: Ranking) -> dict[str, float]:
    """Return what both rules look at; the ranking must have at least three organisations."""
    first, second, third = ranking.scored[:3]
    shares = np.array([one.share for one in ranking.scored])
    shares /= shares.sum()
    lexicon, _named = cues()
    points = [max(concepts().concepts[key].points.values(), default=0.0) for key in reading.concepts]
    found = {
        "share": first.share,
        "lead": first.score - second.score,
        "next": second.score - third.score,
        "score": first.score,
        "said": said(reading, matcher.known),
        "spread": float(-(shares * np.log(shares + 1e-12)).sum()),
        "words": float(len(reading.told)),
        "vague": float(sum(one.words for one in lexicon.find(reading.told) if one.concept.startswith("vague."))),
        "concepts": float(len(points)),
        "strongest": max(points, default=0.0),
        "pointing": sum(points),
    }
    for name, evidence in ranking.evidence.items():
        found[f"{name} agrees"] = float(evidence.first == first.party)
        found[f"{name} highest"] = evidence.highest
        found[f"{name} lead"] = evidence.lead
    return found


def terms(reading: Reading) -> Iterator[str]:
    """Give the words of a message and each two that stand together, once."""
    yield from dict.fromkeys(reading.told)
    yield from dict.fromkeys(" ".join(pair) for pair in pairwise(reading.told))


def vagueness(told: Iterable[str], weights: Mapping[str, float]) -> float:
    """Return how much the terms of a message are those in which too little is said."""
    known = [weights[term] for term in told if term in weights]
    return sum(known) / math.sqrt(len(known)) if known else 0.0
