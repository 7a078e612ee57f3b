"""Measures how well messages are ranked: shares with bootstrap intervals, and how well doubt is known."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

DRAWS = 1_000
SEED = 20_261_127


@dataclass(frozen=True, slots=True)
class Asked:
    """A message of the evaluation set: who may be first (the first named is the lead), or at which desk it belongs.

    `poor` marks one that says too little for anybody to know.
    """

    id: str
    text: str
    language: str
    owners: tuple[str, ...]
    desk: str = ""
    poor: bool = False
    mood: str = ""

    @classmethod
    def from_row(cls, row: Mapping[str, object]) -> "Asked":
        """Read a line of the evaluation set."""
        owners = row["owners"]
        assert isinstance(owners, list)
        return cls(
            str(row["id"]),
            str(row["text"]),
            str(row["lang"]),
            tuple(owners),
            str(row.get("desk", "")),
            bool(row.get("poor")),
            str(row.get("mood", "")),
        )

    @property
    def ranked(self) -> bool:
        """Whether it is told which organisation it is for."""
        return self.asks and bool(self.owners)

    @property
    def asks(self) -> bool:
        """Whether it is a company's question that says enough."""
        return not self.desk and not self.poor


@dataclass(frozen=True, slots=True)
class Told:
    """What was answered to a message."""

    organisations: tuple[str, ...]
    confidence: float
    ask_score: float
    desk: str = ""


Pair = tuple[Asked, Told]
Measure = Callable[[Sequence[Pair]], float]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its 95 % interval and how many messages stand behind it."""

    name: str
    value: float
    low: float
    high: float
    n: int


def _right(pair: Pair, within: int) -> bool:
    asked, told = pair
    return any(kind in asked.owners for kind in told.organisations[:within])


def top(within: int) -> Measure:
    """The share whose right organisation is among the first `within`."""
    return lambda pairs: float(np.mean([_right(pair, within) for pair in pairs]))


def macro(pairs: Sequence[Pair]) -> float:
    """Top-1 as the mean over organisations, so that a rare one weighs as much as a common one."""
    by_lead: defaultdict[str, list[bool]] = defaultdict(list)
    for pair in pairs:
        by_lead[pair[0].owners[0]].append(_right(pair, 1))
    return float(np.mean([np.mean(rights) for rights in by_lead.values()]))


def at_coverage(share: float) -> Measure:
    """Top-1 among the share of messages that are answered with most confidence."""

    def measure(pairs: Sequence[Pair]) -> float:
        sure = sorted(pairs, key=lambda pair: -pair[1].confidence)
        return top(1)(sure[: max(1, round(share * len(sure)))])

    return measure


def auroc(pairs: Sequence[Pair]) -> float:
    """The chance that a message that says too little has a higher ask score than one that does not."""
    poor = np.array([told.ask_score for asked, told in pairs if asked.poor])
    rich = np.array([told.ask_score for asked, told in pairs if not asked.poor])
    if not len(poor) or not len(rich):
        return float("nan")
    above = (poor[:, None] > rich[None, :]).mean() + (poor[:, None] == rich[None, :]).mean() / 2
    return float(above)


def desk_accuracy(pairs: Sequence[Pair]) -> float:
    """The share of what is no company's question that is sent to the right desk."""
    return float(np.mean([told.desk == asked.desk for asked, told in pairs]))


def calibration(pairs: Sequence[Pair]) -> float:
    """The mean distance between confidence and how often it was right, over ten bins (ECE)."""
    confidence = np.array([told.confidence for _asked, told in pairs])
    right = np.array([_right(pair, 1) for pair in pairs], float)
    bins = np.minimum((confidence * 10).astype(int), 9)
    return float(
        sum(abs(confidence[bins == at].mean() - right[bins == at].mean()) * (bins == at).mean() for at in set(bins))
    )


def measured(name: str, pairs: Sequence[Pair], measure: Measure) -> Figure:
    """Measure with a bootstrap interval; the draws are the same every time."""
    if not pairs:
        return Figure(name, float("nan"), float("nan"), float("nan"), 0)
    draw = np.random.default_rng(SEED)
    values = [measure([pairs[int(at)] for at in draw.integers(0, len(pairs), len(pairs))]) for _draw in range(DRAWS)]
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return Figure(name, measure(pairs), float(low), float(high), len(pairs))


def report(pairs: Sequence[Pair]) -> list[Figure]:
    """Every figure that a change is judged by."""
    ranked = [pair for pair in pairs if pair[0].ranked]
    short = [pair for pair in ranked if pair[0].mood in {"faq", "seed"}]
    mails = [pair for pair in ranked if pair[0].mood not in {"faq", "seed"}]
    figures = [
        measured("short questions, top-1", short, top(1)),
        measured("short questions, top-3", short, top(3)),
        measured("short questions, macro top-1", short, macro),
        measured("short questions, top-1 at 70 % coverage", short, at_coverage(0.7)),
        measured("mails, right owner or co-owner first", mails, top(1)),
        measured("all ranked, top-1", ranked, top(1)),
        measured("all ranked, top-3", ranked, top(3)),
        measured("says too little, AUROC", [pair for pair in pairs if not pair[0].desk], auroc),
        measured("no company's question, right desk", [pair for pair in pairs if pair[0].desk], desk_accuracy),
        measured("a company's question kept from the desks", [pair for pair in pairs if pair[0].asks], desk_accuracy),
        measured("calibration error", ranked, calibration),
    ]
    for language in sorted({asked.language for asked, _told in ranked}):
        own = [pair for pair in ranked if pair[0].language == language]
        figures.append(measured(f"top-1 in {language}", own, top(1)))
    return figures
