"""A composite step by step: fill what is missing, hold back outliers, normalise, weigh together, rank.

The steps and their order are those of the OECD and JRC handbook on composite indicators (2008); outliers are held back
by the rule of the JRC's COIN tool (skewness 2, kurtosis 3.5). Every array has units before criteria as its last two
axes; whatever stands before them is so many ways to do it, all done at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

type Array = npt.NDArray[np.float64]

MOST_SKEW, MOST_KURTOSIS = 2.0, 3.5
FLOOR = 1.0
"""What the lowest score counts as in a geometric mean: a nought in one criterion must not be a nought in all."""


class Normalisation(StrEnum):
    """How criteria of different units are brought to one scale, about 0 to 100."""

    MINMAX = "minmax"
    Z = "z"
    RANK = "rank"


class Aggregation(StrEnum):
    """How scores become one: by the arithmetic mean a strength makes up for a weakness, by the geometric less so."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"


@dataclass(frozen=True, slots=True)
class Part:
    """A criterion or a group of them: the group it belongs to ("" for the whole), and its weight among the others."""

    key: str
    parent: str
    weight: float = 1.0


WHOLE = ""


def imputed(values: Array, groups: Sequence[str]) -> Array:
    """Fill what is missing with the mean of the unit's group, or of all where the whole group lacks it.

    Raises ValueError for a criterion that no unit has.
    """
    if np.isnan(values).all(axis=0).any():
        raise ValueError("a criterion has no value at all")
    found, group = values.copy(), np.array(groups)
    for column in found.T:
        known = ~np.isnan(column)
        for place in np.flatnonzero(~known):
            alike = known & (group == group[place])
            column[place] = column[alike].mean() if alike.any() else column[known].mean()
    return found


@dataclass(frozen=True, slots=True)
class Held:
    """How a criterion's outliers are held back: the least and most that count, and whether its logarithm is taken."""

    low: float
    high: float
    logarithm: bool = False

    def __call__(self, column: Array) -> Array:
        if not self.logarithm:
            return np.clip(column, self.low, self.high)
        shift = 0.01 * (self.high - self.low)
        return np.log(np.clip(column, self.low, self.high) - self.low + shift)


def held_back(column: Array, *, most: int) -> Held:
    """Find how a criterion's outliers are held back: at most `most` of them, from the end it leans to.

    What leans even so is taken by its logarithm instead. A criterion that does not lean is left as it is.
    """
    least, greatest = float(column.min()), float(column.max())
    now, moved = column.copy(), 0
    low, high = least, greatest
    while _leans(now) and moved < most:
        if _skewness(now) >= 0:
            tops = now == now.max()
            high = float(now[~tops].max())
            now[tops] = high
            moved = int((column > high).sum() + (column < low).sum())
        else:
            tops = now == now.min()
            low = float(now[~tops].min())
            now[tops] = low
            moved = int((column > high).sum() + (column < low).sum())
    if _leans(now):
        return Held(least, greatest, logarithm=True)
    return Held(low, high)


def _leans(column: Array) -> bool:
    return abs(_skewness(column)) >= MOST_SKEW and _kurtosis(column) >= MOST_KURTOSIS


def _skewness(column: Array) -> float:
    """Sample skewness G1; 0 of a constant."""
    n, off = len(column), column - column.mean()
    spread = float((off**2).sum())
    if n < 3 or spread == 0:
        return 0.0
    return float(np.sqrt(n) * (off**3).sum() / spread**1.5 * np.sqrt(n * (n - 1)) / (n - 2))


def _kurtosis(column: Array) -> float:
    """Sample excess kurtosis G2; 0 of a constant."""
    n, off = len(column), column - column.mean()
    spread = float((off**2).sum())
    if n < 4 or spread == 0:
        return 0.0
    plain = n * float((off**4).sum()) / spread**2
    return ((n + 1) * (plain - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))


def normalised(values: Array, how: Normalisation, directions: Sequence[int]) -> Array:
    """Bring criteria to one scale on which more is better; `directions` is 1, or -1 where less is better.

    A criterion that tells no unit from another gives all of them 50.
    """
    told = values * np.asarray(directions, np.float64)
    match how:
        case Normalisation.MINMAX:
            low = told.min(axis=-2, keepdims=True)
            return _scaled(told - low, told.max(axis=-2, keepdims=True) - low, 100.0, 0.0)
        case Normalisation.Z:
            off = told - told.mean(axis=-2, keepdims=True)
            return _scaled(off, told.std(axis=-2, keepdims=True), 15.0, 50.0)
        case Normalisation.RANK:
            many = told.shape[-2]
            below = (told[..., :, None, :] > told[..., None, :, :]).sum(axis=-2)
            equal = (told[..., :, None, :] == told[..., None, :, :]).sum(axis=-2) - 1
            return np.asarray(100.0 * (below + equal / 2) / max(many - 1, 1))


def _scaled(above: Array, below: Array, times: float, plus: float) -> Array:
    flat = below == 0
    with np.errstate(invalid="ignore", divide="ignore"):
        found = times * above / below + plus
    return np.where(flat, 50.0, found)


def weighed(scores: Mapping[str, Array], parts: Sequence[Part], how: Aggregation) -> dict[str, Array]:
    """Return every group's score, and the whole's under WHOLE, out of the criteria's; weights are made to sum to one.

    Raises ValueError for a group without parts or a criterion without a score.
    """
    children: dict[str, list[Part]] = {}
    for part in parts:
        children.setdefault(part.parent, []).append(part)
    made: dict[str, Array] = {}

    def score(key: str) -> Array:
        if key in scores:
            return scores[key]
        if not children.get(key):
            raise ValueError(f"{key or 'the whole'} has neither parts nor a score")
        found = [(part.weight, score(part.key)) for part in children[key]]
        made[key] = mean(np.stack([each for _, each in found], axis=-1), np.array([weight for weight, _ in found]), how)
        return made[key]

    score(WHOLE)
    return made


def mean(scores: Array, weights: Array, how: Aggregation) -> Array:
    """Return the weighted mean over the last axis, arithmetic or geometric."""
    shares = weights / weights.sum(axis=-1, keepdims=True)
    if how is Aggregation.ARITHMETIC:
        return np.asarray((scores * shares).sum(axis=-1))
    return np.asarray(np.exp((np.log(np.maximum(scores, FLOOR)) * shares).sum(axis=-1)))


def ranks(scores: Array) -> npt.NDArray[np.int64]:
    """Return competition ranks over the last axis, the highest first: 1, 2, 2, 4."""
    higher = scores[..., None, :] > scores[..., :, None]
    return 1 + higher.sum(axis=-1, dtype=np.int64)
