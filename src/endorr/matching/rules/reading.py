"""Reads a message: its language, the concepts and facts in it, the terms it is compared by, and its sentences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from endorr.matching.rules.languages import identify
from endorr.matching.rules.letters import letter
from endorr.matching.rules.lexicon import Concept, Lexicon, concepts, cues
from endorr.matching.rules.texts import clauses, fold, grams, sentences, split, stem, words

_NORDIC = str.maketrans("æø", "äö")
_AS_SWEDISH = frozenset({"nb", "da"})
VAGUE = "vague."  # the group of cues that any question may hold
CONCEPT = "="  # marks a term that is a concept rather than a stem

# Words that say nothing of what is needed, in the languages met most.
_EMPTY = frozenset(
    word
    for line in (
        "och att det som en ett på är för med av den de till inte om vi har kan så vad hur ska eller vår våra vårt när",
        "från jag hej vill mot också efter vid då få nu finns måste behöver oss er ni i man får vara sig sin sina blir",
        "skulle ha där här detta denna dessa men ju även bara mycket någon något några alla allt än hos under utan",
        "the and of to in is we our you that it for with on are as be have this can not or do does from an a which",
        "would they there has us your i if when who where should will but any about at by was were been am me my so",
        "og å ikke jeg vi det er av den fra hva hvordan vores et til der at hvad mig",
    )
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as it is compared: `terms` are stems, parts of compounds and concepts, `letters` runs of letters."""

    text: str
    language: str
    told: tuple[str, ...]
    terms: tuple[str, ...]
    letters: tuple[str, ...]
    concepts: tuple[str, ...]
    cues: tuple[str, ...] = ()
    whole: bool = True
    parts: tuple["Reading", ...] = field(default=(), repr=False)

    @property
    def facts(self) -> tuple[Concept, ...]:
        known = concepts().concepts
        return tuple(known[key] for key in self.concepts if known[key].fact)


Parts = Callable[[str], tuple[str, ...]]


@cache
def _stem(word: str, language: str) -> str:
    return stem(word, "sv" if language in _AS_SWEDISH else language)


def terms_of(told: Sequence[str], language: str, splitter: Parts) -> list[str]:
    """Return the terms of folded words: each word's stem, and the stems of a compound's parts."""
    found: list[str] = []
    for raw in told:
        if raw in _EMPTY:
            continue
        word = raw.translate(_NORDIC)
        found.append(_stem(word, language))
        found += [_stem(part, language) for part in splitter(word)]
    return found


def read(text: str, splitter: Parts, *, language: str = "", whole: bool = True) -> Reading:
    """Read a message; its sentences are read as well when it is `whole` and has more than one."""
    # Who somebody is stands in the signature; what is needed does not.
    everything = words(fold(text))
    if whole:
        text = letter(text)
    told = words(fold(text))
    spoken = language or identify(told)
    found = _unique(concepts(), told)
    parts = sentences(text) if whole else []
    if len(parts) == 1:
        parts = clauses(parts[0])
    shown, _named = cues()
    return Reading(
        text=text,
        language=spoken,
        told=tuple(told),
        terms=(*terms_of(told, spoken, splitter), *(CONCEPT + key for key in found)),
        letters=tuple(gram for word in told if word not in _EMPTY for gram in grams(word.translate(_NORDIC))),
        concepts=found,
        cues=tuple(one.concept for one in shown.find(everything) if not one.concept.startswith(VAGUE)) if whole else (),
        whole=whole,
        parts=tuple(read(part, splitter, language=spoken, whole=False) for part in parts) if len(parts) > 1 else (),
    )


def _unique(lexicon: Lexicon, told: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.concept for one in lexicon.find(told)))


def splitter_for(known: frozenset[str]) -> Parts:
    """Return what takes compounds apart into words that are known."""

    @cache
    def parts(word: str) -> tuple[str, ...]:
        return split(word, known) if len(word) > 6 else ()

    return parts
