"""Decides whether two questions of the same sender are the same question (rule 15)."""

import re
from datetime import timedelta
from difflib import SequenceMatcher
from functools import cache

import Stemmer

WITHIN = timedelta(days=3)
"""Working-day time between two questions that may be one."""

ALIKE_WORDS = 0.6
ALIKE_LETTERS = 0.85

_WORD = re.compile(r"\w+")
_EMPTY = frozenset(
    {"och", "att", "det", "som", "en", "ett", "på", "är", "av", "för", "med", "till", "den", "har", "de"}
    | {"inte", "om", "vi", "ni", "jag", "du", "man", "kan", "ska", "vill", "hur", "vad", "när", "i"}
    | {"the", "a", "an", "and", "to", "of"}
    | {"in", "for", "is", "we", "you", "it", "on", "how", "what", "when", "do", "does", "can"}
)


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("swedish")


def stems(text: str) -> frozenset[str]:
    """Return what a text is about: its words without endings, small words left out."""
    words = [word for word in _WORD.findall(text.casefold()) if word not in _EMPTY]
    return frozenset(_stemmer().stemWords(words))


def similar(one: str, other: str) -> bool:
    """Say whether two texts ask much the same: nearly the same words, or nearly the same letters."""
    mine, yours = stems(one), stems(other)
    if mine and yours and len(mine & yours) / len(mine | yours) >= ALIKE_WORDS:
        return True
    return SequenceMatcher(None, _plain(one), _plain(other), autojunk=False).ratio() >= ALIKE_LETTERS


def _plain(text: str) -> str:
    # Comparing letters takes time that grows with the square of the length; the beginning says enough.
    return " ".join(text.casefold().split())[:400]


def same_sender(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Say whether two (mail address, telephone) are the same sender's, however they are written."""
    mails = {mail.strip().casefold() for mail in (one[0], other[0])}
    phones = {digits(phone) for phone in (one[1], other[1])}
    return (len(mails) == 1 and mails != {""}) or (len(phones) == 1 and phones != {""})


def digits(phone: str) -> str:
    """Return a telephone number as the digits that tell it apart: `+46 90-12 34` and `090-1234` are one."""
    plain = "".join(character for character in phone if character.isdigit())
    return plain.removeprefix("00").removeprefix("46").removeprefix("0")
