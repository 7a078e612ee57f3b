"""Mails those who answer: to the person whose turn it is, with links and an address that keep a case from the mail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.functional import Promise as Lazy

from endorr.base.accounts.queries import person_by_row
from endorr.base.clock import local_date
from endorr.base.ledger.commands import append
from endorr.base.links.commands import issue, revoke_about
from endorr.base.outbox.silence import is_quiet
from endorr.base.tenancy.queries import seated_as, viewer_of
from endorr.base.tenancy.rules import Role
from endorr.cases import addresses, letters, rules
from endorr.cases.commands.batch import beside
from endorr.cases.commands.delivering import organisations_reading
from endorr.cases.commands.story import SYSTEM, UNREAD, note
from endorr.cases.models import Case, ReplyAddress
from endorr.cases.rules import Reply
from endorr.directory.duty.queries import on_duty
from endorr.directory.queries import desk_for

TASK = "cases.task"
TASK_LIVES = timedelta(days=60)
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody a mail about a case goes to."""

    person: int
    name: str
    email: str


def tell_function(
    case: Case,
    function: int,
    letter: str,
    subject: Lazy,
    *,
    now: datetime,
    once: str,
    extra: Mapping[str, Any] = NOTHING,
) -> bool:
    """Mail whoever answers first for a function today, deputies in the place of the absent; False when nobody does."""
    for one in on_duty(function, on=local_date(now))[:1]:
        _task(case, Worker(one.person_id, one.name, one.email), letter, subject, now=now, once=once, extra=extra)
        return True
    return False


def tell_person(
    case: Case, person: int, letter: str, subject: Lazy, *, now: datetime, once: str, extra: Mapping[str, Any] = NOTHING
) -> bool:
    """Mail one person about a case; False for one who no longer answers questions, and gets none."""
    found = None if is_quiet() else person_by_row(person)
    if found is None or not rules.answering(viewer_of(person, on=local_date(now))):
        return False
    _task(case, Worker(person, found.name, found.email), letter, subject, now=now, once=once, extra=extra)
    return True


def tell_door(
    case: Case,
    letter: str,
    subject: Lazy,
    *,
    now: datetime,
    once: str,
    duty: bool = True,
    lead: bool = False,
    deputies: bool = False,
    extra: Mapping[str, Any] = NOTHING,
) -> int:
    """Mail the door: its desk's duty person and shared address, its lead, the desk's deputies; return how many got it.

    Never silent: where nobody of these is to be found the coordinator is told, else the national one, and where there
    is none of them either the ledger says so.
    """
    if is_quiet():
        return 0
    today = local_date(now)
    behind = on_duty(case.function_id, on=today)
    leads = seated_as(Role.COORDINATOR, cooperation=case.enquiry.cooperation_id, on=today)
    told = [Worker(one.person_id, one.name, one.email) for one in behind[: None if deputies else 1] if duty]
    told += [Worker(one.person_id, one.name, one.email) for one in leads if lead]
    desk = desk_for(case.enquiry.municipality[:2], on=today)
    shared = desk.mail if desk and duty else ""
    if not told and not shared:
        national = seated_as(Role.NATIONAL_COORDINATOR, on=today)
        told = [Worker(one.person_id, one.name, one.email) for one in leads or national]
    for one in dict.fromkeys(told):
        _task(case, one, letter, subject, now=now, once=once, extra=extra)
    if shared and shared not in {one.email for one in told}:
        letters.to_staff(case, letter, subject, to=shared, now=now, once=once, extra=extra)
    if not told and not shared:
        note(case, UNREAD, now=now, actor=SYSTEM, letter=letter)
    return len(set(told)) + bool(shared)


def _task(
    case: Case, to: Worker, letter: str, subject: Lazy, *, now: datetime, once: str, extra: Mapping[str, Any]
) -> None:
    """Put a mail to one person in the outbox, with what it takes to keep the case from there."""
    own = rules.answering(viewer_of(to.person, on=local_date(now)))
    told: dict[str, Any] = {**extra, "name": to.name}
    if own:
        if (held := beside(case.public_id)) is not None:
            held.has_task_links = True
        link = issue(
            purpose=TASK,
            target=f"{case.public_id}:{to.person}",
            now=now,
            expires_at=now + TASK_LIVES,
            actor=SYSTEM,
        )
        told |= letters.task_addresses(case, link.token)
    whole = bool(own & organisations_reading(case))
    may_act = case.closed_at is None and bool(own)
    mine = case.holder_id == to.person
    told |= {
        "whole": whole,
        "may_take": may_act and not mine and (case.holder_id is None or case.referred_to_id in own),
        "mine": may_act and mine,
    }
    reply = ""
    if whole and may_act and case.enquiry.email:
        reply = reply_address(case, Reply.ANSWER, now=now, person=to.person)
        told |= {"log": reply_address(case, Reply.LOG, now=now, person=to.person), "reply": True}
    letters.to_staff(case, letter, subject, to=to.email, now=now, once=once, extra=told, reply_to=reply or None)


def end_task_links(case: Case, *, now: datetime) -> int:
    """Close the links that mails to staff held: a closed question has no task. What is told later has new ones."""
    if (held := beside(case.public_id)) is not None and not held.has_task_links:
        return 0
    return revoke_about([case.public_id], purpose=TASK, now=now, actor=SYSTEM)


def tell_answerers(
    case: Case, letter: str, subject: Lazy, *, once: str, now: datetime, words: str = "", door: bool = False
) -> None:
    """Mail whoever has a case and works on it, with the company's own words; the door if nobody can be, or `door`."""
    people = {case.holder_id} if case.holder_id else set()
    people |= set(case.co_owners.filter(ended_at__isnull=True).values_list("person_id", flat=True))
    told = [
        tell_person(case, person, letter, subject, now=now, once=once, extra={"words": words})
        for person in sorted(people)
    ]
    if door or not any(told):
        tell_door(case, letter, subject, now=now, once=once)


def reply_address(case: Case, use: Reply, *, now: datetime, person: int | None = None) -> str:
    """Return a fresh address that a mail about a case can be answered to."""
    token = addresses.new_token()
    append(
        ReplyAddress(token_hash=addresses.token_hash(token), case=case, use=use.value, person_id=person, issued_at=now)
    )
    return addresses.address(use, token, ours=settings.DEFAULT_FROM_EMAIL)
