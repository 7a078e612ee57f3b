"""Plans what the company is asked afterwards, as due rows, whenever a case's life takes a turn."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import QuerySet

from endorr.base.ledger.commands import append, keep, settle
from endorr.cases import afterwards
from endorr.cases.afterwards import Asking
from endorr.cases.commands.batch import beside, let_go
from endorr.cases.models import Case, FollowUp, Reopening
from endorr.cases.rules import Life

LATER = (Asking.THREE_MONTHS.value, Asking.TWELVE_MONTHS.value)


def plan_first(case: Case) -> None:
    """Plan that the company is asked how it went, whatever becomes of its question."""
    asking, due = afterwards.first_asking(case.promise.due)
    row = FollowUp(case=case, asking=asking.value, due=due)
    append(row)
    if (held := beside(case.public_id)) is not None:
        held.asked[row.asking] = row


def plan(case: Case, life: Life) -> None:
    """Plan what a turn of a case's life asks for: `case` is as it was, `life` as it is about to be."""
    if case.contacted_at is None and life.contacted_at is not None:
        _plan(case, {Asking.RIGHT_PERSON: life.contacted_at + afterwards.A_MOMENT})
    if case.closed_at is None and life.closed_at is not None:
        _plan(case, dict(afterwards.askings_after_closing(life.closed_at)))
        if _was_reopened(case):
            _running_clock(case).update(ended_at=life.closed_at)
    if case.closed_at is not None and life.closed_at is None:
        settle()
        let_go(case.public_id)
        FollowUp.objects.filter(case=case, asking__in=LATER, done_at__isnull=True).delete()


def end_follow_up_clock(case: Case, at: datetime) -> None:
    """Stop the clock of a question that was taken up again: a named person has been in touch since."""
    if _was_reopened(case):
        _running_clock(case).filter(at__lte=at).update(contacted_at=at)


def answered(case: Case, asking: Asking, *, now: datetime) -> None:
    """Note that the company has answered what it was to be asked."""
    if row := _planned(case, [asking]).get(asking.value):
        row.answered_at = now
        keep(row, "answered_at")


def _was_reopened(case: Case) -> bool:
    """Say whether a question may have been taken up again: of one that a batch has asked itself, the batch knows."""
    return beside(case.public_id) is None


def _running_clock(case: Case) -> "QuerySet[Reopening]":
    return Reopening.objects.filter(case=case, contacted_at__isnull=True, ended_at__isnull=True)


def _planned(case: Case, askings: Iterable[Asking]) -> dict[str, FollowUp]:
    if (held := beside(case.public_id)) is not None:
        return held.asked
    rows = FollowUp.objects.filter(case=case, asking__in=[one.value for one in askings])
    return {row.asking: row for row in rows}


def _plan(case: Case, dues: Mapping[Asking, datetime]) -> None:
    """Plan askings of a locked case, or move those that nobody has been asked yet."""
    planned = _planned(case, dues)
    new = {one.value: FollowUp(case=case, asking=one.value, due=dues[one]) for one in dues if one.value not in planned}
    append(*new.values())
    for asking, due in dues.items():
        row = planned.get(asking.value)
        if row and row.done_at is None and row.due != due:
            row.due = due
            keep(row, "due")
    planned |= new
