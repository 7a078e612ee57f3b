"""Roles, seats and the viewer: who somebody is at a moment, as plain values."""

from collections.abc import Callable, Iterable, Sequence
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
    """A role held in an organisation, and the cooperations in which it counts that day."""

    role: Role
    organisation_id: int
    cooperation_ids: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """A program that came with an organisation's API key, and what the key is for."""

    prefix: str
    scopes: frozenset[str]
    organisation_id: int
    cooperation_ids: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Look:
    """How a cooperation presents itself: its name, and which of colours and logo it has of its own."""

    slug: str
    name: str
    county: str
    colours: tuple[str, str] | None
    has_logo: bool
    version: int


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking, at one moment: the first argument of every query of tenant data.

    A person looks with their seats, a program with its key, whoever holds a link with that (its public id); nobody in
    particular has none of these. `door` is how the one cooperation looks in which a person's seats count.
    """

    user_id: int | None = None
    public_id: str = ""
    name: str = ""
    seats: tuple[Seat, ...] = ()
    key: KeyHolder | None = None
    link: str = ""
    door: Look | None = field(default=None, compare=False)

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(seat.role for seat in self.seats)

    @property
    def organisation_ids(self) -> frozenset[int]:
        """The viewer's own organisations, whatever the role."""
        own = {self.key.organisation_id} if self.key else set()
        return frozenset(own | {seat.organisation_id for seat in self.seats})

    @property
    def cooperation_ids(self) -> frozenset[int]:
        """The cooperations in which one of the viewer's seats counts."""
        own = self.key.cooperation_ids if self.key else frozenset()
        return own.union(*(seat.cooperation_ids for seat in self.seats))

    @property
    def actor(self) -> str:
        """The name under which the ledger remembers this viewer's deeds."""
        if self.key:
            return f"key:{self.key.prefix}"
        if self.link:
            return f"link:{self.link}"
        return f"person:{self.public_id}" if self.signed_in else "anonymous"

    def holds(self, roles: Iterable[Role]) -> bool:
        """Say whether any of `roles` is among the viewer's seats."""
        return not self.roles.isdisjoint(roles)

    def organisations_as(self, *roles: Role) -> frozenset[int]:
        """The organisations in which the viewer holds one of `roles`: a seat here gives nothing there."""
        return frozenset(seat.organisation_id for seat in self.seats if seat.role in roles)

    def cooperations_as(self, *roles: Role) -> frozenset[int]:
        """The cooperations in which the viewer holds one of `roles`."""
        return frozenset[int]().union(*(seat.cooperation_ids for seat in self.seats if seat.role in roles))


ANONYMOUS = Viewer()


class Reason(StrEnum):
    """Why a deed among the identity rows was refused."""

    ALREADY_HELD = "already held"
    ALREADY_TAKES_PART = "already takes part"
    DOES_NOT_TAKE_PART = "does not take part"
    ENDS_BEFORE_IT_STARTS = "ends before it starts"
    LAST_ADMINISTRATOR = "last administrator"
    ACCOUNT_CLOSED = "account closed"
    COLOURS_TOO_FAINT = "colours too faint"
    LOGO_NOT_A_PICTURE = "logo not a picture"
    LOGO_TOO_BIG = "logo too big"


class Refused(Exception):  # noqa: N818 - an answer of the trade, not a fault
    """A deed that the rules do not allow; `details` are sentences for the one who tried."""

    def __init__(self, reason: Reason, *, details: Sequence[str] = ()) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.details = tuple(details)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from a first through a last (`None`: until further notice)."""

    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Say whether a day lies in the span, ends included."""
        return self.first <= day and (self.last is None or day <= self.last)

    def meets(self, other: "Span") -> bool:
        """Say whether two spans have a day in common."""
        return (other.last is None or self.first <= other.last) and (self.last is None or other.first <= self.last)


def check_seat(span: Span, *, held: Iterable[Span]) -> None:
    """Refuse a seat that ends before it starts, or that the person has already on one of its days."""
    if span.last is not None and span.last < span.first:
        raise Refused(Reason.ENDS_BEFORE_IT_STARTS)
    if any(span.meets(other) for other in held):
        raise Refused(Reason.ALREADY_HELD)


LOGO_BYTES = 200_000
# Pictures known by their first bytes. SVG is not among them: a drawing can carry script, and no sanitiser is for ever.
_PICTURES = ((b"\x89PNG\r\n\x1a\n", 0, "image/png"), (b"WEBP", 8, "image/webp"))


def logo_type(content: bytes) -> str:
    """Return the content type of a logo by its bytes, never by its name; refuses all but PNG and WebP under 200 kB."""
    if len(content) > LOGO_BYTES:
        raise Refused(Reason.LOGO_TOO_BIG)
    for mark, at, content_type in _PICTURES:
        if content[at : at + len(mark)] == mark:
            return content_type
    raise Refused(Reason.LOGO_NOT_A_PICTURE)


def public_query[**P, R](why: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a query that needs no viewer, saying why; every other query of a room takes `viewer` first."""

    def mark(query: Callable[P, R]) -> Callable[P, R]:
        query.public_because = why  # type: ignore[attr-defined]
        return query

    return mark
