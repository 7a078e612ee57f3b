"""Weighs the regions together as a sheet says, and again a few thousand times with everything about it in doubt.

What is doubted: every weight, within the sheet's swing; how criteria are brought to one scale; how they are made one;
whether outliers are held back; and every figure, within what rounding or a missing value leaves open. The same frozen
data give the same answer to the last digit: chance comes from the sheet's seed and from nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from endorr.award.rules.composite import (
    WHOLE,
    Aggregation,
    Array,
    Held,
    Normalisation,
    held_back,
    imputed,
    mean,
    normalised,
    ranks,
    weighed,
)
from endorr.award.rules.sheet import Sheet

MOST_MISSING = 1 / 3
"""A region that lacks more than this of the weight is left out of the composite, and that is said."""
NEAR, FAR = 0.05, 0.95
PRECISION = 9  # decimals within which two scores are equal


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a region, and the least and most it can be; None where there is none."""

    value: float | None
    low: float = 0.0
    high: float = 0.0


type Ranks = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Placed:
    """How a region stands: score and rank by the sheet itself; between which ranks nine tries in ten put it.

    `first` and `top3` are in how many of the tries it was first, and among the first three; `filled` which of its
    measures were missing and filled from its neighbours.
    """

    code: str
    score: float
    rank: int
    best: int
    middle: int
    worst: int
    first: int
    top3: int
    by_field: Mapping[str, float]
    filled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighing:
    """The regions by rank, those left out because too much is missing, and how many tries were made."""

    placed: tuple[Placed, ...]
    left_out: tuple[str, ...]
    draws: int

    def of(self, code: str) -> Placed | None:
        return next((one for one in self.placed if one.code == code), None)


def weigh(sheet: Sheet, figures: Mapping[str, Mapping[str, Told]], groups: Mapping[str, str]) -> Weighing:
    """Return how the regions stand; `figures` by measure and region, `groups` each region's neighbours.

    Raises ValueError when no region has enough figures.
    """
    codes = [code for code in sorted(groups) if _lacking(sheet, figures, code) <= MOST_MISSING]
    left_out = tuple(code for code in sorted(groups) if code not in codes)
    if len(codes) < 2:
        raise ValueError("fewer than two regions have enough figures")
    keys = [one.key for one in sheet.measures]
    told = [[figures[key].get(code, Told(None)) for key in keys] for code in codes]
    values = np.array([[np.nan if one.value is None else one.value for one in row] for row in told])
    low, high = _open(told, values, [groups[code] for code in codes])
    filled = imputed(values, [groups[code] for code in codes])
    held = [held_back(column, most=sheet.most_outliers) for column in filled.T]
    by_group = _as_the_sheet_says(sheet, filled, held)
    scores = by_group[WHOLE].round(PRECISION)
    own, tries = ranks(scores), _tries(sheet, filled, low, high, held)
    placed = [
        Placed(
            code=code,
            score=float(scores[at]),
            rank=int(own[at]),
            best=_quantile(tries[:, at], NEAR),
            middle=_quantile(tries[:, at], 0.5),
            worst=_quantile(tries[:, at], FAR),
            first=int((tries[:, at] == 1).sum()),
            top3=int((tries[:, at] <= 3).sum()),
            by_field={key: float(each[at].round(PRECISION)) for key, each in by_group.items() if key != WHOLE},
            filled=tuple(key for key, missing in zip(keys, np.isnan(values[at]), strict=True) if missing),
        )
        for at, code in enumerate(codes)
    ]
    return Weighing(tuple(sorted(placed, key=lambda one: (one.rank, one.code))), left_out, sheet.draws)


def _lacking(sheet: Sheet, figures: Mapping[str, Mapping[str, Told]], code: str) -> float:
    missing = [one.key for one in sheet.measures if figures[one.key].get(code, Told(None)).value is None]
    return sum(sheet.share(key) for key in missing)


def _open(told: Sequence[Sequence[Told]], values: Array, groups: Sequence[str]) -> tuple[Array, Array]:
    """Return the least and most every figure can be; a missing one can be whatever its neighbours are."""
    low, high = (np.array([[getattr(one, end) for one in row] for row in told], np.float64) for end in ("low", "high"))
    group = np.array(groups)
    for at, place in zip(*np.nonzero(np.isnan(values)), strict=True):
        column = values[:, place]
        alike = column[(group == group[at]) & ~np.isnan(column)]
        known = alike if alike.size else column[~np.isnan(column)]
        low[at, place], high[at, place] = known.min(), known.max()
    return low, high


def _as_the_sheet_says(sheet: Sheet, filled: Array, held: Sequence[Held]) -> dict[str, Array]:
    treated = np.stack([one(column) for one, column in zip(held, filled.T, strict=True)], axis=-1)
    scores = normalised(treated, sheet.normalisation, [1] * len(held))
    named = {one.key: scores[:, place] for place, one in enumerate(sheet.measures)}
    return weighed(named, sheet.parts, sheet.aggregation)


def _tries(sheet: Sheet, filled: Array, low: Array, high: Array, held: Sequence[Held]) -> Ranks:
    """Return the ranks of every try, tries before regions.

    Only the generator's plain uniform numbers are used, for their stream is the same in every version of numpy.
    """
    chance = np.random.Generator(np.random.PCG64(sheet.seed))
    many, (regions, measures) = sheet.draws, filled.shape
    picks = chance.random((many, 3))
    weights = np.array([sheet.weights[one.key] for one in sheet.measures], np.float64)
    doubted = weights * (1 + sheet.swing * (2 * chance.random((many, measures)) - 1))
    drawn = low + (high - low) * chance.random((many, regions, measures))
    treated = np.stack([one(drawn[..., place]) for place, one in enumerate(held)], axis=-1)
    values = np.where((picks[:, 0] < 0.5)[:, None, None], treated, drawn)
    found = np.empty((many, regions), np.int64)
    ways = [(how, by) for how in Normalisation for by in Aggregation]
    chosen = np.minimum((picks[:, 1] * len(ways)).astype(int), len(ways) - 1)
    for number, (how, by) in enumerate(ways):
        rows = chosen == number
        scores = normalised(values[rows], how, [1] * measures)
        found[rows] = ranks(_one_score(sheet, scores, doubted[rows], by).round(PRECISION))
    return found


def _one_score(sheet: Sheet, scores: Array, weights: Array, by: Aggregation) -> Array:
    """Weigh measures into fields and fields into the whole, each try with its own weights."""
    fields, totals = [], []
    for field in dict.fromkeys(one.field for one in sheet.measures):
        places = [place for place, one in enumerate(sheet.measures) if one.field is field]
        fields.append(mean(scores[..., places], weights[:, None, places], by))
        totals.append(weights[:, places].sum(axis=-1))
    return mean(np.stack(fields, axis=-1), np.stack(totals, axis=-1)[:, None, :], by)


def _quantile(tried: Ranks, share: float) -> int:
    """Return the rank that this share of the tries reach or better; always a rank that came up."""
    return int(np.quantile(tried, share, method="inverted_cdf"))
