"""Runs a scenario on a virtual clock with the very assignment that production uses, or with a simpler policy.

Discrete events on a heap: a question comes, an adviser finishes, a half-hour has passed, a morning begins. An adviser
works through the own line, one question at a time, in office hours only; a promise is kept when the work on it is done
by act-by. Whoever falls ill is relieved that morning under the policies that know of calendars.
"""

import heapq
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from endorr.planning.rules.assignment import DEFAULT, NOBODY, Desks, Flags, Floats, Pool, Weights, assign
from endorr.planning.rules.policies import Policy
from endorr.planning.rules.roster import Away, Hours, Roster
from endorr.planning.rules.scenarios import Scenario
from endorr.planning.rules.staff import Code, Staff

HALF_HOUR = 30 * 60
ENDS_WITH = 20
"""Days simulated after the last question, so that everything asked is settled."""


class _Kind(IntEnum):
    MORNING = 0
    FINISH = 1
    ARRIVAL = 2
    TICK = 3


class Cause(IntEnum):
    """Why a promise was missed."""

    NOBODY = 0  # nobody could take it
    QUEUE = 1  # it stood in line too long
    ABSENCE = 2  # the one who had it was away


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a scenario under a policy. Times are office hours from received to contact.

    kept        share of promises kept, 0 to 1
    places      promises kept and questions asked, by place; likewise by language
    moves       questions taken from somebody who had not begun them
    used        share of the office time there was that went to questions
    gini        how unevenly the questions fell on the advisers, 0 even to 1
    """

    policy: Policy
    scenario: str
    seed: int
    questions: int
    kept: float
    missed: int
    causes: dict[str, int]
    p50: float
    p95: float
    places: dict[str, tuple[int, int]]
    languages: dict[str, tuple[int, int]]
    moves: int
    used: float
    gini: float
    solver_ms: float
    solves: int


@dataclass(slots=True)
class _Desk:
    begun: int = NOBODY
    until: int = 0
    line: deque[int] = field(default_factory=deque)
    version: int = 0


class _Run:
    """One run: the state of every adviser and question, and the heap of what happens next."""

    def __init__(self, scenario: Scenario, policy: Policy, weights: Weights) -> None:
        self.scenario, self.policy, self.weights = scenario, policy, weights
        hours = Hours.of(scenario.calendar, scenario.first_day, scenario.days + ENDS_WITH)
        self.hours = hours
        people = len(scenario.staff)
        self.truth = Roster(hours, people, [*scenario.known, *scenario.sudden])
        self.plan = Roster(hours, people, scenario.known)
        self.staff = Staff(scenario.staff)
        self.desks = [_Desk() for _ in range(people)]
        self.fits: Flags = np.array([self.staff.codes(one) == Code.FITS for one in scenario.questions])
        self.grades: Floats = np.array([self.staff.grades(one.need) for one in scenario.questions], dtype=np.float64)
        self.act_by = np.array([one.act_by for one in scenario.questions], dtype=np.int64)
        self.by_act: Floats = np.zeros((len(scenario.questions), people))
        self.holder = np.full(len(scenario.questions), NOBODY, dtype=np.int64)
        self.done_at = np.zeros(len(scenario.questions), dtype=np.int64)
        self.ill_held: set[int] = set()
        self.waiting: dict[int, None] = {}
        self.carried = np.zeros(people)
        self.helped: dict[str, set[int]] = {}
        self.moves = self.solves = self.turn = 0
        self.solver_seconds = 0.0
        self.events: list[tuple[int, int, int, int]] = []
        self._fill()

    def _fill(self) -> None:
        for number, one in enumerate(self.scenario.questions):
            self.events.append((one.received, _Kind.ARRIVAL, number, 0))
        for opens, closes in zip(self.hours.opens, self.hours.closes, strict=True):
            self.events += [(int(at), _Kind.TICK, 0, 0) for at in range(int(opens), int(closes), HALF_HOUR)]
        first = {int(day): int(opens) for day, opens in zip(self.hours.day[::-1], self.hours.opens[::-1], strict=True)}
        self.mornings = first
        for place, absence in enumerate(self.scenario.sudden):
            at = self._learnt(absence)
            if at is not None:
                self.events.append((at, _Kind.MORNING, place, 0))
        heapq.heapify(self.events)

    def _learnt(self, absence: Away) -> int | None:
        day = (absence.first_day - self.scenario.first_day).days
        last = (absence.last_day - self.scenario.first_day).days
        return next((self.mornings[one] for one in range(day, last + 1) if one in self.mornings), None)

    def run(self) -> Report:
        self._look_ahead(range(len(self.act_by)))
        while self.events:
            at, kind, number, version = heapq.heappop(self.events)
            if kind == _Kind.ARRIVAL:
                self._arrive(number, at)
            elif kind == _Kind.FINISH:
                self._finish(number, at, version)
            elif kind == _Kind.MORNING:
                self._fall_ill(self.scenario.sudden[number], at)
            else:
                self._tick(at)
        return self._report()

    def _look_ahead(self, questions: range) -> None:
        """Work out, by what is known now, everybody's office time up to when each question must be acted on."""
        rows = np.fromiter(questions, dtype=np.int64)
        self.by_act[rows] = self.plan.worked_at(self.act_by[rows])

    # What happens

    def _arrive(self, number: int, at: int) -> None:
        self.waiting[number] = None
        if self.policy in (Policy.MIN_COST, Policy.ROLLING):
            if self._open(at):
                self._solve(at)
        else:
            self._choose(number, at)
        self._start_all(at)

    def _open(self, at: int) -> bool:
        return bool(self.truth.present(at).any())

    def _finish(self, person: int, at: int, version: int) -> None:
        desk = self.desks[person]
        if version != desk.version:
            return
        question = desk.begun
        self.done_at[question] = at
        self.helped.setdefault(self.scenario.questions[question].company, set()).add(person)
        self.carried[person] += 1
        desk.begun = NOBODY
        self._start(person, at)

    def _fall_ill(self, absence: Away, at: int) -> None:
        self.plan.learn(absence)
        pending = [*self.waiting, *(one for desk in self.desks for one in desk.line)]
        ahead = int(np.searchsorted([one.received for one in self.scenario.questions], at))
        self._look_ahead(range(ahead, min(ahead + 400, len(self.act_by))))
        if pending:
            self.by_act[pending] = self.plan.worked_at(self.act_by[pending])
        desk = self.desks[absence.person]
        if self.policy in (Policy.ROUND_ROBIN, Policy.LEAST_LOADED):
            self.ill_held.update(desk.line, {desk.begun} - {NOBODY})
            return
        relieved = [*desk.line, *([desk.begun] if desk.begun != NOBODY else [])]
        desk.line.clear()
        desk.begun, desk.version = NOBODY, desk.version + 1
        for number in relieved:
            self.holder[number] = NOBODY
            self.waiting[number] = None
            if self.policy is Policy.CALENDAR:
                self._choose(number, at)
        if self.policy is not Policy.CALENDAR:
            self._solve(at)
        self._start_all(at)

    def _tick(self, at: int) -> None:
        if self.policy is Policy.CALENDAR:
            for number in list(self.waiting):
                self._choose(number, at)
        elif self.policy in (Policy.MIN_COST, Policy.ROLLING):
            self._solve(at)
        self._start_all(at)

    # Choosing

    def _choose(self, number: int, at: int) -> None:
        """Give one question to one adviser, as a greedy policy does."""
        able = self.fits[number]
        if self.policy is Policy.CALENDAR:
            # A broken promise still has a company waiting, and whoever can takes it, if late.
            in_time = able & (self.by_act[number] - self.plan.worked(at) > 0)
            able = able & self.plan.present(at) if at > self.act_by[number] else in_time
        if not able.any():
            return
        rows = np.flatnonzero(able)
        if self.policy is Policy.ROUND_ROBIN:
            person = int(rows[np.searchsorted(rows, self.turn % len(self.desks)) % len(rows)])
            self.turn = person + 1
        else:
            person = min(map(int, rows), key=self._length)
        del self.waiting[number]
        self.holder[number] = person
        desk = self.desks[person]
        desk.line.append(number)
        desk.line = deque(sorted(desk.line, key=lambda one: self.act_by[one]))

    def _length(self, person: int) -> tuple[int, int]:
        desk = self.desks[person]
        return len(desk.line) + (desk.begun != NOBODY), person

    def _solve(self, at: int) -> None:
        """Assign by production's own arithmetic: what waits, and under the rolling policy what nobody has begun."""
        rolling = self.policy is Policy.ROLLING
        rows = list(self.waiting)
        if rolling:
            rows += [number for desk in self.desks for number in desk.line]
        if not rows:
            return
        began = time.perf_counter()
        pool, desks = self._pool(rows, at), self._standing(at, rolling=rolling)
        placings = assign(pool, desks, self.weights)
        self.solver_seconds += time.perf_counter() - began
        self.solves += 1
        if rolling:
            for desk in self.desks:
                desk.line.clear()
        self.waiting = {}
        for one in sorted(placings, key=lambda one: one.place):
            number = rows[one.question]
            if one.adviser == NOBODY:
                self.waiting[number] = None
                self.holder[number] = NOBODY
                continue
            self.moves += self.holder[number] not in (NOBODY, one.adviser)
            self.holder[number] = one.adviser
            self.desks[one.adviser].line.append(number)

    def _pool(self, rows: list[int], at: int) -> Pool:
        time_left = self.by_act[rows] - self.plan.worked(at)
        knows = np.zeros((len(rows), len(self.desks)), dtype=np.bool_)
        for place, number in enumerate(rows):
            known = self.helped.get(self.scenario.questions[number].company)
            if known:
                knows[place, list(known)] = True
        received = np.array([self.scenario.questions[number].received for number in rows], dtype=np.float64)
        return Pool(
            fits=self.fits[rows],
            time=time_left,
            grades=self.grades[rows],
            holder=self.holder[rows],
            waited=(at - received) / 3,
            knows=knows,
            pinned=np.full(len(rows), NOBODY, dtype=np.int64),
        )

    def _standing(self, at: int, *, rolling: bool) -> Desks:
        worked = self.plan.worked(at)
        busy = np.zeros(len(self.desks))
        for person, desk in enumerate(self.desks):
            if desk.begun != NOBODY:
                # What is left of begun work is not known; what is usually left is.
                busy[person] = max(desk.until - int(worked[person]), self.weights.effort * 0.25)
            if not rolling:
                busy[person] += len(desk.line) * self.weights.effort
        share = self.carried / max(self.carried.mean(), 1.0)
        return Desks(busy, share, np.full(len(self.desks), np.inf))

    # Working

    def _start_all(self, at: int) -> None:
        for person, desk in enumerate(self.desks):
            if desk.begun == NOBODY and desk.line:
                self._start(person, at)

    def _start(self, person: int, at: int) -> None:
        desk = self.desks[person]
        if desk.begun != NOBODY or not desk.line or not self.truth.present(at)[person]:
            return
        number = desk.line.popleft()
        effort = self.scenario.efforts[number]
        desk.begun, desk.version = number, desk.version + 1
        # The estimate the assignment may use is the usual effort, never the drawn one.
        desk.until = int(self.plan.worked(at)[person] + self.weights.effort)
        ends = self.truth.after(person, at, effort)
        if ends is not None:
            heapq.heappush(self.events, (ends, _Kind.FINISH, person, desk.version))

    # Counting

    def _report(self) -> Report:
        asked = self.scenario.questions
        done = self.done_at > 0
        kept = done & (self.done_at <= self.act_by)
        received = np.array([one.received for one in asked], dtype=np.int64)
        office = Roster(self.hours, 1)
        spent = (office.worked_at(self.done_at[done]) - office.worked_at(received[done])) / 3600
        return Report(
            policy=self.policy,
            scenario=self.scenario.name,
            seed=self.scenario.seed,
            questions=len(asked),
            kept=float(kept.mean()) if len(asked) else 1.0,
            missed=int((~kept).sum()),
            causes=self._causes(kept, done),
            p50=float(np.percentile(spent, 50)) if len(spent) else 0.0,
            p95=float(np.percentile(spent, 95)) if len(spent) else 0.0,
            places=_tally([one.place for one in asked], kept),
            languages=_tally([one.language for one in asked], kept),
            moves=self.moves,
            used=float(sum(self.scenario.efforts[row] for row in np.flatnonzero(done).tolist()) / self._capacity()),
            gini=_gini(self.carried),
            solver_ms=self.solver_seconds / max(self.solves, 1) * 1000,
            solves=self.solves,
        )

    def _capacity(self) -> float:
        lengths = (self.hours.closes - self.hours.opens) * (self.hours.day < self.scenario.days)
        return float((self.truth.at_work * lengths).sum()) or 1.0

    def _causes(self, kept: Flags, done: Flags) -> dict[str, int]:
        found: Counter[str] = Counter()
        for row in np.flatnonzero(~kept):
            if not self.fits[row].any():
                found[Cause.NOBODY.name.lower()] += 1
            elif row in self.ill_held or not done[row]:
                found[Cause.ABSENCE.name.lower()] += 1
            else:
                found[Cause.QUEUE.name.lower()] += 1
        return dict(found)


def _tally(names: list[str], kept: Flags) -> dict[str, tuple[int, int]]:
    asked, good = Counter(names), Counter(name for name, was in zip(names, kept, strict=True) if was)
    return {name: (good[name], count) for name, count in sorted(asked.items())}


def _gini(values: Floats) -> float:
    total = values.sum()
    if not total:
        return 0.0
    rising = np.sort(values)
    places = np.arange(1, len(rising) + 1)
    return float((2 * (places * rising).sum() / (len(rising) * total)) - (len(rising) + 1) / len(rising))


def simulate(scenario: Scenario, policy: Policy = Policy.ROLLING, weights: Weights = DEFAULT) -> Report:
    """Return what comes of a scenario under a policy; the same scenario gives the same answer, times aside."""
    return _Run(scenario, policy, weights).run()
