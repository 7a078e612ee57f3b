"""Learns the rules of doubt from messages that somebody has judged: logistic rules, kept small, and telling words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from endorr.matching.rules.doubting import Features, Rule, features, terms, vagueness
from endorr.matching.rules.matcher import Matcher
from endorr.matching.rules.measuring import Asked

Floats = npt.NDArray[np.float64]
SURE_RESTRAINT, POOR_RESTRAINT, WORD_RESTRAINT = 10.0, 1.0, 1.0
PARTS = 4  # in which the words are learnt apart, so that no message is judged by words learnt from itself
SEEN = 2  # messages a word must be in
SMALLEST = 0.02  # a word that weighs less is left out


@dataclass(frozen=True, slots=True)
class Example:
    """A message that somebody has judged: its features and terms; `right` is None where nothing was to be ranked."""

    features: Features
    terms: tuple[str, ...]
    poor: bool
    right: bool | None


def examples(matcher: Matcher, messages: Iterable[Asked]) -> list[Example]:
    """Return what a matcher sees of companies' messages that somebody has judged."""
    found = []
    for one in messages:
        if one.desk:
            continue
        reading = matcher.read(one.text)
        ranking = matcher.rank(reading)
        right = ranking.scored[0].party in one.owners if one.ranked else None
        found.append(Example(features(matcher, reading, ranking), tuple(terms(reading)), one.poor, right))
    return found


def rounded(told: object) -> object:
    """Return the same with every number to four significant digits: more is nothing that was learnt."""
    if isinstance(told, dict):
        return {key: rounded(value) for key, value in told.items()}
    return float(f"{told:.4g}") if isinstance(told, float) else told


def logistic(rows: Sequence[Features], wanted: Sequence[bool], names: Sequence[str], restraint: float) -> Rule:
    """Return the rule that tells the wanted from the others; its chances are those of the messages it learnt from."""
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    middle, wide = table.mean(axis=0), table.std(axis=0) + 1e-9
    spread, target = (table - middle) / wide, np.array(wanted, float)

    def loss(rule: Floats) -> tuple[float, Floats]:
        chance = 1 / (1 + np.exp(-(spread @ rule[1:] + rule[0])))
        off = chance - target
        told = target * np.log(chance + 1e-9) + (1 - target) * np.log(1 - chance + 1e-9)
        slope = np.r_[off.sum(), spread.T @ off + 2 * restraint * rule[1:]]
        return float(restraint * (rule[1:] ** 2).sum() - told.sum()), slope

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    plain = found[1:] / wide
    return Rule(
        float(found[0] - plain @ middle), {name: float(value) for name, value in zip(names, plain, strict=True)}
    )


def telling_words(told: Sequence[tuple[str, ...]], poor: Sequence[bool]) -> dict[str, float]:
    """Return how much each term speaks for too little being said: ridge regression, both kinds weighing the same."""
    seen = Counter(term for terms in told for term in terms)
    place = {term: at for at, term in enumerate(term for term, times in seen.items() if times >= SEEN)}
    table = np.zeros((len(told), len(place)))
    for row, one in enumerate(told):
        known = [place[term] for term in one if term in place]
        table[row, known] = 1 / np.sqrt(len(known)) if known else 0.0
    target = np.where(poor, 1.0, -1.0)
    share = np.where(poor, len(poor) / (2 * sum(poor)), len(poor) / (2 * (len(poor) - sum(poor))))
    own = table @ table.T + WORD_RESTRAINT * np.diag(1 / share)
    weights = table.T @ np.linalg.solve(own, target)
    return {term: float(weights[at]) for term, at in place.items()}


def learn(examples: Sequence[Example]) -> tuple[Rule, Rule, dict[str, float]]:
    """Return how sure one may be, whether too little is said, and the words that say too little."""
    ranked = [one for one in examples if one.right is not None]
    names = sorted({name for one in examples for name in one.features})
    sure = logistic([one.features for one in ranked], [bool(one.right) for one in ranked], names, SURE_RESTRAINT)
    poor, apart = [one.poor for one in examples], np.zeros(len(examples))
    order = np.random.default_rng(9).permutation(len(examples))
    for part in range(PARTS):
        left = set(order[part::PARTS].tolist())
        others = [at for at in range(len(examples)) if at not in left]
        words = telling_words([examples[at].terms for at in others], [poor[at] for at in others])
        for at in left:
            apart[at] = vagueness(examples[at].terms, words)
    rows = [{**_said(one.features), "says too little": apart[at]} for at, one in enumerate(examples)]
    rule = logistic(rows, poor, sorted(rows[0]), POOR_RESTRAINT)
    vague = telling_words([one.terms for one in examples], poor)
    return sure, rule, {term: weight for term, weight in sorted(vague.items()) if abs(weight) >= SMALLEST}


def _said(features: Features) -> dict[str, float]:
    """The features that tell how much is said; what the signals say one by one tells of being right, not of this."""
    return {name: value for name, value in features.items() if " " not in name}
