"""The trade's concepts in seven languages, found in a text by the beginnings of words; data in `data/concepts.toml`.

An entry is one or more words. A word is matched by its beginning; `.` after it asks for the whole word, `*` before it
finds it inside a longer one too. `|` separates entries.
"""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from endorr.matching.rules.texts import fold, words

LANGUAGES = ("sv", "en", "nb", "da", "fi", "de", "ar")
_FOLDER = files("endorr.matching") / "data"
_NORDIC = str.maketrans("æø", "äö")


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing of the trade: its names, whom it points at and how strongly, and the directory's need for it.

    `fact` marks a named document, number or scheme, which says more than a word of everyday speech; `goods` a kind of
    goods, which says little of what is needed until its rules are asked about.
    """

    key: str
    sv: str
    en: str
    points: Mapping[str, float] = field(default_factory=dict)
    need: str = ""
    fact: bool = False
    goods: bool = False

    def name(self, language: str) -> str:
        return self.en if language == "en" else self.sv


@dataclass(frozen=True, slots=True)
class Found:
    """A concept in a text, and at which word it stands."""

    concept: str
    at: int
    words: int = 1


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    whole: bool
    inside: bool

    def meets(self, word: str) -> bool:
        if self.whole:
            return word == self.text
        return word.startswith(self.text) or (self.inside and self.text in word)


def _parts(entry: str) -> tuple[_Part, ...]:
    return tuple(
        _Part(words(raw.strip("*."))[0] if words(raw.strip("*.")) else raw, raw.endswith("."), raw.startswith("*"))
        for raw in fold(entry).translate(_NORDIC).split()
    )


class Lexicon:
    """Finds concepts; built once from data."""

    def __init__(self, concepts: Sequence[Concept], entries: Mapping[str, Sequence[str]]) -> None:
        self.concepts = {concept.key: concept for concept in concepts}
        self._begins: dict[str, list[tuple[str, tuple[_Part, ...]]]] = defaultdict(list)
        self._inside: dict[str, list[tuple[str, tuple[_Part, ...]]]] = defaultdict(list)
        for key, listed in entries.items():
            for entry in listed:
                if parts := _parts(entry):
                    (self._inside if parts[0].inside else self._begins)[parts[0].text].append((key, parts))
        self._longest = max((len(text) for text in (*self._begins, *self._inside)), default=0)

    def find(self, told: Sequence[str]) -> list[Found]:
        """Return the concepts in a row of folded words, each once for each place, in order."""
        plain = [word.translate(_NORDIC) for word in told]
        found: dict[Found, None] = {}
        for at, word in enumerate(plain):
            for key, parts in self._candidates(word):
                if len(parts) <= len(plain) - at and all(
                    part.meets(plain[at + step]) for step, part in enumerate(parts)
                ):
                    found.setdefault(Found(key, at, len(parts)))
        return list(found)

    def _candidates(self, word: str) -> list[tuple[str, tuple[_Part, ...]]]:
        ends = range(1, min(len(word), self._longest) + 1)
        begun = [entry for end in ends for entry in self._begins.get(word[:end], ())]
        if not self._inside:
            return begun
        starts = range(max(1, len(word) - 2))
        pieces = {word[start : start + size] for start in starts for size in range(3, self._longest + 1)}
        return begun + [entry for piece in sorted(pieces) if piece in self._inside for entry in self._inside[piece]]


def _listed(row: Mapping[str, Any]) -> list[str]:
    return [entry.strip() for language in LANGUAGES for entry in row.get(language, "").split("|") if entry.strip()]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


@cache
def concepts() -> Lexicon:
    """Return the concepts of the trade."""
    rows = _read("concepts.toml")
    known = [
        Concept(
            key,
            row["name"][0],
            row["name"][1],
            row.get("points", {}),
            row.get("need", ""),
            row.get("fact", False),
            row.get("goods", False),
        )
        for key, row in rows.items()
    ]
    return Lexicon(known, {key: _listed(row) for key, row in rows.items()})


RULES_ASKED = "rules-asked"
UNASKED = 0.35  # what a kind of goods points with while nobody asks about its rules


def said_with(key: str, found: Collection[str]) -> float:
    """Return how much of its weight a concept has among those found with it, 0 to 1."""
    return UNASKED if concepts().concepts[key].goods and RULES_ASKED not in found else 1.0


@dataclass(frozen=True, slots=True)
class Cue:
    """A turn of phrase that shows that a message is not a company's question, or that little is said; its weight."""

    key: str
    group: str
    weight: float


@cache
def cues() -> tuple[Lexicon, Mapping[str, Cue]]:
    """Return the cues of `data/cues.toml` with the lexicon that finds them."""
    rows = _read("cues.toml")
    named = {
        f"{group}.{key}": Cue(f"{group}.{key}", group, float(row.get("weight", 1.0)))
        for group, told in rows.items()
        for key, row in told.items()
    }
    entries = {f"{group}.{key}": _listed(row) for group, told in rows.items() for key, row in told.items()}
    return Lexicon([Concept(key, key, key) for key in named], entries), named
