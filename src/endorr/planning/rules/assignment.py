"""Who should have which question: one min-cost assignment over all questions that nobody has begun.

Every question is set against every adviser's next places in line. What a place costs is mostly the risk that the
promise breaks there; then how long the company waits, how good the adviser is at it, how loaded the adviser is and how
rare. A question that somebody has but has not begun may be pulled back when that clearly lowers the risk; what is begun
stays. Solved exactly (scipy's linear_sum_assignment), so the same input has the same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Weights:
    """What an assignment is to care about; `risk` is the unit: the price of a promise that surely breaks.

    effort      expected office time one question takes, in seconds
    spread      standard deviation of that time, as a share of it
    wait        price of a full working day's wait for the company
    grade       price of each step below the best grade
    load        price of an adviser who has carried twice the common share
    rare        price of using the only one who can do something on a question that many can do
    move        price of taking a question from somebody who has not begun it
    stay        what continuity with the same company is worth
    deepest     how many places in line are looked at for each adviser
    """

    risk: float = 1.0
    effort: float = 75 * 60.0
    spread: float = 0.6
    wait: float = 0.05
    grade: float = 0.01
    load: float = 0.02
    rare: float = 0.03
    move: float = 0.01
    stay: float = 0.03
    deepest: int = 6


DEFAULT = Weights()
UNSERVED = 3.0
IMPOSSIBLE = 1e6
WORKING_DAY = 8 * 3600.0


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """The questions that nobody has begun, one row each, against the staff, one column each.

    fits        who can take it
    time        office time each adviser has before it must be acted on, in seconds
    grades      how good each is at it, 1 to 3
    holder      who has it without having begun, or NOBODY
    waited      how long the company has waited, in seconds of office time or wall time alike
    knows       who has helped the company before
    pinned      the adviser the coordinator has chosen, or NOBODY
    """

    fits: Flags
    time: Floats
    grades: Floats
    holder: Ints
    waited: Floats
    knows: Flags
    pinned: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Desks:
    """How it stands with each adviser: office time left on what is begun, and the share of the work carried so far.

    room    how many more questions the adviser can have
    """

    busy: Floats
    carried: Floats
    room: Floats


class Why(StrEnum):
    """Why a question is proposed to an adviser, the strongest reason."""

    PINNED = "pinned"
    ONLY_ONE = "only_one"  # nobody else can take it
    PULLED_BACK = "pulled_back"  # the one who has it would be too late
    CONTINUITY = "continuity"  # has helped the company before
    SOONEST = "soonest"  # is free first of those who can
    BEST = "best"  # better at it than those who are as free
    KEPT = "kept"  # stays where it is


@dataclass(frozen=True, slots=True)
class Placing:
    """Where one question goes: to whom, at which place in line, at what risk, and why.

    risk        of the promise breaking there, 0 to 1
    before      that risk where it was; 1.0 when nobody had it
    runner_up   the adviser second best for it, or NOBODY
    """

    question: int
    adviser: int
    place: int
    risk: float
    before: float
    why: Why
    runner_up: int


def assign(pool: Pool, desks: Desks, weights: Weights = DEFAULT) -> list[Placing]:
    """Return where every question goes, in the order of the rows; one that nobody can take goes to NOBODY."""
    questions, people = pool.fits.shape
    if not questions:
        return []
    places = _places(questions, people, weights)
    risk = _risk(pool, desks, places, weights)
    cost = _cost(pool, desks, risk, weights)
    chosen = _solve(cost)
    return _placings(pool, risk, cost, chosen)


def _places(questions: int, people: int, weights: Weights) -> int:
    return min(weights.deepest, max(2, questions), 2 + 3 * questions // max(people, 1))


def _risk(pool: Pool, desks: Desks, places: int, weights: Weights) -> Floats:
    """Return the risk of a broken promise by question, adviser and place in line: a normal tail of the work ahead."""
    # Here and not above: most processes never solve anything, and scipy is half of what a start would cost.
    from scipy.special import ndtr

    line = np.arange(1, places + 1)
    ahead = desks.busy[:, None] + weights.effort * line
    spread = weights.effort * weights.spread * np.sqrt(line)
    risk: Floats = ndtr((ahead - pool.time[:, :, None]) / spread)
    return risk


def _cost(pool: Pool, desks: Desks, risk: Floats, weights: Weights) -> Floats:
    places = risk.shape[2]
    line = np.arange(places) * weights.effort
    ahead = (desks.busy[:, None] + line) / WORKING_DAY
    able = pool.fits.sum(axis=1)
    # A broken promise still has a company waiting: the longer, the dearer it is to let it stand behind others.
    urgency = 1.0 + pool.waited / WORKING_DAY
    own = (3.0 - pool.grades) * weights.grade - pool.knows * weights.stay
    own += (desks.carried - 1.0).clip(0.0, 2.0) * weights.load
    own += _rarity(pool) * weights.rare * (able > 1)[:, None]
    moved = (pool.holder != NOBODY)[:, None] & (np.arange(pool.fits.shape[1]) != pool.holder[:, None])
    own += moved * weights.move
    cost = risk * weights.risk + ahead * (weights.wait * urgency)[:, None, None] + own[:, :, None]
    cost[~pool.fits] = IMPOSSIBLE
    cost[:, np.arange(places) >= desks.room[:, None]] = IMPOSSIBLE
    _hold_to_pins(pool, cost)
    return cost


def _rarity(pool: Pool) -> Floats:
    """Return how much each adviser is needed by questions that few others can take, 0 to 1."""
    able = pool.fits.sum(axis=1)
    needed = (pool.fits / np.maximum(able, 1)[:, None]).sum(axis=0)
    highest = needed.max(initial=0.0)
    return needed / highest if highest > 0 else needed


def _hold_to_pins(pool: Pool, cost: Floats) -> None:
    for row in np.flatnonzero(pool.pinned != NOBODY):
        person = pool.pinned[row]
        kept = cost[row, person].copy()
        cost[row] = IMPOSSIBLE
        cost[row, person] = np.minimum(kept, UNSERVED / 2)


def _solve(cost: Floats) -> Ints:
    """Return for each question the column (adviser x places + place) it gets, or -1."""
    from scipy.optimize import linear_sum_assignment

    questions, people, places = cost.shape
    spare = np.full((questions, questions), UNSERVED)
    table = np.concatenate([cost.reshape(questions, people * places), spare], axis=1)
    _, columns = linear_sum_assignment(table)
    return np.where(columns < people * places, columns, NOBODY)


def _placings(pool: Pool, risk: Floats, cost: Floats, chosen: Ints) -> list[Placing]:
    places = risk.shape[2]
    by_person = cost[:, :, 0]
    placings = []
    for row, column in enumerate(chosen):
        if column == NOBODY:
            placings.append(Placing(row, NOBODY, 0, 1.0, 1.0, Why.ONLY_ONE, NOBODY))
            continue
        person, place = divmod(int(column), places)
        holder = int(pool.holder[row])
        before = float(risk[row, holder, 0]) if holder not in {NOBODY, person} else 1.0
        second = _runner_up(by_person[row], person)
        why = _why(pool, row, person, holder, by_person)
        placings.append(Placing(row, person, place, float(risk[row, person, place]), before, why, second))
    return placings


def _runner_up(costs: Floats, person: int) -> int:
    others = costs.copy()
    others[person] = np.inf
    second = int(others.argmin())
    return second if others[second] < IMPOSSIBLE else NOBODY


def _why(pool: Pool, row: int, person: int, holder: int, by_person: Floats) -> Why:
    if pool.pinned[row] == person:
        return Why.PINNED
    if holder == person:
        return Why.KEPT
    if holder != NOBODY:
        return Why.PULLED_BACK
    if pool.fits[row].sum() == 1:
        return Why.ONLY_ONE
    if pool.knows[row, person]:
        return Why.CONTINUITY
    best = pool.grades[row, person] > pool.grades[row, pool.fits[row]].min()
    return Why.BEST if best and by_person[row].argmin() == person else Why.SOONEST


def lines(placings: Sequence[Placing], people: int) -> list[list[int]]:
    """Return each adviser's line: the rows of the questions, first to be done first."""
    found: list[list[Placing]] = [[] for _ in range(people)]
    for one in placings:
        if one.adviser != NOBODY:
            found[one.adviser].append(one)
    return [[one.question for one in sorted(line, key=lambda one: one.place)] for line in found]
