"""What is decided of a request for a public record: each field's ruling, what the copy holds, what the answer is.

Sources: tryckfrihetsförordningen 2 kap. (handed out at once or as soon as possible, without asking who or why; in part
when only part is secret), offentlighets- och sekretesslagen (2009:400) 5 and 6 kap., förvaltningslagen (2017:900)
32-33 and 43-44 §§.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST = 2000  # characters of what is asked for
MOST = 20  # documents in one request; whoever wants more asks again
SHORTEST_REASON = 20  # characters: a reason of "sekretess" is none


class Ground(StrEnum):
    """The provisions a field may be masked by: those that questions on export can touch.

    Which of them reach a region's advice to companies needs a lawyer in each case: 30 kap. 23 § is mainly for state
    bodies that an ordinance lists, 31 kap. 16 § asks for a business relation with the authority itself.
    """

    TRADE = "osl-30-23"
    RELATION = "osl-31-16"
    PERSECUTED = "osl-21-3"
    DATA_PROTECTION = "osl-21-7"
    FOREIGN = "osl-15-1"


PROVISIONS: Mapping[Ground, str] = {
    Ground.TRADE: "30 kap. 23 § offentlighets- och sekretesslagen",
    Ground.RELATION: "31 kap. 16 § offentlighets- och sekretesslagen",
    Ground.PERSECUTED: "21 kap. 3 § offentlighets- och sekretesslagen",
    Ground.DATA_PROTECTION: "21 kap. 7 § offentlighets- och sekretesslagen",
    Ground.FOREIGN: "15 kap. 1 § offentlighets- och sekretesslagen",
}


class Court(StrEnum):
    """Where a refusal is appealed (OSL 6 kap. 8 §): the administrative court of appeal of the authority's own area."""

    STOCKHOLM = "stockholm"
    GOTHENBURG = "goteborg"
    SUNDSVALL = "sundsvall"
    JONKOPING = "jonkoping"


class Answer(StrEnum):
    """What came of one requested document."""

    WHOLE = "whole"
    PARTLY = "partly"
    REFUSED = "refused"
    NOT_HELD = "not_held"


APPEALABLE = frozenset({Answer.PARTLY, Answer.REFUSED})
"""Whoever did not get all of it may appeal (OSL 6 kap. 7 §)."""


class Refusal(StrEnum):
    """Why a deed was refused."""

    NOTHING_ASKED = "nothing_asked"
    TOO_MANY = "too_many"
    OTHER_AUTHORITY = "other_authority"
    NO_SUCH_DOCUMENT = "no_such_document"
    ALREADY_THERE = "already_there"
    ANSWERED = "answered"
    NOT_EVERY_FIELD = "not_every_field"
    NO_REASON = "no_reason"
    NO_COURT = "no_court"
    CHANGED_SINCE = "changed_since"
    NO_DECISION = "no_decision"


class Refused(Exception):  # noqa: N818 - an answer of the trade, not a fault
    """A deed that the rules do not allow; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a document says: its key within the document, how it is called, and what it says."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CopyField:
    """One field of a copy as it is handed out; of a masked one only its name and the provision."""

    label: str
    value: str
    ground: Ground | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A document tested whole: what is handed out, and what the answer is called."""

    answer: Answer
    copy: tuple[CopyField, ...]


def tried(fields: Sequence[Field], masks: Mapping[str, Ground | None]) -> Tried:
    """Return the copy of a document whose every field has been tried; `masks` names a ground, or None to hand it out.

    A value that is masked is not in the copy at all, neither whole nor in part: nothing can be uncovered in it. The
    same value in another field that was let through stays there - each field is its own trial - so whoever tests is
    shown `repeated` first. Raises Refused when a field has not been tried or one is tried that is not there.
    """
    if not fields or {one.key for one in fields} != set(masks):
        raise Refused(Refusal.NOT_EVERY_FIELD)
    copy = tuple(_copied(one, masks[one.key]) for one in fields)
    hidden = sum(1 for one in copy if one.ground is not None)
    if hidden == len(copy):
        return Tried(Answer.REFUSED, copy)
    return Tried(Answer.PARTLY if hidden else Answer.WHOLE, copy)


def _copied(field: Field, ground: Ground | None) -> CopyField:
    return CopyField(field.label, field.value if ground is None else "", ground)


def repeated(fields: Sequence[Field], masks: Mapping[str, Ground | None]) -> tuple[tuple[str, str], ...]:
    """Return (masked field, open field) by label where the open one repeats what the masked one hides.

    Values of fewer than four characters are too common to tell anything by.
    """
    hidden = [one for one in fields if masks.get(one.key) is not None and len(one.value.strip()) > 3]
    seen = [one for one in fields if masks.get(one.key, ...) is None]
    return tuple(
        (one.label, other.label)
        for one in hidden
        for other in seen
        if one.value.strip().casefold() in other.value.casefold()
    )


def reasoned(answer: Answer, reason: str, court: Court | None) -> None:
    """Raise Refused unless a decision that can be appealed says why and where (förvaltningslagen 32 and 33 §§)."""
    if answer is Answer.NOT_HELD and len(reason.strip()) < SHORTEST_REASON:
        raise Refused(Refusal.NO_REASON)
    if answer not in APPEALABLE:
        return
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(Refusal.NO_REASON)
    if court is None:
        raise Refused(Refusal.NO_COURT)


def fingerprint(fields: Sequence[Field]) -> str:
    """Return a digest of a document as it was shown to whoever tests it, so that no other text is handed out."""
    told = json.dumps([[one.key, one.value] for one in fields], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Keeping:
    """A dated line of the plan: how long one kind of thing is kept, and by which decision it may go (ArkL 10 §)."""

    reference: str
    what: str
    decided_on: date
    years: int


def may_go(plan: Sequence[Keeping], reference: str, *, on: date) -> Keeping:
    """Return the decision on disposal with this reference, in force on a day; raises Refused when there is none."""
    for line in plan:
        if line.reference == reference and line.decided_on <= on:
            return line
    raise Refused(Refusal.NO_DECISION)
