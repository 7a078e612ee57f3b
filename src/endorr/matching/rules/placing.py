"""Makes a proposal of a ranking: who covers the municipality, which services fit, why the next one is second."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from endorr.catalogue.rules.card import Card
from endorr.catalogue.rules.eligibility import Answer, Company, evaluate
from endorr.catalogue.rules.standing import covers
from endorr.matching.rules.judging import Judged
from endorr.matching.rules.parties import kind_of
from endorr.matching.rules.proposal import (
    COORDINATOR,
    Candidate,
    Left,
    Proposal,
    Reason,
    Versions,
    Why,
)

OFFERED = 5  # candidates of a proposal; the coordinator's click is among the first three
SERVICES = 4  # services named for each
NOTHING_TOLD = Company()


@dataclass(frozen=True, slots=True)
class Helper:
    """A function that covers the municipality: whose, what kind they are, its needs, and how sure that is."""

    function: str
    name: str
    organisation: str
    organisation_name: str
    kind: str
    needs: frozenset[str] = frozenset()
    confirmed: bool = True
    reachable: bool = True
    desk: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where the company is (four digits, or ""), what it has told of itself, and who covers there.

    `known` says that the directory was asked; without it coverage is left unsaid.
    """

    municipality: str = ""
    company: Company = NOTHING_TOLD
    helpers: tuple[Helper, ...] = ()
    known: bool = False


def mark_of(helpers: Iterable[Helper]) -> str:
    """Return a short name for exactly this answer of the directory."""
    told = sorted(f"{one.function}|{one.confirmed}|{one.reachable}|{sorted(one.needs)}" for one in helpers)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def propose(judged: Judged, cards: Mapping[str, Card], place: Place, *, versions: Versions) -> Proposal:
    """Return who should have a question, with the reasons; nobody is left out without one."""
    left: list[Left] = []
    candidates: list[Candidate] = []
    # What is no company's question goes to one desk, and is shown to no other.
    offered = 1 if judged.desk else OFFERED
    for one in judged.verdicts:
        if len(candidates) < offered:
            candidates.append(_candidate(one.party, judged, cards, place, left))
        else:
            left.append(Left(one.party, Why.OUTWEIGHED if one.share > _HARDLY else Why.NOTHING_SAID, one.score))
    candidates = _explained(candidates, judged)
    return Proposal(
        language=judged.language,
        candidates=tuple(candidates),
        needs=judged.needs,
        confidence=judged.confidence,
        sure=judged.sure,
        ask=judged.ask,
        ask_score=judged.ask_score,
        desk=judged.desk,
        at_once=judged.at_once,
        left=tuple(left),
        versions=replace(versions, directory=mark_of(place.helpers) if place.known else ""),
    )


_HARDLY = 0.004  # share of the chance under which nothing speaks for an organisation


def _candidate(party: str, judged: Judged, cards: Mapping[str, Card], place: Place, left: list[Left]) -> Candidate:
    verdict = judged.of(party)
    kind = kind_of(party)
    services, conditions = _services(party, judged, cards, place, left)
    helper, coverage = _coverage(party, judged.needs, place)
    return Candidate(
        organisation=helper.organisation if helper else kind.key_in(place.municipality),
        kind=party,
        name=helper.organisation_name if helper else "",
        function=helper.function if helper else "",
        function_name=helper.name if helper else "",
        services=services,
        score=verdict.score,
        confidence=verdict.confidence,
        partner=kind.partner,
        co_owner=verdict.co_owner,
        reasons=(*verdict.reasons, *conditions, *coverage),
    )


# Services


def _services(
    party: str, judged: Judged, cards: Mapping[str, Card], place: Place, left: list[Left]
) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    if judged.desk:
        return (), ()
    kept: list[str] = []
    said: list[Reason] = []
    for key, score in judged.services:
        card = cards.get(key)
        if card is None or card.organisation_key != party or len(kept) == SERVICES:
            continue
        if place.municipality and not covers(card.coverage, place.municipality):
            left.append(Left(key, Why.RULE_FAILED, score, "coverage"))
            continue
        verdict = evaluate(card.eligibility, place.company)
        failed = [outcome.name for outcome in verdict.outcomes if outcome.answer is Answer.NO]
        if failed:
            left.append(Left(key, Why.RULE_FAILED, score, " ".join(failed)))
            continue
        kept.append(key)
        said += [
            Reason(Why.RULE_MET if one.answer is Answer.YES else Why.RULE_UNKNOWN, f"{key} {one.name}")
            for one in verdict.outcomes[:3]
        ]
    return tuple(kept), tuple(said[:6])


# Coverage


def _coverage(party: str, needs: Sequence[str], place: Place) -> tuple[Helper | None, tuple[Reason, ...]]:
    if not kind_of(party).partner:
        return None, (Reason(Why.SIGNPOST),)
    if not place.municipality:
        return None, (Reason(Why.NO_MUNICIPALITY),)
    if not place.known:
        return None, ()
    own = [one for one in place.helpers if (one.desk if party == COORDINATOR else one.kind == party and not one.desk)]
    if not own:
        return None, (Reason(Why.COVERAGE_UNKNOWN),)
    best = min(own, key=lambda one: _suits(one, party, needs))
    return best, (Reason(_covering(best, party, needs), best.name),)


def _suits(helper: Helper, party: str, needs: Sequence[str]) -> tuple[int, bool, bool, str]:
    wanted = [*needs, *kind_of(party).needs]
    first = next((place for place, need in enumerate(wanted) if need in helper.needs), len(wanted))
    return first, not helper.reachable, not helper.confirmed, helper.function


def _covering(helper: Helper, party: str, needs: Sequence[str]) -> Why:
    if not helper.reachable:
        return Why.AWAY
    if not helper.confirmed:
        return Why.COVERS_UNCONFIRMED
    own = {*needs, *kind_of(party).needs}
    return Why.COVERS if helper.desk or own & helper.needs else Why.COVERS_OTHER_NEEDS


# Why the next one is second


def _explained(candidates: list[Candidate], judged: Judged) -> list[Candidate]:
    if len(candidates) < 2:
        return candidates
    first = judged.of(candidates[0].kind)
    told = [candidates[0]]
    for one in candidates[1:]:
        verdict = judged.of(one.kind)
        lacking = max(
            sorted(first.parts), key=lambda name: first.parts[name] - verdict.parts.get(name, 0.0), default=""
        )
        behind = verdict.score - first.score
        told.append(
            replace(one, reasons=(*one.reasons, Reason(Why.OUTWEIGHED, f"{candidates[0].kind} {lacking}", behind)))
        )
    return told
