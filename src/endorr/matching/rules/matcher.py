"""Ranks organisations and services for a message, in words and numbers only; who covers where comes after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from endorr.matching.rules.cueing import weighed_cues
from endorr.matching.rules.embedder import Embedder, Vectors
from endorr.matching.rules.index import Index, Scores, counted
from endorr.matching.rules.lessons import Experience
from endorr.matching.rules.lexicon import concepts, said_with
from endorr.matching.rules.library import DESK, Library, Voice, heard
from endorr.matching.rules.proposal import Desk
from endorr.matching.rules.reading import CONCEPT, Reading, read, splitter_for, terms_of
from endorr.matching.rules.sorting import Sorter
from endorr.matching.rules.texts import fold, swedish_words, words

RULES = "1"  # the version of everything in this folder that decides; told in every trace


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal weighs after it has been spread evenly over the organisations (z-scored)."""

    words: float = 0.6
    letters: float = 1.3
    whole: float = 1.1
    meaning: float = 4.5
    sorted: float = 2.2
    concepts: float = 2.0
    cues: float = 2.0
    outcomes: float = 3.0
    sharpness: float = 0.6
    parts: float = 0.42


@dataclass(frozen=True, slots=True)
class Scored:
    """One organisation's score, its share of the chance, and what each signal gave."""

    party: str
    score: float
    share: float
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one signal says by itself: whom it puts first, how strongly, and how far before the next."""

    first: str
    highest: float
    lead: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Organisations and services best first, the phrases that spoke for each, and whose need each sentence holds.

    `evidence` is what each signal says of the organisations before it is weighed against the others.
    """

    scored: tuple[Scored, ...]
    services: tuple[tuple[str, float], ...]
    phrases: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    needs: tuple[tuple[str, float], ...] = ()
    desks: tuple[Scored, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)


class Matcher:
    """A library made ready for questions; building takes a second, a question a few milliseconds."""

    def __init__(
        self,
        library: Library,
        *,
        embedder: Embedder | None = None,
        vectors: Mapping[str, Vectors] | None = None,
        experience: Mapping[str, Experience] | None = None,
        weights: Weights = Weights(),
    ) -> None:
        self.library = library
        self.weights = weights
        self.experience = experience or {}
        self.lessons = 0
        self.keys = (*library.keys, *(DESK + desk.value for desk in Desk))
        self.voices = heard(library)
        self._place = {key: place for place, key in enumerate(self.keys)}
        self.splitter = splitter_for(_parts_known(library))
        self._owner = np.array([self._place[voice.party] for voice in self.voices], np.int32)
        self._serving = np.array([bool(voice.service) for voice in self.voices], np.bool_)
        self._spoken = _once(self.voices)
        readings = [self.read(voice.phrase, language=voice.language, whole=False) for voice in self.voices]
        self._words = Index([counted(reading.terms) for reading in readings], cosine=False)
        self._letters = Index([counted(reading.letters) for reading in readings], cosine=True)
        self._whole = Index(self._documents(readings), cosine=True)
        self.embedder = embedder
        self._vectors: Vectors | None = None
        self._middle: Vectors | None = None
        if embedder:
            self._vectors, self._middle = _matrix(self.voices, vectors, embedder)
        once = [reading for reading, first in zip(readings, self._spoken, strict=True) if first]
        self._sorter = Sorter(
            [[counted(one.terms) for one in once], [counted(one.letters) for one in once]],
            self._vectors[self._spoken] if self._vectors is not None else None,
            self._owner[self._spoken],
            len(self.keys),
        )

    def _documents(self, readings: Sequence[Reading]) -> list[dict[str, float]]:
        gathered: list[list[str]] = [[] for _key in self.keys]
        for place, reading in zip(self._owner, readings, strict=True):
            gathered[int(place)] += reading.terms
        for place, party in enumerate(self.library.parties):
            for language, text in (("sv", party.does_sv), ("en", party.does_en)):
                gathered[place] += terms_of(words(fold(text)), language, self.splitter)
        return [counted(terms) for terms in gathered]

    def read(self, text: str, *, language: str = "", whole: bool = True) -> Reading:
        """Read a message with this library's knowledge of compounds."""
        return read(text, self.splitter, language=language, whole=whole)

    def features(self, reading: Reading) -> tuple[str, ...]:
        """Return what may be kept of a message: its concepts, and stems that are words of everybody's.

        A stem is kept when the library uses it, or when the word stands in the Swedish word list: never a name, a
        number or an address.
        """
        listed = swedish_words()
        spoken = {
            term
            for word in reading.told
            if word in listed
            for term in terms_of([word], reading.language, self.splitter)
        }
        kept = (term for term in reading.terms if term[0] == CONCEPT or term in self._words or term in spoken)
        return tuple(dict.fromkeys(term for term in kept if not any(letter.isdigit() for letter in term)))

    @cached_property
    def known(self) -> Mapping[str, int]:
        """The words that the library's phrases are made of, and of how many organisations' phrases each is."""
        told: dict[str, set[str]] = {}
        for voice in self.library.voices:
            for word in words(fold(voice.phrase)):
                told.setdefault(word, set()).add(voice.party)
        return {word: len(parties) for word, parties in told.items()}

    @cached_property
    def _pointing(self) -> dict[str, Scores]:
        pointing = {}
        for key, concept in concepts().concepts.items():
            row = [self._pointed(party, concept.points) for party in self.keys]
            pointing[key] = np.array(row)
        return pointing

    def _pointed(self, party: str, points: Mapping[str, float]) -> float:
        stands_for = self.library.stands_for.get(party, {party: 1.0})
        return max((points.get(ours, 0.0) * surely for ours, surely in stands_for.items()), default=0.0)

    def nearest(self, reading: Reading) -> list[tuple[Voice, float]]:
        """Return the phrases most like a message, best first."""
        return self._best(self._per_voice(reading))

    def signals(self, reading: Reading) -> dict[str, Scores]:
        """Return each signal's raw score for every organisation."""
        return self._signals(reading, self._per_voice(reading))

    def _signals(self, reading: Reading, per_voice: dict[str, Scores]) -> dict[str, Scores]:
        found = {
            **{name: self._gather(values) for name, values in per_voice.items()},
            "whole": self._whole.score(counted(reading.terms)),
            "concepts": sum(
                (self._pointing[key] * said_with(key, reading.concepts) for key in reading.concepts),
                np.zeros(len(self.keys)),
            ),
            "cues": self._cued(reading),
        }
        # A sentence of a longer message is ranked by words alone: the model would need its time for each.
        asked = self._asked(reading) if self._vectors is not None and reading.whole else None
        if self._vectors is not None and asked is not None:
            found["meaning"] = self._gather(np.maximum(self._vectors @ asked, 0.0).astype(np.float64))
        found["sorted"] = self._sorter.score([counted(reading.terms), counted(reading.letters)], asked)
        if self.experience:
            features = self.features(reading)
            found["outcomes"] = np.array(
                [self.experience[key].nearness(features) if key in self.experience else 0.0 for key in self.keys]
            )
        return found

    def _cued(self, reading: Reading) -> Scores:
        """Return what a message's cues say for each desk."""
        found = np.zeros(len(self.keys))
        for desk, (weight, _shown) in weighed_cues(reading).items():
            found[self._place[DESK + desk]] = weight
        return found

    def _asked(self, reading: Reading) -> Vectors:
        assert self.embedder is not None
        assert self._middle is not None
        row = self.embedder.questions([reading.text])[0] - self._middle
        asked: Vectors = row / (np.linalg.norm(row) or 1.0)
        return asked

    def _gather(self, per_voice: Scores) -> Scores:
        """Return each organisation's best phrases together: the best in full, the next ones by halves."""
        per_voice = per_voice * self._spoken
        order = np.lexsort((-per_voice, self._owner))
        owners, values = self._owner[order], per_voice[order]
        starts = np.searchsorted(owners, np.arange(len(self.keys)))
        rank = np.arange(len(owners)) - starts[owners]
        share = np.where(rank < len(_FALLING), _FALLING[np.minimum(rank, len(_FALLING) - 1)], 0.0)
        summed: Scores = np.bincount(owners, weights=values * share, minlength=len(self.keys))
        return summed

    def _evidence(self, found: Mapping[str, Scores]) -> dict[str, Evidence]:
        told = {}
        for name, values in found.items():
            own = values[: len(self.library.parties)]
            best, after = np.sort(own)[::-1][:2]
            first = self.keys[int(np.argmax(own))] if best > 0 else ""
            told[name] = Evidence(first, float(best), float(best - after))
        return told

    def _weighed(self, found: Mapping[str, Scores]) -> dict[str, Scores]:
        """Return what each signal gives every organisation, spread evenly and weighed."""
        spread = {name: _spread(values) * getattr(self.weights, name) for name, values in found.items()}
        # Concepts are weighed by hand already: where none is found nothing should be said.
        spread["concepts"] = found["concepts"] * self.weights.concepts
        spread["cues"] = found["cues"] * self.weights.cues
        if "outcomes" in found:  # spread evenly, a little evidence would weigh as much as plenty
            spread["outcomes"] = found["outcomes"] * self.weights.outcomes
        return spread

    def rank(self, reading: Reading) -> Ranking:
        """Rank for a message; the same message gives the same answer.

        A long message is ranked as a whole and sentence by sentence: the need stands in one of them, and the rest is
        noise that should not drown it.
        """
        per_voice = self._per_voice(reading)
        found = self._signals(reading, per_voice)
        spread = self._weighed(found)
        parts = [
            (part, _summed(self._weighed(self._signals(part, self._per_voice(part)))), telling(part))
            for part in reading.parts[:MOST_PARTS]
        ]
        if parts:
            pooled = _pooled([(total, weight) for _part, total, weight in parts])
            spread = {name: values * (1 - self.weights.parts) for name, values in spread.items()}
            spread["parts"] = pooled * self.weights.parts
        total = _summed(spread)
        share = _shares(total * self.weights.sharpness)
        scored = [
            Scored(
                key,
                float(total[place]),
                float(share[place]),
                {name: float(values[place]) for name, values in spread.items()},
            )
            for place, key in enumerate(self.keys)
        ]
        scored.sort(key=lambda one: (-one.score, one.party))
        needs = tuple(self._need(part, values) for part, values, weight in parts if weight >= A_NEED)
        best = self._best(per_voice)
        return Ranking(
            tuple(one for one in scored if not one.party.startswith(DESK)),
            self._services(self._best(per_voice, self._serving)),
            self._phrases(best),
            needs,
            tuple(one for one in scored if one.party.startswith(DESK)),
            self._evidence(found) if len(self.library.parties) > 1 else {},
        )

    def _need(self, part: Reading, total: Scores) -> tuple[str, float]:
        place = int(np.argmax(total))
        return self.keys[place], float(_shares(total * self.weights.sharpness)[place])

    def _per_voice(self, reading: Reading) -> dict[str, Scores]:
        """Return every phrase's likeness, by words and, for a whole message, by runs of letters."""
        found = {"words": self._words.score(counted(reading.terms))}
        if reading.whole:
            found["letters"] = self._letters.score(counted(reading.letters))
        return found

    def _best(
        self, per_voice: dict[str, Scores], among: npt.NDArray[np.bool_] | None = None
    ) -> list[tuple[Voice, float]]:
        scores = per_voice["words"] + 4 * per_voice.get("letters", np.zeros(len(self._owner)))
        if among is not None:
            scores = scores * among
        order = np.argsort(-scores, kind="stable")[:NEAREST]
        return [(self.voices[int(place)], float(scores[place])) for place in order if scores[place] > 0]

    def _services(self, best: Sequence[tuple[Voice, float]]) -> tuple[tuple[str, float], ...]:
        found: dict[str, float] = {}
        for voice, score in best:
            if voice.service:
                found.setdefault(voice.service, score)
        return tuple(found.items())

    def _phrases(self, best: Sequence[tuple[Voice, float]]) -> dict[str, tuple[tuple[str, float], ...]]:
        found: dict[str, list[tuple[str, float]]] = {}
        for voice, score in best:
            kept = found.setdefault(voice.party, [])
            if len(kept) < 2:
                kept.append((voice.phrase, score))
        return {party: tuple(kept) for party, kept in found.items()}


NEAREST = 60  # phrases that are looked at for services and reasons
MOST_PARTS = 24  # sentences of a message that are ranked by themselves
A_NEED = 1.0  # how telling a sentence must be to hold a need of its own


def telling(part: Reading) -> float:
    """How much a sentence says of the trade: its strongest concepts, and a little for every other word."""
    pointing = sorted(
        (
            max(concepts().concepts[key].points.values(), default=0.0) * said_with(key, part.concepts)
            for key in part.concepts
        ),
        reverse=True,
    )
    return min(3.0, sum(pointing[:2]) / 2) + min(len(part.told), 12) / 24


def _summed(spread: Mapping[str, Scores]) -> Scores:
    values = list(spread.values())
    total: Scores = np.sum(values, axis=0)
    return total


def _pooled(parts: Sequence[tuple[Scores, float]]) -> Scores:
    """Return what the sentences say together, the telling ones most; each organisation keeps its best sentence."""
    weights = np.array([weight for _total, weight in parts])
    rows = np.array([total for total, _weight in parts]) * (weights / weights.max())[:, None]
    pooled: Scores = 0.6 * rows.max(axis=0) + 0.4 * np.average(rows, axis=0, weights=weights)
    return pooled


def _once(voices: Sequence[Voice]) -> npt.NDArray[np.bool_]:
    """Mark each phrase of a party where it is met first: that ten services share it makes it no truer."""
    seen: set[tuple[str, str]] = set()
    marks = []
    for voice in voices:
        marks.append((voice.party, voice.phrase) not in seen)
        seen.add((voice.party, voice.phrase))
    return np.array(marks, np.bool_)


_FALLING = np.array([1.0, 0.5, 0.25, 0.12])


def _spread(values: Scores) -> Scores:
    wide = float(values.std())
    spread: Scores = (values - values.mean()) / wide if wide > 0 else values * 0.0
    return spread


def _shares(values: Scores) -> Scores:
    raised = np.exp(values - values.max())
    shares: Scores = raised / raised.sum()
    return shares


def _parts_known(library: Library) -> frozenset[str]:
    """Words that a compound may be taken apart into: Swedish words that the library itself uses, whole or in part."""
    used = {word for voice in library.voices if voice.language == "sv" for word in words(fold(voice.phrase))}
    used |= {word for party in library.parties for word in words(fold(party.does_sv))}
    listed = swedish_words()
    long = frozenset(word for word in used if len(word) >= 4)
    return long | frozenset(word for word in listed if len(word) >= 4) if listed else long


def _matrix(
    voices: Sequence[Voice], vectors: Mapping[str, Vectors] | None, embedder: Embedder
) -> tuple[Vectors, Vectors]:
    """Return the phrases' vectors around their middle, and the middle: raw cosines of the model all look alike."""
    kept = dict(vectors or {})
    missing = list(dict.fromkeys(voice.phrase for voice in voices if voice.phrase not in kept))
    if missing:
        kept.update(zip(missing, embedder.phrases(missing), strict=True))
    rows = np.asarray([kept[voice.phrase] for voice in voices], dtype=np.float32)
    middle = rows.mean(axis=0)
    centred = rows - middle
    return (centred / np.linalg.norm(centred, axis=1, keepdims=True)).astype(np.float32), middle
