"""Looks back over kept proposals: what went wrong where, and what would go elsewhere if a phrase were changed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from endorr.matching.rules.lessons import Kind
from endorr.matching.rules.library import Library, Voice, fingerprint
from endorr.matching.rules.matcher import Matcher
from endorr.matching.rules.reading import CONCEPT, Reading

PROPOSED_WORDS = 8  # words suggested for an organisation's symptoms
OFTEN = 2  # questions a word must have been in to be suggested


@dataclass(frozen=True, slots=True)
class Kept:
    """A trace as it is looked back on: whom it proposed, how surely, its services and the words it kept."""

    id: str
    first: str
    confidence: float
    asked_back: bool = False
    services: tuple[str, ...] = ()
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """A lesson on a trace."""

    trace: str
    kind: Kind
    organisation: str
    right: bool


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two organisations that were taken for each other: proposed, right, and how many times."""

    proposed: str
    right: str
    times: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words of questions that rightly went to an organisation it was not proposed for: matter for its symptoms."""

    organisation: str
    words: tuple[str, ...]
    questions: int


@dataclass(frozen=True, slots=True)
class LookBack:
    """What the catalogue's owners should look at: questions nobody was sure of, confusions, silence, suggestions."""

    questions: int
    unsure: tuple[Kept, ...]
    confusions: tuple[Confusion, ...]
    unreached: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
    right_first: int
    judged: int


UNSURE = 0.4


def look_back(kept: Sequence[Kept], lessons: Iterable[Noted], services: Iterable[str]) -> LookBack:
    """Gather what a span of questions shows; `services` are those that could have been proposed."""
    by_id = {one.id: one for one in kept}
    corrected = {one.trace: one.organisation for one in lessons if one.right and one.trace in by_id}
    wrong = {trace: right for trace, right in corrected.items() if right != by_id[trace].first}
    pairs = Counter((by_id[trace].first, right) for trace, right in wrong.items())
    reached = {service for one in kept for service in one.services}
    return LookBack(
        questions=len(kept),
        unsure=tuple(sorted((one for one in kept if _is_unsure(one)), key=lambda one: (one.confidence, one.id))),
        confusions=tuple(
            Confusion(*pair, times) for pair, times in sorted(pairs.items(), key=lambda found: (-found[1], found[0]))
        ),
        unreached=tuple(sorted(set(services) - reached)),
        suggestions=_suggestions(by_id, wrong),
        right_first=len(corrected) - len(wrong),
        judged=len(corrected),
    )


def _is_unsure(one: Kept) -> bool:
    return one.asked_back or one.confidence < UNSURE


def _suggestions(by_id: Mapping[str, Kept], wrong: Mapping[str, str]) -> tuple[Suggestion, ...]:
    words: defaultdict[str, Counter[str]] = defaultdict(Counter)
    questions: Counter[str] = Counter()
    for trace, right in wrong.items():
        questions[right] += 1
        words[right].update({word for word in by_id[trace].features if not word.startswith(CONCEPT)})
    found = (
        Suggestion(
            right,
            tuple(word for word, times in counted.most_common() if times >= OFTEN)[:PROPOSED_WORDS],
            questions[right],
        )
        for right, counted in sorted(words.items())
    )
    return tuple(one for one in found if one.words)


# Dry run


@dataclass(frozen=True, slots=True)
class Moved:
    """A question that would have been proposed to another organisation than before."""

    trace: str
    before: str
    after: str


def with_phrases(library: Library, party: str, service: str, phrases: Iterable[tuple[str, str]]) -> Library:
    """Return a library in which exactly these phrases point at a service, or at a party when `service` is empty."""
    kept = [voice for voice in library.voices if (voice.party, voice.service) != (party, service)]
    fresh = [Voice(party, service, language, phrase) for language, phrase in phrases]
    voices = tuple(dict.fromkeys((*kept, *fresh)))
    return replace(library, voices=voices, mark=fingerprint(voices, library.cards))


def reread(features: Sequence[str]) -> Reading:
    """Return a question as far as its trace remembers it: words and concepts, in no order."""
    named = tuple(word.removeprefix(CONCEPT) for word in features if word.startswith(CONCEPT))
    return Reading("", "sv", (), tuple(features), (), named, whole=False)


def moved(before: Matcher, after: Matcher, kept: Iterable[Kept]) -> tuple[Moved, ...]:
    """Return the questions that would go elsewhere; both sides are ranked by what the traces remember."""
    found = []
    for one in kept:
        if not one.features:
            continue
        reading = reread(one.features)
        was, now = before.rank(reading).scored[0].party, after.rank(reading).scored[0].party
        if was != now:
            found.append(Moved(one.id, was, now))
    return tuple(found)
