"""Tells what is not a company's question from what is, by cues that are data; a person in distress comes before all.

Three things speak for a desk: cues (how one speaks who asks for documents, offers something, looks for work), how near
the message is to what such writers say, and what tells them apart from companies. Against it speaks a company that
tells of its own customers, goods and markets, and words of the trade: a company may be angry, sell newspapers or be
cheated too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from endorr.matching.rules.cueing import own_trade, weighed_cues
from endorr.matching.rules.lexicon import concepts, cues
from endorr.matching.rules.library import DESK
from endorr.matching.rules.matcher import Ranking
from endorr.matching.rules.proposal import Desk, Reason, Why
from endorr.matching.rules.reading import Reading

TOO_SHORT = 8  # words below which a message without a cue tells nothing of who wrote it
AT_ONCE = frozenset({Desk.DISTRESS})
PHRASED = frozenset({"sv", "en"})  # the languages in which nearness in words says anything

# Fitted on messages of the tuning part, with and without their cues.
_CUE, _MOST_CUES, _NEAR, _APART, _LEVEL = 2.2, 2.0, 0.18, 0.1, 0.3
_OWN, _TRADE = 1.8, 0.35
_FAR, _CLOSE = -12.0, 8.0  # beyond these a lead says no more
_WITHOUT_CUE = {Desk.DISTRESS: 0.1}
# A company may despair in the same breath, and who sells something speaks of goods and customers too.
_DOUBTED_LESS = {Desk.DISTRESS: 0.2, Desk.SPAM: 0.6, Desk.SALES: 0.5, Desk.RECORDS: 0.6}
_STRONG, _MOST_STRONG = 2.0, 3


@dataclass(frozen=True, slots=True)
class Shown:
    """The desk a message belongs at, and the cues that showed it."""

    desk: Desk
    reasons: tuple[Reason, ...]

    @property
    def at_once(self) -> bool:
        return self.desk in AT_ONCE


def desk_of(reading: Reading, ranking: Ranking) -> Shown | None:
    """Return the desk a message belongs at, or None for what may be a company's question."""
    if not ranking.desks or not ranking.scored:
        return None
    found = weighed_cues(reading)
    doubt = _OWN * own_trade(reading) + _TRADE * _trade(reading.concepts)
    near = reading.language in PHRASED or "meaning" in ranking.desks[0].parts
    apart = max(one.parts["sorted"] for one in ranking.scored)
    told: list[tuple[float, Desk]] = []
    for one in ranking.desks:
        desk = Desk(one.party.removeprefix(DESK))
        weight = found.get(desk.value, (0.0, ()))[0]
        if not weight and len(reading.told) < TOO_SHORT:
            continue
        score = _CUE * min(weight, _MOST_CUES) - doubt * _DOUBTED_LESS.get(desk, 1.0) - _LEVEL
        if near:
            lead = one.score - one.parts.get("cues", 0.0) - ranking.scored[0].score
            score += _NEAR * max(_FAR, min(lead, _CLOSE)) + _APART * (one.parts["sorted"] - apart)
        told.append((score if weight else score - _WITHOUT_CUE.get(desk, 0.0), desk))
    # What may be a person in distress is never thrown away as spam, however much it looks like it.
    if any(desk is Desk.DISTRESS and score > 0 for score, desk in told):
        told = [(score, desk) for score, desk in told if desk is not Desk.SPAM]
    score, desk = max(told, default=(0.0, Desk.SPAM))
    return Shown(desk, _reasons(desk, found.get(desk.value, (0.0, ()))[1], score)) if score > 0 else None


def _reasons(desk: Desk, shown: Sequence[str], score: float) -> tuple[Reason, ...]:
    _lexicon, named = cues()
    told = tuple(Reason(Why.NOT_A_QUESTION, key, named[key].weight) for key in shown)
    return told or (Reason(Why.NOT_A_QUESTION, desk.value, score),)


def _trade(found: Sequence[str]) -> int:
    """How many strong words of the trade a message has."""
    strong = sum(max(concepts().concepts[key].points.values(), default=0.0) >= _STRONG for key in found)
    return min(_MOST_STRONG, strong)
