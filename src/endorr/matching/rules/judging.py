"""Judges a message: a ranking made into chances, a second need, whether to ask back, which desk it belongs at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from endorr.matching.rules.lexicon import concepts
from endorr.matching.rules.matcher import Matcher, Ranking, Scored
from endorr.matching.rules.parties import kind_of
from endorr.matching.rules.proposal import CounterQuestion, Desk, Reason, Why
from endorr.matching.rules.reading import Reading

SURE = 0.55


@dataclass(frozen=True, slots=True)
class Verdict:
    """One organisation as it is judged: its chance of being the right first one, and what speaks for it."""

    party: str
    score: float
    share: float
    confidence: float
    parts: Mapping[str, float] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    co_owner: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A message as it is judged, before anybody has asked who covers where."""

    language: str
    verdicts: tuple[Verdict, ...]
    services: tuple[tuple[str, float], ...]
    needs: tuple[str, ...]
    confidence: float
    sure: bool
    ask: CounterQuestion | None = None
    ask_score: float = 0.0
    desk: Desk | None = None
    at_once: bool = False
    features: tuple[str, ...] = ()

    def of(self, party: str) -> Verdict:
        return next(one for one in self.verdicts if one.party == party)


def judge(matcher: Matcher, text: str, *, language: str = "") -> Judged:
    """Judge a message; the same message and library give the same answer."""
    reading = matcher.read(text, language=language)
    ranking = matcher.rank(reading)
    verdicts = tuple(
        Verdict(one.party, one.score, one.share, one.share, one.parts, _reasons(one, reading, ranking))
        for one in ranking.scored
    )
    confidence = verdicts[0].confidence if verdicts else 0.0
    return Judged(
        language=reading.language,
        verdicts=verdicts,
        services=ranking.services,
        needs=_needs(reading, verdicts),
        confidence=confidence,
        sure=confidence >= SURE,
        features=matcher.features(reading)[:200],
    )


def _needs(reading: Reading, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    said = [concepts().concepts[key].need for key in reading.concepts]
    own = kind_of(verdicts[0].party).needs if verdicts else ()
    return tuple(dict.fromkeys([need for need in said if need in own] + [*own[:1]]))


def _reasons(one: Scored, reading: Reading, ranking: Ranking) -> tuple[Reason, ...]:
    pointing = [
        Reason(Why.FACT if concept.fact else Why.CONCEPT, key, concept.points[one.party])
        for key in reading.concepts
        if (concept := concepts().concepts[key]).points.get(one.party)
    ]
    pointing.sort(key=lambda reason: -abs(reason.weight))
    phrases = [Reason(Why.PHRASE, phrase[:90], weight) for phrase, weight in ranking.phrases.get(one.party, ())]
    meaning = [Reason(Why.MEANING, "", one.parts["meaning"])] if one.parts.get("meaning", 0.0) > 1.0 else []
    found = (*pointing[:4], *phrases[:1], *meaning)
    return found or (Reason(Why.NOTHING_SAID),)
