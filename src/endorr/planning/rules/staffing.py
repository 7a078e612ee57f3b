"""How sure a share of kept promises is, how policies compare, and how many advisers a wanted share needs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from endorr.planning.rules.policies import Policy
from endorr.planning.rules.scenarios import Scenario
from endorr.planning.rules.simulation import Report, simulate

SURE = 1.96
"""Normal quantile of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What several runs of one policy say together; `low` and `high` are a 95 % interval over the seeds.

    worst_place, worst_language     the one with the lowest share over all runs, with that share
    """

    policy: Policy
    runs: int
    questions: int
    missed: int
    kept: float
    low: float
    high: float
    worst_place: tuple[str, float]
    worst_language: tuple[str, float]
    p50: float
    p95: float
    moves: float
    used: float
    gini: float
    solver_ms: float
    causes: dict[str, int]


def outcome(reports: Sequence[Report]) -> Outcome:
    """Return what the runs of one policy say together; ValueError without any."""
    if not reports:
        raise ValueError("no runs to sum up")
    questions, missed = sum(one.questions for one in reports), sum(one.missed for one in reports)
    shares = np.array([one.kept for one in reports])
    half = SURE * float(shares.std(ddof=1)) / sqrt(len(shares)) if len(shares) > 1 else 0.0
    kept = 1 - missed / questions if questions else 1.0
    return Outcome(
        policy=reports[0].policy,
        runs=len(reports),
        questions=questions,
        missed=missed,
        kept=kept,
        low=max(0.0, kept - half),
        high=min(1.0, kept + half),
        worst_place=_lowest(one.places for one in reports),
        worst_language=_lowest(one.languages for one in reports),
        p50=_mean(one.p50 for one in reports),
        p95=_mean(one.p95 for one in reports),
        moves=sum(one.moves for one in reports) / max(questions, 1),
        used=_mean(one.used for one in reports),
        gini=_mean(one.gini for one in reports),
        solver_ms=_mean(one.solver_ms for one in reports),
        causes=_sum(one.causes for one in reports),
    )


def _mean(values: Iterable[float]) -> float:
    return float(np.mean(list(values)))


def _lowest(tallies: Iterable[dict[str, tuple[int, int]]]) -> tuple[str, float]:
    kept: dict[str, int] = {}
    asked: dict[str, int] = {}
    for tally in tallies:
        for name, (good, all_of_them) in tally.items():
            kept[name] = kept.get(name, 0) + good
            asked[name] = asked.get(name, 0) + all_of_them
    shares = {name: kept[name] / count for name, count in asked.items() if count}
    return min(shares.items(), key=lambda item: (item[1], item[0])) if shares else ("", 1.0)


def _sum(tallies: Iterable[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for tally in tallies:
        for name, count in tally.items():
            total[name] = total.get(name, 0) + count
    return dict(sorted(total.items()))


def compare(scenarios: Sequence[Scenario], policies: Iterable[Policy] = tuple(Policy)) -> list[Outcome]:
    """Return the outcome of each policy over the same scenarios."""
    return [outcome([simulate(one, policy) for one in scenarios]) for policy in policies]


def needed(
    make: Callable[[int], Sequence[Scenario]], *, wanted: float = 0.995, most: int = 64
) -> tuple[int, Outcome] | None:
    """Return the fewest advisers with whom the rolling assignment keeps a wanted share, and the outcome with them.

    make    scenarios for a number of advisers; None when not even `most` are enough. Found by halving, for more
            advisers never keep less.
    """
    few, many = 1, most
    best = outcome([simulate(one) for one in make(many)])
    if best.kept < wanted:
        return None
    while few < many:
        middle = (few + many) // 2
        found = outcome([simulate(one) for one in make(middle)])
        if found.kept >= wanted:
            many, best = middle, found
        else:
            few = middle + 1
    return many, best
