"""What is learnt from a proposal afterwards, and how much of it an organisation's score may feel."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

EVIDENCE = 20  # confirmed outcomes below which an organisation's history weighs nothing
FULL_EVIDENCE = 100  # and from which it weighs as much as it ever may


class Kind(StrEnum):
    """Where a lesson comes from."""

    OVERRIDE = "override"  # a coordinator chose another than the first proposed
    RIGHT_PERSON = "right_person"  # the company answered "rätt person?"
    OUTCOME = "outcome"  # the question was closed, and this organisation had helped


@dataclass(frozen=True, slots=True)
class Learnt:
    """One lesson: who should have had (or had) the question, whether that was right, and the words it held."""

    organisation: str
    right: bool
    features: tuple[str, ...] = ()


def weight(confirmed: int) -> float:
    """How much an organisation's history may weigh, 0 to 1, by how many confirmed outcomes it has."""
    if confirmed < EVIDENCE:
        return 0.0
    return min(1.0, (confirmed - EVIDENCE + 1) / (FULL_EVIDENCE - EVIDENCE + 1))


@dataclass(frozen=True, slots=True)
class Experience:
    """What has been confirmed of one organisation: how many outcomes, and how often each word was in them."""

    confirmed: int = 0
    words: tuple[tuple[str, int], ...] = ()

    def nearness(self, features: Iterable[str]) -> float:
        """How much a question's words look like those that were rightly here, 0 to 1, gated by the evidence."""
        asked = set(features)
        gate = weight(self.confirmed)
        if not gate or not asked:
            return 0.0
        known = dict(self.words)
        return gate * sum(known.get(word, 0) / self.confirmed for word in asked) / len(asked)


def experience(lessons: Iterable[Learnt]) -> dict[str, Experience]:
    """Gather lessons by organisation; what was wrong teaches nothing about where it should have gone."""
    counts: dict[str, int] = {}
    words: dict[str, Counter[str]] = {}
    for one in lessons:
        if one.right:
            counts[one.organisation] = counts.get(one.organisation, 0) + 1
            words.setdefault(one.organisation, Counter()).update(set(one.features))
    return {
        key: Experience(counts[key], tuple(sorted(words[key].items(), key=lambda pair: (-pair[1], pair[0]))[:400]))
        for key in sorted(counts)
    }
