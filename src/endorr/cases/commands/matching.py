"""Asks the match who should have a question, once it is safe: nothing that was promised waits for it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy

from endorr.base.clock import local_date
from endorr.cases.commands.mailing import tell_door, tell_function
from endorr.cases.commands.referring import on_the_desk
from endorr.cases.commands.story import SYSTEM, locked
from endorr.cases.models import Case
from endorr.cases.rules import Sharing
from endorr.cases.words.reasons import reasons_for
from endorr.directory.duty.queries import Target, on_duty, target
from endorr.matching.commands import Question
from endorr.matching.commands import propose as propose_who
from endorr.matching.rules.proposal import Candidate, Proposal

PAUSE = timedelta(minutes=10)
MOST = 1  # how many functions a question is shown to before anybody has taken it


def match(case: str, *, now: datetime) -> bool:
    """Let the match propose who should have a question, and show it to the first; False when that was done already.

    The proposal is kept by the match itself. Whoever is proposed is mailed only with the company's yes, and is told
    place, need and time, and why them, until the question is delivered.
    """
    row = Case.objects.select_related("enquiry__cooperation").filter(public_id=case, match_due__isnull=False).first()
    if row is None:
        return False
    asked = row.enquiry
    proposal = propose_who(
        Question(
            enquiry=asked.public_id,
            cooperation=asked.cooperation.public_id,
            text=asked.question,
            language=asked.language,
            municipality=asked.municipality if len(asked.municipality) > 2 else "",
        ),
        now=now,
        actor=SYSTEM,
    )
    with transaction.atomic():
        found = locked(case)
        if found.match_due is None:
            return False
        found.match_due, found.need = None, (proposal.needs[0] if proposal.needs else "")[:40]
        found.save(update_fields=["match_due", "need"])
        _show(found, proposal, now=now)
    return True


def put_off_match(case: str, *, now: datetime) -> None:
    """Ask the match again later about a question it stumbled on."""
    Case.objects.filter(public_id=case, match_due__isnull=False).update(match_due=now + PAUSE)


def _show(case: Case, proposal: Proposal, *, now: datetime) -> None:
    if proposal.at_once:
        subject = gettext_lazy("En människa behöver läsa det här nu")
        tell_door(case, "at_once", subject, now=now, once=case.public_id, lead=True)
        return
    if case.sharing != Sharing.YES.value or case.holder_id is not None or proposal.desk is not None:
        return
    offered = [one for one in proposal.candidates if one.partner and one.function][:MOST]
    for one in offered:
        to = target(one.function, cooperation=case.enquiry.cooperation_id, on=local_date(now))
        if to is not None and to.staffed and not _is_the_desk(case, to, now=now):
            _propose_to(case, one, to, now=now)


def _is_the_desk(case: Case, to: Target, *, now: datetime) -> bool:
    """Say whether the same people have the question before them already."""
    first = on_duty(to.function_id, on=local_date(now))[0]
    return on_the_desk(case, first.person_id, now=now)


def _propose_to(case: Case, one: Candidate, to: Target, *, now: datetime) -> None:
    subject = gettext_lazy("En fråga som kan passa er")
    extra = {"reasons": reasons_for(one, whole=False)}
    tell_function(case, to.function_id, "proposed", subject, now=now, once=case.public_id, extra=extra)
