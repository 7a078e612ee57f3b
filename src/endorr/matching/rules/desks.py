"""Tells what is not a company's question from what is, by cues that are data; a person in distress comes before all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from endorr.matching.rules.cueing import weighed_cues
from endorr.matching.rules.lexicon import concepts, cues
from endorr.matching.rules.library import DESK
from endorr.matching.rules.matcher import Ranking
from endorr.matching.rules.proposal import Desk, Reason, Why
from endorr.matching.rules.reading import Reading

ENOUGH = 1.0
LEAD, LEAD_WITHOUT_TRADE = 0.3, -0.7  # how far a desk must lie before the first organisation to be believed
LEAD_OF_DISTRESS = 1.0  # for distress that no cue shows
TOO_SHORT = 8  # words below which a message without a cue tells nothing of who wrote it
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


def desk_of(reading: Reading, ranking: Ranking) -> Shown | None:
    """Return the desk a message belongs at, or None for what may be a company's question.

    Cues decide where there are enough of them; else how near the message is to what such messages say.
    """
    found = weighed_cues(reading)
    about_trade = _trade(reading.concepts)
    for desk in _ORDER:
        weight, shown = found.get(desk.value, (0.0, ()))
        if weight >= ENOUGH + (about_trade if desk in _DOUBTED else 0.0):
            _lexicon, named = cues()
            return Shown(desk, tuple(Reason(Why.NOT_A_QUESTION, key, named[key].weight) for key in shown))
    return _nearest(reading, ranking, found)


def _nearest(reading: Reading, ranking: Ranking, found: Mapping[str, object]) -> Shown | None:
    if not ranking.desks or not ranking.scored:
        return None
    best = ranking.desks[0]
    desk = Desk(best.party.removeprefix(DESK))
    if desk.value not in found and len(reading.told) < TOO_SHORT:
        return None
    lead = best.score - ranking.scored[0].score
    if desk is Desk.DISTRESS and desk.value not in found and lead < LEAD_OF_DISTRESS:
        return None
    if lead < (LEAD if any(_points(key) for key in reading.concepts) else LEAD_WITHOUT_TRADE):
        return None
    return Shown(desk, (Reason(Why.NOT_A_QUESTION, desk.value, lead),))


def _points(concept: str) -> bool:
    return max(concepts().concepts[concept].points.values(), default=0.0) >= 1.0


def _trade(found: Sequence[str]) -> float:
    """How much a message speaks of the trade beyond its common words: half a cue for two strong concepts or more."""
    strong = [key for key in found if max(concepts().concepts[key].points.values(), default=0.0) >= 2.0]
    return 0.5 if len(strong) > 1 else 0.0
