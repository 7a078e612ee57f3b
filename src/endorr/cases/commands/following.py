"""What the company does with its own question behind its private link."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from endorr.base.ledger.commands import keep
from endorr.base.ledger.rules import Direction
from endorr.base.links.commands import revoke_all
from endorr.cases import letters, rules
from endorr.cases.commands.asking import STATUS, issue_private_page
from endorr.cases.commands.mailing import end_task_links, tell_answerers
from endorr.cases.commands.story import (
    CLOSED_BY_COMPANY,
    CONFIRMED,
    MESSAGE,
    RENEWED,
    UNHEARD,
    Passed,
    life_of,
    live,
    locked,
    note,
    tell,
)
from endorr.cases.models import Case, Kind
from endorr.cases.rules import Evidence, Refusal, Refused


def _own(case: Case) -> str:
    return f"case:{case.public_id}"


@transaction.atomic
def add_message(case: str, text: str, *, now: datetime) -> None:
    """Add what the company writes to its question; who has it, or the desk, is told by mail that there is more.

    Refused (CLOSED) for one that is closed, which is taken up again instead (rule 14).
    """
    found = locked(case)
    if found.closed_at is not None:
        raise Refused(Refusal.CLOSED)
    entry = tell(found, Kind.MESSAGE, now=now, text=text)
    subject = gettext_lazy("Företaget har lagt till något")
    tell_answerers(found, "added", subject, once=entry, now=now, words=text)
    note(found, MESSAGE, now=now, actor=_own(found), passed=Passed(Direction.INCOMING, "Tillägg till fråga om export"))


@transaction.atomic
def say_unheard(case: str, *, now: datetime) -> None:
    """Note that the company says nobody has been in touch; what the adviser stated stands beside it.

    The desk is told by mail, whoever has the case.
    """
    found = locked(case)
    entry = tell(found, Kind.UNHEARD, now=now)
    subject = gettext_lazy("Ett företag säger att ingen har hört av sig")
    tell_answerers(found, "unheard", subject, once=entry, now=now, door=True)
    note(found, UNHEARD, now=now, actor=_own(found), contact=found.evidence)


@transaction.atomic
def confirm_contact(case: str, *, right_person: bool, now: datetime) -> None:
    """Note that the company confirms the contact, and whether it came to the right person.

    The desk is told by mail of a wrong one; the same answer again changes nothing.
    """
    found = locked(case)
    if found.contacted_at is None:
        raise Refused(Refusal.NO_CONTACT)
    if found.right_person is right_person:
        return
    found.evidence, found.right_person = Evidence.CONFIRMED.value, right_person
    keep(found, "evidence", "right_person")
    entry = tell(found, Kind.CONFIRMED, now=now, text="" if right_person else "wrong")
    if not right_person:
        subject = gettext_lazy("Företaget kom till fel person")
        tell_answerers(found, "wrong_person", subject, once=entry, now=now, door=True)
    note(found, CONFIRMED, now=now, actor=_own(found), right_person=right_person)


@transaction.atomic
def close_by_company(case: str, *, now: datetime) -> None:
    """Close a case because the company says so; refused when it is closed already."""
    found = locked(case)
    live(found, rules.close_by_company(life_of(found), now=now), now=now)
    found.save()
    end_task_links(found, now=now)
    tell(found, Kind.CLOSED, now=now)
    note(found, CLOSED_BY_COMPANY, now=now, actor=_own(found), outcome=found.outcome)


@transaction.atomic
def renew_private_page(case: str, *, now: datetime) -> str:
    """Close every link to a case's private page and return the token of a new one, which the company is mailed.

    For whoever has let the link out of their hands. It is mailed so that nobody who holds it can shut the company out.
    """
    found = locked(case)
    close_private_page(case, now=now, actor=_own(found))
    token = issue_private_page(found, now=now)
    letters.tell_new_link(found, token=token, once=f"{case}:{now.isoformat()}", now=now)
    note(found, RENEWED, now=now, actor=_own(found))
    return token


def close_private_page(case: str, *, now: datetime, actor: str) -> int:
    """Close every link to a case's private page; return how many that were."""
    return revoke_all(case, purpose=STATUS, now=now, actor=actor)
