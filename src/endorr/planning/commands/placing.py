"""Decides where every question that nobody has begun should go, and keeps each decision with its reasons."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.tenancy.queries import cooperation_by_id
from endorr.base.tenancy.rules import Viewer
from endorr.cases.commands import give_back
from endorr.cases.rules import Refused as CaseRefused
from endorr.planning.gathering import Gathered, gather, key_of
from endorr.planning.models import Line, Placing
from endorr.planning.rules import assignment
from endorr.planning.rules.assignment import NOBODY, Why, assign
from endorr.planning.rules.staff import pack
from endorr.planning.rules.wishes import Answer, Refusal, Refused

PLACED = kind("planning.placed", "The planner said to whom a question should go, at what risk, and why")
ANSWERED = kind("planning.answered", "Whoever has a question answered a proposal to pull it back")

RULES = "1"
"""The version of the rules a placing was made by; raise it when the same input may get another answer."""

ACTOR = "system:planning"
CLEARLY = 0.25
"""How much lower the risk must be for a question that somebody has to be asked back."""


@transaction.atomic
def plan(cooperation_id: int, *, now: datetime, actor: str = ACTOR) -> int:
    """Place every question of a cooperation that nobody has begun; return how many placings are new.

    A placing that says what the one before said is not written again. Questions that wait no more lose theirs.
    """
    found = gather(cooperation_id, now)
    current = {one.case_id: one for one in _current(cooperation_id)}
    kept = {row.case_id for row in found.rows}
    _end([one for case, one in current.items() if case not in kept], now)
    placings = assign(found.pool, found.desks)
    line = _line(found) if placings else None
    new = 0
    for one in placings:
        made = _placing(found, one, line, now)
        before = current.get(made.case_id)
        if before and _same(before, made):
            continue
        _end([before] if before else [], now)
        made.save()
        _note(made, found, one, now=now, actor=actor)
        new += 1
    return new


def plan_cooperation(cooperation: str, *, now: datetime, actor: str) -> int:
    """Plan a cooperation by its public id; see `plan`."""
    return plan(cooperation_by_id(cooperation).pk, now=now, actor=actor)


def _current(cooperation_id: int) -> Sequence[Placing]:
    rows = Placing.objects.select_for_update(of=("self",))
    return list(rows.filter(case__enquiry__cooperation=cooperation_id, ended_at__isnull=True))


def _end(rows: Sequence[Placing], now: datetime) -> None:
    Placing.objects.filter(pk__in=[one.pk for one in rows], ended_at__isnull=True).update(ended_at=now)


def _line(found: Gathered) -> Line:
    keys = [key_of(one) for one in found.people]
    digest = hashlib.sha256(json.dumps(keys).encode()).hexdigest()
    return Line.objects.get_or_create(digest=digest, defaults={"advisers": keys})[0]


def _placing(found: Gathered, one: assignment.Placing, line: Line | None, now: datetime) -> Placing:
    row = found.rows[one.question]
    chosen = found.people[one.adviser] if one.adviser != NOBODY else None
    second = found.people[one.runner_up] if one.runner_up != NOBODY else None
    stays = one.why is Why.PULLED_BACK and one.before - one.risk < CLEARLY
    assert line is not None
    return Placing(
        case_id=row.case_id,
        at=now,
        person_id=row.holder_id if stays else chosen.person_id if chosen else None,
        function_id=None if stays or chosen is None else chosen.function_id,
        holder_id=row.holder_id,
        place=one.place,
        risk=one.before if stays else one.risk,
        before=one.before,
        why=(Why.KEPT if stays else one.why).value,
        runner_up_id=second.person_id if second else None,
        line=line,
        codes=pack(found.codes[one.question]),
        rules=RULES,
    )


def _same(before: Placing, made: Placing) -> bool:
    return (before.person_id, before.function_id, before.holder_id, before.why) == (
        made.person_id, made.function_id, made.holder_id, made.why,
    )  # fmt: skip


def _note(made: Placing, found: Gathered, one: assignment.Placing, *, now: datetime, actor: str) -> None:
    row = found.rows[one.question]
    record(
        chain=made.case.enquiry.cooperation.public_id,
        kind=PLACED,
        subject=row.public_id,
        actor=actor,
        now=now,
        facts={
            "placing": made.public_id,
            "person": next((who.person for who in found.people if who.person_id == made.person_id), ""),
            "why": made.why,
            "risk": f"{made.risk:.3f}",
            "rules": RULES,
        },
    )


@transaction.atomic
def answer(placing: str, viewer: Viewer, said: Answer, *, now: datetime) -> None:
    """Answer a proposal to pull back a question one has; yes gives it back to the door, where the other one takes it.

    Refused for a proposal that no longer stands (NOT_WAITING) and for another's question (NOT_YOURS).
    """
    rows = Placing.objects.select_for_update(of=("self",)).select_related("case__enquiry__cooperation", "function")
    row = rows.filter(public_id=placing).first()
    if row is None or row.holder_id != viewer.user_id:
        raise Refused(Refusal.NOT_YOURS)
    if row.ended_at is not None or row.answer or row.why != Why.PULLED_BACK.value:
        raise Refused(Refusal.NOT_WAITING)
    if row.case.holder_id != viewer.user_id:
        raise Refused(Refusal.NOT_WAITING)
    row.answer, row.answered_at = said.value, now
    row.save(update_fields=["answer", "answered_at"])
    if said is Answer.YES:
        _give_back(row, viewer, now=now)
    record(
        chain=row.case.enquiry.cooperation.public_id,
        kind=ANSWERED,
        subject=row.case.public_id,
        actor=viewer.actor,
        now=now,
        facts={"placing": placing, "answer": said.value},
    )


def _give_back(row: Placing, viewer: Viewer, *, now: datetime) -> None:
    try:
        give_back(row.case.public_id, viewer, text=_why_back(row), now=now)
    except CaseRefused as refused:
        # Closed or moved since the proposal was made.
        raise Refused(Refusal.NOT_WAITING) from refused


def _why_back(row: Placing) -> str:
    with override("sv"):
        return _("%s hinner före löftet.") % (row.function.name if row.function else _("Någon annan"))
