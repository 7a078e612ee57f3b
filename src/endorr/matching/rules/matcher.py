"""Ranks organisations and services for a message, in words and numbers only; who covers where comes after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from endorr.matching.rules.embedder import Embedder
from endorr.matching.rules.index import Index, Scores, counted
from endorr.matching.rules.lessons import Experience
from endorr.matching.rules.lexicon import concepts
from endorr.matching.rules.library import Library, Voice
from endorr.matching.rules.reading import CONCEPT, Reading, read, splitter_for, terms_of
from endorr.matching.rules.texts import fold, swedish_words, words

RULES = "1"  # the version of everything in this folder that decides; told in every trace


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal weighs after it has been spread evenly over the organisations (z-scored)."""

    words: float = 1.0
    letters: float = 0.7
    whole: float = 0.6
    meaning: float = 1.6
    concepts: float = 0.9
    outcomes: float = 0.5
    sharpness: float = 0.9


@dataclass(frozen=True, slots=True)
class Scored:
    """One organisation's score, its share of the chance, and what each signal gave."""

    party: str
    score: float
    share: float
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Organisations best first, and services best first with the place of the phrase that spoke for each."""

    scored: tuple[Scored, ...]
    services: tuple[tuple[str, float], ...]
    phrases: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)


class Matcher:
    """A library made ready for questions; building takes a second, a question a few milliseconds."""

    def __init__(
        self,
        library: Library,
        *,
        embedder: Embedder | None = None,
        vectors: Mapping[str, Sequence[float]] | None = None,
        experience: Mapping[str, Experience] | None = None,
        weights: Weights = Weights(),
    ) -> None:
        self.library = library
        self.weights = weights
        self.experience = experience or {}
        self.keys = library.keys
        self._place = {key: place for place, key in enumerate(self.keys)}
        self.splitter = splitter_for(_parts_known(library))
        self._owner = np.array([self._place[voice.party] for voice in library.voices], np.int32)
        readings = [self.read(voice.phrase, language=voice.language, whole=False) for voice in library.voices]
        self._words = Index([counted(reading.terms) for reading in readings], cosine=False)
        self._letters = Index([counted(reading.letters) for reading in readings], cosine=True)
        self._whole = Index(self._documents(readings), cosine=True)
        self.embedder = embedder
        self._vectors = _matrix(library.voices, vectors, embedder) if embedder else None

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
    def _pointing(self) -> dict[str, Scores]:
        pointing = {}
        for key, concept in concepts().concepts.items():
            row = np.zeros(len(self.keys))
            for party, weight in concept.points.items():
                if party in self._place:
                    row[self._place[party]] = weight
            pointing[key] = row
        return pointing

    def signals(self, reading: Reading) -> dict[str, Scores]:
        """Return each signal's raw score for every organisation."""
        terms, letters = counted(reading.terms), counted(reading.letters)
        found = {
            "words": self._gather(self._words.score(terms)),
            "letters": self._gather(self._letters.score(letters)),
            "whole": self._whole.score(terms),
            "concepts": sum((self._pointing[key] for key in reading.concepts), np.zeros(len(self.keys))),
        }
        if self._vectors is not None and self.embedder is not None:
            asked = self.embedder.questions([reading.text])[0]
            found["meaning"] = self._gather(self._vectors @ asked)
        if self.experience:
            features = [term.removeprefix(CONCEPT) for term in reading.terms]
            found["outcomes"] = np.array(
                [self.experience[key].nearness(features) if key in self.experience else 0.0 for key in self.keys]
            )
        return found

    def _gather(self, per_voice: Scores) -> Scores:
        """Return each organisation's best phrases together: the best in full, the next ones by halves."""
        order = np.lexsort((-per_voice, self._owner))
        owners, values = self._owner[order], per_voice[order]
        starts = np.searchsorted(owners, np.arange(len(self.keys)))
        rank = np.arange(len(owners)) - starts[owners]
        share = np.where(rank < len(_FALLING), _FALLING[np.minimum(rank, len(_FALLING) - 1)], 0.0)
        summed: Scores = np.bincount(owners, weights=values * share, minlength=len(self.keys))
        return summed

    def rank(self, reading: Reading) -> Ranking:
        """Rank for a message; the same message gives the same answer."""
        found = self.signals(reading)
        spread = {name: _spread(values) * getattr(self.weights, name) for name, values in found.items()}
        if "concepts" in found:
            spread["concepts"] = found["concepts"] * self.weights.concepts
        total = sum(spread.values(), np.zeros(len(self.keys)))
        share = _shares(total * self.weights.sharpness)
        order = sorted(range(len(self.keys)), key=lambda place: (-total[place], self.keys[place]))
        scored = tuple(
            Scored(
                self.keys[place],
                float(total[place]),
                float(share[place]),
                {name: float(values[place]) for name, values in spread.items()},
            )
            for place in order
        )
        return Ranking(scored, self._services(reading), self._phrases(reading))

    def _per_voice(self, reading: Reading) -> Scores:
        return self._words.score(counted(reading.terms)) + 4 * self._letters.score(counted(reading.letters))

    def _services(self, reading: Reading) -> tuple[tuple[str, float], ...]:
        best: dict[str, float] = {}
        scores = self._per_voice(reading)
        for place in np.argsort(-scores, kind="stable")[:60]:
            voice = self.library.voices[int(place)]
            if voice.service and scores[place] > 0:
                best.setdefault(voice.service, float(scores[place]))
        return tuple(sorted(best.items(), key=lambda pair: (-pair[1], pair[0])))

    def _phrases(self, reading: Reading) -> dict[str, tuple[tuple[str, float], ...]]:
        scores = self._per_voice(reading)
        found: dict[str, list[tuple[str, float]]] = {}
        for place in np.argsort(-scores, kind="stable")[:60]:
            voice = self.library.voices[int(place)]
            kept = found.setdefault(voice.party, [])
            if scores[place] > 0 and len(kept) < 2:
                kept.append((voice.phrase, float(scores[place])))
        return {party: tuple(kept) for party, kept in found.items()}


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
    voices: Sequence[Voice], vectors: Mapping[str, Sequence[float]] | None, embedder: Embedder
) -> "np.typing.NDArray[np.float32]":
    kept = dict(vectors or {})
    missing = list(dict.fromkeys(voice.phrase for voice in voices if voice.phrase not in kept))
    if missing:
        kept.update(zip(missing, embedder.phrases(missing), strict=True))
    return np.asarray([kept[voice.phrase] for voice in voices], dtype=np.float32)
