"""Asks the company afterwards, and keeps what it answers: the right person, how it went, what came of it."""

from datetime import datetime

from django.db import transaction

from endorr.base.ledger.commands import keep
from endorr.base.ledger.kinds import kind
from endorr.base.links.commands import issue
from endorr.cases import letters
from endorr.cases.afterwards import ANSWERED_WITHIN, Asking, Came
from endorr.cases.commands.planning import answered
from endorr.cases.commands.story import GRADED, locked, note, tell
from endorr.cases.models import Case, FollowUp, Kind

ASKED_AFTERWARDS = kind("cases.asked_afterwards", "The company was asked how it went, or could not be asked by mail")
CAME = kind("cases.outcome_told", "The company told what came of the help, months later")

RIGHT, WRONG, AFTER = "cases.right_person", "cases.wrong_person", "cases.afterwards"


@transaction.atomic
def see_to_follow_up(follow_up: int, *, now: datetime) -> bool:
    """Claim one asking that is due and mail it, if there is still something to ask; False when somebody else had it.

    A company without a mail address is asked on its own page only, and the row says so.
    """
    if not FollowUp.objects.filter(pk=follow_up, done_at__isnull=True).update(done_at=now):
        return False
    row = FollowUp.objects.select_related("case").get(pk=follow_up)
    found, asking = locked(row.case.public_id), Asking(row.asking)
    if _answered(found, row, asking):
        return True
    row.mailed = bool(found.enquiry.email)
    row.save(update_fields=["mailed"])
    if row.mailed:
        _mail(found, row, asking, now=now)
    note(found, ASKED_AFTERWARDS, now=now, actor="system:cases", asking=row.asking, by_mail=row.mailed)
    return True


def _answered(case: Case, row: FollowUp, asking: Asking) -> bool:
    if asking is Asking.RIGHT_PERSON:
        return case.right_person is not None or case.closed_at is not None
    return row.answered_at is not None


def _mail(case: Case, row: FollowUp, asking: Asking, *, now: datetime) -> None:
    if asking is Asking.RIGHT_PERSON:
        links = {"yes": _link(RIGHT, case.public_id, case, now), "no": _link(WRONG, case.public_id, case, now)}
        letters.ask_right_person(case, links, once=row.public_id, now=now)
    else:
        letters.ask_afterwards(case, asking, _link(AFTER, row.public_id, case, now), once=row.public_id, now=now)


def _link(purpose: str, target: str, case: Case, now: datetime) -> str:
    expires = now + ANSWERED_WITHIN
    return issue(purpose=purpose, target=target, now=now, expires_at=expires, actor=f"case:{case.public_id}").token


@transaction.atomic
def grade(case: str, grade: int | None, *, helped_in_time: bool | None = None, text: str = "", now: datetime) -> None:
    """Keep the company's grade of the help, 1 to 5 or none, whether it was helped within 24 hours, and its words.

    New answers take the place of the old; what is left out now stays as it was answered before.
    """
    found = locked(case)
    found.grade = found.grade if grade is None else grade
    found.helped_in_time = found.helped_in_time if helped_in_time is None else helped_in_time
    found.grade_text = text or found.grade_text
    keep(found, "grade", "helped_in_time", "grade_text")
    answered(found, Asking.SATISFACTION, now=now)
    tell(found, Kind.GRADED, now=now)
    note(found, GRADED, now=now, actor=f"case:{case}", grade=grade, helped_in_time=helped_in_time)


@transaction.atomic
def tell_outcome(follow_up: str, *, came: Came, exported: bool | None, text: str = "", now: datetime) -> None:
    """Keep what the company says came of the help, by the asking's public id; a new answer replaces the old."""
    row = FollowUp.objects.select_related("case").get(public_id=follow_up)
    found = locked(row.case.public_id)
    row.came, row.exported, row.text, row.answered_at = came.value, exported, text, now
    row.save(update_fields=["came", "exported", "text", "answered_at"])
    note(found, CAME, now=now, actor=f"case:{found.public_id}", asking=row.asking, came=came.value, exported=exported)
