"""What binds a jury: interests declared before anything else, who may take part, when a decision may be taken.

A juror with an interest in one nominee takes no part at all: to choose one of three is to choose against the others
(förvaltningslagen 16-18 §§).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from endorr.base.tenancy.rules import Role

SECRETARY = (Role.NATIONAL_COORDINATOR,)
"""Who prepares an award, in the organisation that is its secretariat."""

NOMINEES = 3
LEAST_POINTS, MOST_POINTS = 1, 5
FEWEST_JURORS = 3
"""So many jurors without an interest, and more than half of the jury, must take part."""


class Standing(StrEnum):
    """How far an award has come."""

    PREPARED = "prepared"
    FROZEN = "frozen"
    NOMINATED = "nominated"
    WRITTEN = "written"  # the record is written and waits for a juror to confirm it
    DECIDED = "decided"


class Bar(StrEnum):
    """Why a deed was not done."""

    NOT_NOW = "not now"
    YEAR_TAKEN = "year taken"
    TOO_FEW_FIGURES = "too few figures"
    NO_SHEET = "no sheet"
    NOT_THREE = "not three"
    NOT_WEIGHED = "not weighed"
    NO_REASON = "no reason"
    ALREADY_ON_THE_JURY = "already on the jury"
    NO_JUROR = "no juror"
    OF_THE_SECRETARIAT = "of the secretariat"
    NO_SECRETARY = "no secretary"
    NOT_DECLARED = "not declared"
    STEPPED_ASIDE = "stepped aside"
    NOT_ASSESSED = "not assessed"
    HANDED_IN = "handed in"
    TOO_FEW_JURORS = "too few jurors"
    ASSESSMENTS_MISSING = "assessments missing"
    NOT_NOMINATED = "not nominated"
    DEVIATION_UNEXPLAINED = "deviation unexplained"
    NOT_PRESENT = "not present"


class Barred(Exception):  # noqa: N818 - an answer of the trade, not a fault
    """A deed that the rules do not allow; `bar` is why, `what` what it is about."""

    def __init__(self, bar: Bar, what: str = "") -> None:
        super().__init__(f"{bar.value} {what}".strip())
        self.bar, self.what = bar, what


@dataclass(frozen=True, slots=True)
class Seat:
    """A juror: for which nominees an interest has been declared (True) or denied (False), and what is handed in."""

    key: str
    interests: Mapping[str, bool]
    handed_in: bool = False
    points: Mapping[tuple[str, str], int] | None = None

    def declared(self, nominees: Collection[str]) -> bool:
        """Say whether an answer has been given for every nominee."""
        return all(one in self.interests for one in nominees)

    @property
    def aside(self) -> bool:
        """Say whether the juror has an interest and so takes no part."""
        return any(self.interests.values())


def check_assessing(seat: Seat, nominees: Collection[str]) -> None:
    """Refuse a juror who has not declared, has an interest, or has handed in already."""
    if not seat.declared(nominees):
        raise Barred(Bar.NOT_DECLARED)
    if seat.aside:
        raise Barred(Bar.STEPPED_ASIDE)
    if seat.handed_in:
        raise Barred(Bar.HANDED_IN)


def check_handing_in(seat: Seat, nominees: Collection[str], read: Sequence[str]) -> None:
    """Refuse to hand in before every nominee has points in all that the jury reads."""
    check_assessing(seat, nominees)
    points = seat.points or {}
    for nominee in nominees:
        for one in read:
            if (nominee, one) not in points:
                raise Barred(Bar.NOT_ASSESSED, one)


def taking_part(jury: Collection[Seat], nominees: Collection[str]) -> list[Seat]:
    """Return the jurors who have declared that they have no interest in any nominee."""
    return [seat for seat in jury if seat.declared(nominees) and not seat.aside]


def check_quorum(jury: Collection[Seat], nominees: Collection[str]) -> list[Seat]:
    """Return who decides: those without an interest, enough of them, all having handed in."""
    if any(not seat.declared(nominees) for seat in jury):
        raise Barred(Bar.NOT_DECLARED)
    free = taking_part(jury, nominees)
    if len(free) < FEWEST_JURORS or 2 * len(free) <= len(jury):
        raise Barred(Bar.TOO_FEW_JURORS)
    if any(not seat.handed_in for seat in free):
        raise Barred(Bar.ASSESSMENTS_MISSING)
    return free


def mean_points(jury: Collection[Seat], nominee: str) -> float | None:
    """Return the mean of the points that a nominee has been given; None before anybody has handed in."""
    given = [
        points for seat in jury if seat.handed_in for (of, _), points in (seat.points or {}).items() if of == nominee
    ]
    return sum(given) / len(given) if given else None


def deviates(winner: str, jury: Collection[Seat], nominees: Sequence[str], ranks: Mapping[str, int]) -> bool:
    """Say whether another nominee had more points, or stood higher in the composite, than the one that was chosen.

    It may: a jury decides, and no sum does. But then the record says why.
    """
    points = {one: mean_points(jury, one) or 0.0 for one in nominees}
    placed = {one: ranks[one] for one in nominees if one in ranks}
    higher = winner not in placed or any(rank < placed[winner] for rank in placed.values())
    return max(points.values()) > points[winner] or (bool(placed) and higher)
