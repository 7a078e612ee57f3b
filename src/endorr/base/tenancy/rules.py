"""Roles, seats and the viewer: who somebody is at a moment, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a seat lets a person do; each seat has one."""

    ADVISER = "adviser"
    COORDINATOR = "coordinator"
    NATIONAL_COORDINATOR = "national_coordinator"
    ANALYST = "analyst"
    PRESS_OFFICER = "press_officer"
    JURY_MEMBER = "jury_member"
    CONTROLLER = "controller"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Seat:
    """A role held in an organisation, for one cooperation or (`None`) for the organisation as a whole."""

    role: Role
    organisation_id: int
    cooperation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking, at one moment: the first argument of every query of tenant data.

    `organisation_ids` are the viewer's own; `cooperation_ids` those in which one of these takes part that day.
    """

    user_id: int | None = None
    public_id: str = ""
    name: str = ""
    seats: tuple[Seat, ...] = ()
    cooperation_ids: frozenset[int] = field(default_factory=frozenset)

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(seat.role for seat in self.seats)

    @property
    def organisation_ids(self) -> frozenset[int]:
        return frozenset(seat.organisation_id for seat in self.seats)

    @property
    def actor(self) -> str:
        """The name under which the ledger remembers this viewer's deeds."""
        return f"person:{self.public_id}" if self.signed_in else "anonymous"

    def holds(self, roles: Iterable[Role]) -> bool:
        """Say whether any of `roles` is among the viewer's seats."""
        return not self.roles.isdisjoint(roles)


ANONYMOUS = Viewer()


def in_force(*, valid_from: date, valid_to: date | None, on: date) -> bool:
    """Say whether a dated row holds on a day: from its first day through its last (`None`: until further notice)."""
    return valid_from <= on and (valid_to is None or on <= valid_to)
