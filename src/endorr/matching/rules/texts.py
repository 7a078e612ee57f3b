"""Cuts a text into what is compared: words, stems, parts of compounds, runs of letters, sentences."""

import re
import sysconfig
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import Stemmer

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*", re.UNICODE)
LONGEST = 6_000  # characters of a message that are read: the need comes first, quoted mail after
_STEMMERS = {"sv": "swedish", "en": "english", "nb": "norwegian", "da": "danish", "fi": "finnish", "de": "german"}
_ARABIC_MARKS = re.compile(r"[\u064b-\u0652\u0640]")
_ARABIC_LETTERS = str.maketrans("أإآىة", "ااايه")
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+|\n+|(?:\s[-•–]\s)")
_LINK = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")


def fold(text: str) -> str:
    """Return a text in small letters, in one Unicode form, without links, addresses or Arabic vowel signs."""
    plain = unicodedata.normalize("NFC", text[:LONGEST]).casefold().replace("ß", "ss")
    return _ARABIC_MARKS.sub("", _LINK.sub(" ", plain)).translate(_ARABIC_LETTERS)


def words(text: str) -> list[str]:
    """Return the words of a folded text in order; hyphens hold a word together, an Arabic article is taken off."""
    return [_bare(found) for found in WORD.findall(text)]


def _bare(word: str) -> str:
    if "\u0600" <= word[0] <= "\u06ff":
        for article in ("وال", "بال", "كال", "لل", "ال"):
            if word.startswith(article) and len(word) > len(article) + 2:
                return word.removeprefix(article)
    return word


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_STEMMERS[language])


@cache
def stem(word: str, language: str) -> str:
    """Return a word without its endings, by the Snowball rules of its language; as it is where there are none."""
    return _stemmer(language).stemWord(word) if language in _STEMMERS else word


def sentences(text: str) -> list[str]:
    """Return the sentences and lines of a text, those of fewer than three words left out unless they are all."""
    parts = [part.strip() for part in _SENTENCE.split(text) if part.strip()]
    return [part for part in parts if len(part.split()) > 2] or parts


_AND = re.compile(r",?\s(?:och|samt|dessutom|dels|sen|and|also|und|sowie|og|ja|sekä)\s|,\s", re.IGNORECASE)


def clauses(sentence: str) -> list[str]:
    """Return the parts of a sentence that may hold a need each: those of four words or more, when there are two."""
    parts = [part.strip() for part in _AND.split(sentence) if len(part.split()) > 3]
    return parts if len(parts) > 1 else []


# Compounds


@cache
def swedish_words() -> frozenset[str]:
    """Return the word list of hunspell-sv, names left out, where it is installed; else nothing."""
    places = (Path(sysconfig.get_path("data")) / "share" / "hunspell", Path("/usr/share/hunspell"))
    for place in places:
        listed = place / "sv_SE_expanded.dic"
        if listed.exists():
            lines = listed.read_text(encoding="utf-8").splitlines()
            # Names are written with a capital and are nobody's vocabulary.
            return frozenset(line.partition("/")[0] for line in lines if len(line) > 3 and line[0].islower())
    return frozenset()


SHORTEST_PART = 3


def split(word: str, known: Iterable[str] | frozenset[str]) -> tuple[str, ...]:
    """Return the parts of a compound, the longest known last part first tried, or nothing when it is no compound.

    Both parts must be known; a Swedish `s` between them is let go. `exportkredit` becomes (`export`, `kredit`).
    """
    if len(word) < 2 * SHORTEST_PART + 1:
        return ()
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART):
        head, tail = word[:cut], word[cut:]
        if tail not in known:
            continue
        if head in known or (head.endswith("s") and head[:-1] in known):
            return (head.removesuffix("s") if head not in known else head, tail)
        deeper = split(head.removesuffix("s"), known) or split(head, known)
        if deeper:
            return (*deeper, tail)
    return ()


def grams(word: str, shortest: int = 3, longest: int = 5) -> Iterator[str]:
    """Yield the runs of letters of a word with its ends marked."""
    marked = f"_{word}_"
    for size in range(shortest, longest + 1):
        for start in range(len(marked) - size + 1):
            yield marked[start : start + size]
