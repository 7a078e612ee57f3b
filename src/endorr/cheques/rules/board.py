"""Decides who of a board may vote and what its votes come to: several organisations, and nobody with jäv."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

BODIES = 2
"""Organisations that must be among those who vote: a joint assessment is never one partner's own."""

LOWEST, HIGHEST = 1, 5
"""Points for each criterion."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on a board, by row numbers."""

    person: int
    organisation: int


@dataclass(frozen=True, slots=True)
class Vote:
    """What a member thinks: whether to support, and with how many öre at the most."""

    person: int
    organisation: int
    supports: bool
    ore: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How a board stands: who may vote, how many must, how many have, and what it comes to once there are enough.

    A tie supports nobody. The sum is the lower median of what those who support would give, so that at least half of
    them would give as much.
    """

    eligible: int
    needed: int
    given: int
    supporting: int
    bodies: int
    ore: int

    @property
    def is_quorate(self) -> bool:
        return self.given >= self.needed and self.bodies >= BODIES

    @property
    def supports(self) -> bool:
        return self.is_quorate and self.supporting * 2 > self.given


def tally(members: Collection[Member], conflicted: Collection[int], votes: Sequence[Vote]) -> Tally:
    """Count the votes of the members without jäv; more than half of them must have voted."""
    eligible = {one.person for one in members if one.person not in conflicted}
    counted = [vote for vote in votes if vote.person in eligible]
    sums = sorted(vote.ore for vote in counted if vote.supports)
    return Tally(
        eligible=len(eligible),
        needed=len(eligible) // 2 + 1,
        given=len(counted),
        supporting=len(sums),
        bodies=len({vote.organisation for vote in counted}),
        ore=sums[(len(sums) - 1) // 2] if sums else 0,
    )


def are_points(scores: Mapping[str, int], criteria: Sequence[str]) -> bool:
    """Say whether every criterion has its points and nothing else has."""
    return set(scores) == set(criteria) and all(LOWEST <= points <= HIGHEST for points in scores.values())
