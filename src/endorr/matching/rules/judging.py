"""Judges a message: a ranking made into chances, a second need, whether to ask back, which desk it belongs at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from endorr.matching.rules.asking import ASK, HOPELESS, counter_question
from endorr.matching.rules.desks import Shown, desk_of
from endorr.matching.rules.doubting import doubts, features, terms, vagueness
from endorr.matching.rules.lexicon import concepts
from endorr.matching.rules.matcher import Matcher, Ranking, Scored
from endorr.matching.rules.parties import kind_of
from endorr.matching.rules.proposal import COORDINATOR, CounterQuestion, Desk, Reason, Why
from endorr.matching.rules.reading import Reading

SURE = 0.6  # the chance from which the first may be proposed alone; below, a coordinator chooses among three
POOR_TAKES = 0.85  # of the chance, when nothing telling is said
SECOND_NEED = 0.45  # the chance from which a sentence's own organisation is a co-owner


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
        """The verdict on an organisation; raises StopIteration for one that was not judged."""
        return next(one for one in self.verdicts if one.party == party)


def judge(matcher: Matcher, text: str, *, language: str = "") -> Judged:
    """Judge a message; the same message and library give the same answer."""
    reading = matcher.read(text, language=language)
    ranking = matcher.rank(reading)
    shown = desk_of(reading, ranking)
    sure, poor = _doubts(matcher, reading, ranking)
    poor = 0.0 if shown else poor
    chance = sure * (1.0 - POOR_TAKES * poor)
    verdicts = _verdicts(ranking, reading, chance)
    if shown or poor >= HOPELESS:
        verdicts = _to_the_desk(verdicts, shown, poor)
    confidence = verdicts[0].confidence if verdicts else 0.0
    return Judged(
        language=reading.language,
        verdicts=verdicts,
        services=ranking.services,
        needs=_needs(reading, verdicts),
        confidence=confidence,
        sure=confidence >= SURE and poor < ASK,
        ask=_question(ranking, shown, poor, confidence),
        ask_score=poor,
        desk=shown.desk if shown else None,
        at_once=bool(shown and shown.at_once),
        features=matcher.features(reading)[:200],
    )


# How sure


def _doubts(matcher: Matcher, reading: Reading, ranking: Ranking) -> tuple[float, float]:
    """Return the chance that the first is right, and the chance that nobody can know whose a message is."""
    if len(ranking.scored) < 3:  # a list of one or two: nothing was learnt of such
        return (ranking.scored[0].share if ranking.scored else 0.0), 0.0
    learnt = doubts(by_meaning=matcher.embedder is not None)
    told = features(matcher, reading, ranking)
    told["says too little"] = vagueness(terms(reading), learnt.vague)
    return learnt.sure.chance(told), learnt.poor.chance(told)


def _verdicts(ranking: Ranking, reading: Reading, chance: float) -> tuple[Verdict, ...]:
    first = ranking.scored[0] if ranking.scored else None
    rest = sum(one.share for one in ranking.scored[1:]) or 1.0
    seconds = {party for party, share in ranking.needs if share >= SECOND_NEED}
    verdicts = []
    for one in ranking.scored:
        mine = chance if one is first else (1 - chance) * one.share / rest
        second = one is not first and one.party in seconds
        told = _reasons(one, reading, ranking)
        reasons = (*told, Reason(Why.SECOND_NEED)) if second else told
        verdicts.append(Verdict(one.party, one.score, one.share, mine, one.parts, reasons, second))
    return tuple(verdicts)


# To the cooperation's own desk


def _to_the_desk(verdicts: Sequence[Verdict], shown: Shown | None, poor: float) -> tuple[Verdict, ...]:
    """Put the coordinator first: for what is no company's question, and for what nobody can know whose it is."""
    reasons = shown.reasons if shown else (Reason(Why.CONTEXT_POOR, weight=poor),)
    own = next((one for one in verdicts if one.party == COORDINATOR), None)
    if own is None:
        return tuple(verdicts)
    top = verdicts[0].score
    first = replace(own, reasons=(*reasons, *own.reasons), score=max(top, own.score))
    if shown:
        first = replace(first, confidence=0.95)
    return (first, *(one for one in verdicts if one.party != COORDINATOR))


def _question(ranking: Ranking, shown: Shown | None, poor: float, confidence: float) -> CounterQuestion | None:
    if shown or (poor < ASK and confidence >= SURE):
        return None
    return counter_question([(one.party, one.share) for one in ranking.scored[:8]])


def _needs(reading: Reading, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    named = [concepts().concepts[key].need for key in reading.concepts]
    own = kind_of(verdicts[0].party).needs if verdicts else ()
    return tuple(dict.fromkeys([need for need in named if need in own] + [*own[:1]]))


# Why


def _reasons(one: Scored, reading: Reading, ranking: Ranking) -> tuple[Reason, ...]:
    pointing = [
        Reason(Why.FACT if concept.fact else Why.CONCEPT, key, concept.points[one.party])
        for key in reading.concepts
        if (concept := concepts().concepts[key]).points.get(one.party)
    ]
    pointing.sort(key=lambda reason: -abs(reason.weight))
    phrases = [Reason(Why.PHRASE, phrase[:90], weight) for phrase, weight in ranking.phrases.get(one.party, ())]
    meaning = [Reason(Why.MEANING, "", one.parts["meaning"])] if one.parts.get("meaning", 0.0) > 1.0 else []
    learnt = [Reason(Why.OUTCOMES, "", one.parts["outcomes"])] if one.parts.get("outcomes", 0.0) > 0.1 else []
    found = (*pointing[:4], *phrases[:1], *meaning, *learnt)
    return found or (Reason(Why.NOTHING_SAID),)
