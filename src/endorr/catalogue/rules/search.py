"""Search as one types: an index of words in memory, built from plain texts, for Swedish and English alike.

Words are cut to a light stem, the last word typed may be a beginning, and a compound is found by its last part, as
Swedish writes "exportkredit" in one. A slip of one letter is forgiven when nothing else is found.
"""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"(?<=\w)[./](?=\w)")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
# Longest first: a word loses one ending, and keeps at least four letters.
_ENDINGS = (
    "arnas", "ernas", "ornas", "ingar", "ingen", "heter", "heten", "andet", "ande", "arna", "erna", "orna", "aren",
    "arens", "ings", "ing", "het", "are", "ade", "ast", "ies", "ens", "ets", "ers", "ars", "ors", "ed", "es", "er",
    "ar", "or", "um", "en", "et", "as", "na", "ly", "a", "e", "s", "n", "t",
)  # fmt: skip
_ENDINGS_BY_LENGTH = tuple(sorted(_ENDINGS, key=len, reverse=True))
_STOP = frozenset(
    [
        "och",
        "att",
        "det",
        "som",
        "en",
        "ett",
        "på",
        "är",
        "av",
        "för",
        "med",
        "till",
        "den",
        "har",
        "de",
        "inte",
        "om",
        "vi",
        "kan",
        "hur",
        "man",
        "vad",
        "när",
        "var",
        "ska",
        "eller",
        "från",
        "i",
        "vår",
        "våra",
        "vårt",
        "oss",
        "ni",
        "du",
        "jag",
        "min",
        "mitt",
        "mina",
        "så",
        "men",
        "vill",
        "behöver",
        "få",
        "får",
        "någon",
        "något",
        "finns",
        "the",
        "a",
        "an",
        "of",
        "to",
        "and",
        "in",
        "is",
        "we",
        "our",
        "for",
        "with",
        "on",
        "how",
        "do",
        "does",
        "can",
        "what",
        "when",
        "it",
        "at",
        "or",
        "be",
        "are",
        "i",
        "you",
        "us",
        "my",
        "need",
        "want",
        "get",
        "there",
        "any",
    ]
)
STEM = 4
COMPOUND = 5  # letters of a part worth finding inside a compound
MOST_BEGINNINGS = 120
EXACT, BEGINNING, PART, SLIP = 1.0, 0.7, 0.45, 0.4
WORTH_SHOWING = 0.3  # of the best hit's score


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word without one common ending."""
    for ending in _ENDINGS_BY_LENGTH:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            return word[: -len(ending)]
    return word


def words(text: str) -> list[str]:
    """Return the words of a text in lower case; EUR.1 and L/C are one word each."""
    return _WORD.findall(_JOINED.sub("", text.casefold()))


def stems(text: str) -> list[str]:
    """Return the stems of the words that say something; what a hyphen joins is told both joined and apart."""
    joined = words(_HYPHEN.sub("", text)) if "-" in text else []
    apart = words(text)
    return [stem(word) for word in (*apart, *(set(joined) - set(apart))) if word not in _STOP]


@dataclass(frozen=True, slots=True)
class Document:
    """What is searched: a key, and texts with the weight of a word found in each."""

    key: str
    texts: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found: its place in the index, how well it answers, and which stems it answered to."""

    place: int
    score: float
    matched: frozenset[str]


@dataclass(frozen=True, slots=True)
class Index:
    """Which words stand in which documents, with what weight; immutable, so that threads may share it."""

    keys: tuple[str, ...]
    postings: Mapping[str, tuple[tuple[int, float], ...]]
    vocabulary: Sequence[str]
    backwards: Sequence[str]

    def rarity(self, word: str) -> float:
        """How much a word tells: much when few documents have it."""
        return math.log(1 + len(self.keys) / len(self.postings[word]))


def build(documents: Iterable[Document]) -> Index:
    """Return the index of some documents, in their order."""
    keys: list[str] = []
    postings: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for place, document in enumerate(documents):
        keys.append(document.key)
        for weight, text in document.texts:
            for word in stems(text):
                # A word said again adds little: a long text shall not win by its length.
                had = postings[word].get(place, 0.0)
                postings[word][place] = max(had, weight) + (0.1 * min(had, weight))
    vocabulary = sorted(postings)
    told = {word: tuple(places.items()) for word, places in postings.items()}
    return Index(tuple(keys), told, vocabulary, sorted(word[::-1] for word in vocabulary))


def _starting(words: Sequence[str], with_: str) -> Sequence[str]:
    """Return the words of a sorted list that start with some letters, not endlessly many."""
    first = bisect_left(words, with_)
    last = bisect_left(words, with_ + "\uffff")
    return words[first : min(last, first + MOST_BEGINNINGS)]


def _wholes(index: Index, part: str) -> list[str]:
    """Return the compounds that end with a word: "exportkredit" for "kredit"."""
    return [word[::-1] for word in _starting(index.backwards, part[::-1])] if len(part) >= COMPOUND else []


def _one_slip(first: str, second: str) -> bool:
    """Say whether two different words differ by one letter left out, put in, changed, or two changed about."""
    if abs(len(first) - len(second)) > 1:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    one, other = first[start:], second[start:]
    return (
        one[1:] == other[1:]
        or one[1:] == other
        or one == other[1:]
        or (one[:2] == other[:2][::-1] and one[2:] == other[2:])
    )


def _slips(index: Index, word: str) -> Iterator[str]:
    forms = {word, stem(word), stem(stem(word))}
    for form in forms:
        if len(form) >= STEM:
            yield from (
                known
                for known in index.vocabulary
                if known[:1] == form[:1] and (known == form or _one_slip(known, form))
            )


def _meant(index: Index, word: str, *, last: bool) -> dict[str, float]:
    """Return the words of the index that a typed word may mean, and how surely."""
    found: dict[str, float] = {}
    if last or len(word) >= STEM + 1:
        found |= dict.fromkeys(_starting(index.vocabulary, word), BEGINNING)
    found |= dict.fromkeys(_wholes(index, word), PART)
    if word in index.postings:
        found[word] = EXACT
    return found or dict.fromkeys(_slips(index, word), SLIP)


def _typed(text: str) -> list[str]:
    typed = words(text)
    telling = [word for word in typed if word not in _STOP] or typed
    return list(dict.fromkeys([*(stem(word) for word in telling[:-1]), *(telling[-1:] if len(telling[-1:]) else [])]))


def _known_form(index: Index, word: str) -> str:
    """The last word is kept as typed while it is a beginning, and cut to its stem when only that is known."""
    begins = _starting(index.vocabulary, word)
    return word if begins else stem(word)


def search(index: Index, text: str, keep: Callable[[int], bool] = lambda _place: True) -> list[Hit]:
    """Return the documents that answer a text, best first; `keep` says which places count at all.

    Documents with more of the words come before those with fewer; the order of equals is that of the index.
    """
    typed = _typed(text[:LONGEST_QUERY])[:MOST_WORDS]
    scores: defaultdict[int, float] = defaultdict(float)
    matched: defaultdict[int, set[str]] = defaultdict(set)
    for number, word in enumerate(typed):
        last = number == len(typed) - 1
        form = _known_form(index, word) if last else word
        best: dict[int, float] = {}
        meanings = _meant(index, form, last=last) | ({stem(form): EXACT} if stem(form) in index.postings else {})
        for known, surely in meanings.items():
            rarity = index.rarity(known) * surely
            for place, weight in index.postings[known]:
                if rarity * weight > best.get(place, 0.0):
                    best[place] = rarity * weight
        for place, score in best.items():
            scores[place] += score
            matched[place].add(word)
    hits = [
        Hit(place, score * (len(matched[place]) / len(typed)) ** 0.5, frozenset(matched[place]))
        for place, score in scores.items()
        if keep(place)
    ]
    hits.sort(key=lambda hit: (-hit.score, hit.place))
    return [hit for hit in hits if hit.score >= WORTH_SHOWING * hits[0].score]


LONGEST_QUERY = 400  # characters of a question that are read
MOST_WORDS = 24
