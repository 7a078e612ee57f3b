"""Tells what is not a company's question from what is, by cues that are data; a person in distress comes before all."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from endorr.matching.rules.lexicon import concepts, cues
from endorr.matching.rules.proposal import Desk, Reason, Why
from endorr.matching.rules.reading import Reading

ENOUGH = 1.0
AT_ONCE = frozenset({Desk.DISTRESS})
# A company asks about its own trade in the same breath; these desks then need more to be sure.
_DOUBTED = frozenset({Desk.COMPLAINT, Desk.PRESS, Desk.STUDENT, Desk.SALES})
_ORDER = (Desk.DISTRESS, Desk.RECORDS, Desk.SPAM, Desk.PRESS, Desk.STUDENT, Desk.COMPLAINT, Desk.SALES)


@dataclass(frozen=True, slots=True)
class Shown:
    """The desk a message belongs at, and the cues that showed it."""

    desk: Desk
    reasons: tuple[Reason, ...]

    @property
    def at_once(self) -> bool:
        return self.desk in AT_ONCE


def desk_of(reading: Reading) -> Shown | None:
    """Return the desk a message belongs at, or None for what may be a company's question."""
    _lexicon, named = cues()
    weights: defaultdict[str, float] = defaultdict(float)
    shown: defaultdict[str, list[str]] = defaultdict(list)
    for key, times in Counter(reading.cues).items():
        cue = named[key]
        weights[cue.group] += cue.weight * min(times, 2)
        shown[cue.group].append(key)
    about_trade = _trade(reading.concepts)
    for desk in _ORDER:
        needed = ENOUGH + (about_trade if desk in _DOUBTED else 0.0)
        if weights[desk.value] >= needed:
            reasons = (Reason(Why.NOT_A_QUESTION, key, named[key].weight) for key in shown[desk.value])
            return Shown(desk, tuple(reasons))
    return None


def _trade(found: Sequence[str]) -> float:
    """How much a message speaks of the trade beyond its common words: half a cue for two strong concepts or more."""
    strong = [key for key in found if max(concepts().concepts[key].points.values(), default=0.0) >= 2.0]
    return 0.5 if len(strong) > 1 else 0.0
