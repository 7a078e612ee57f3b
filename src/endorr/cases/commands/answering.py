"""What those who answer do with a question: take it, give it back, be in contact, write, close."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from endorr.base.clock import local_date
from endorr.base.failpoints import failpoint
from endorr.base.ledger.commands import append
from endorr.base.ledger.rules import Direction
from endorr.base.remembering import share
from endorr.base.tenancy.rules import Viewer
from endorr.calendars.queries import pinned
from endorr.cases import letters, rules
from endorr.cases.commands.delivering import deliver, organisations_reading
from endorr.cases.commands.mailing import end_task_links, reply_address, tell_door, tell_person
from endorr.cases.commands.planning import end_follow_up_clock
from endorr.cases.commands.sharing import leave_for
from endorr.cases.commands.story import (
    CLOSED,
    CONTACTED,
    GIVEN_BACK,
    SOUGHT,
    TAKEN,
    WROTE,
    Passed,
    life_of,
    live,
    locked,
    note,
    read,
    tell,
)
from endorr.cases.models import Case, Contact, Kind
from endorr.cases.queries.whole import promise_of
from endorr.cases.rules import Evidence, Holder, Life, Outcome, Refusal, Refused, Reply, Talk, Way
from endorr.directory.duty.queries import function_of


class TakenError(Refused):
    """Somebody else was first; `case` says who has it."""

    def __init__(self, case: Case) -> None:
        super().__init__(Refusal.ALREADY_TAKEN)
        self.case = case


def as_holder(viewer: Viewer, case: Case) -> Holder:
    """Return the viewer as one who may act on a case: by the organisation that has it, else by one at its door."""
    assert viewer.user_id is not None
    own = rules.answering(viewer)
    here = rules.answering_at(viewer, case.enquiry.cooperation_id)
    organisation = case.organisation_id if case.organisation_id in own else min(here or own)
    return Holder(viewer.user_id, organisation)


@transaction.atomic
def take(case: str, viewer: Viewer, *, now: datetime) -> None:
    """Take a question that nobody has, by one conditional UPDATE: of two at once one wins.

    Raises TakenError, which names the winner, for the other; Refused where the company has not said yes to the
    viewer's organisation. Another organisation than the receiver's gets the question delivered by taking it.
    """
    found = read(case)
    if found.holder_id is not None:
        raise TakenError(found)
    reading = organisations_reading(found)
    by = _taker(viewer, found, reading)
    rules.check_leave(leave_for(found, by.organisation))
    life = rules.take(life_of(found), by)
    mine = {
        "holder_id": by.person,
        "organisation_id": by.organisation,
        "held_for_id": held_for(found, by, now=now),
        "state": life.state.value,
        "taken_at": now,
    }
    if not Case.objects.filter(public_id=case, holder__isnull=True, closed_at__isnull=True).update(**mine):
        raise TakenError(read(case))
    failpoint("cases.claimed")
    taken = _with(found, mine)
    share(taken, "organisation")
    assert taken.organisation is not None
    name = taken.organisation.name
    tell(taken, Kind.TAKEN, by=by, now=now)
    if by.organisation not in reading:
        deliver(taken, by.organisation, name, now=now, actor=viewer.actor)
    note(taken, TAKEN, now=now, actor=viewer.actor, organisation=name)
    tell_person(
        taken, by.person, "taken", gettext_lazy("Du har frågan"), now=now, once=f"{taken.public_id}:{now.isoformat()}"
    )
    failpoint("cases.taken")


def _with(case: Case, changed: dict[str, Any]) -> Case:
    for name, value in changed.items():
        setattr(case, name, value)
    return case


def held_for(case: Case, by: Holder, *, now: datetime) -> int | None:
    """Return the function in which somebody answers a question; its deputies get it when they are away."""
    return function_of(by.person, by.organisation, cooperation=case.enquiry.cooperation_id, on=local_date(now))


def _taker(viewer: Viewer, case: Case, reading: set[int]) -> Holder:
    """Return the viewer as one who may take a case: by an organisation that reads it, else by one at its door."""
    assert viewer.user_id is not None
    here, knows = rules.answering_at(viewer, case.enquiry.cooperation_id), rules.answering(viewer) & reading
    if not here and not knows:
        raise Refused(Refusal.NOT_YOURS)
    return Holder(viewer.user_id, min(here & knows or knows or here))


@transaction.atomic
def give_back(case: str, viewer: Viewer, *, text: str, now: datetime) -> None:
    """Give a question back to the door, which is told, with a word on why; the promise runs on.

    Refused unless it is one's own.
    """
    found = locked(case)
    by = as_holder(viewer, found)
    live(found, rules.give_back(life_of(found), by), now=now)
    found.taken_at = found.held_for_id = None
    found.save()
    failpoint("cases.giving_back")
    tell(found, Kind.GIVEN_BACK, by=by, now=now, text=text)
    note(found, GIVEN_BACK, now=now, actor=viewer.actor)
    subject = gettext_lazy("En fråga är tillbaka vid dörren")
    once = f"{found.public_id}:{now.isoformat()}"
    tell_door(found, "given_back", subject, now=now, once=once, extra={"words": text})
    failpoint("cases.given_back")


@transaction.atomic
def log_contact(case: str, viewer: Viewer, talk: Talk, *, now: datetime) -> None:
    """Log that the viewer was in contact with the company, or tried to; the first time it was reached is what counts.

    Refused unless the viewer's organisation has the case, for a time before the question or after now, and for one that
    would keep a promise already broken unless what was said tells why it is noted so late.
    """
    found = locked(case)
    by, before = as_holder(viewer, found), life_of(found)
    at = rules.as_stated(talk.at, found.promise.received)
    after = rules.contact(before, by=by, at=at, received=found.promise.received, now=now)
    if talk.reached:
        _check_statement(found, replace(talk, at=at), now=now)
    _keep_contact(found, by, replace(talk, at=at), Evidence.STATED, now=now)
    failpoint("cases.contacting")
    if talk.reached:
        _reach(found, after, at, Evidence.STATED, now=now)
    deed = CONTACTED if talk.reached else SOUGHT
    note(found, deed, now=now, actor=viewer.actor, way=talk.way.value, at=at.isoformat(), evidence=found.evidence)
    failpoint("cases.contacted")


def _check_statement(case: Case, talk: Talk, *, now: datetime) -> None:
    promise = promise_of(case)
    calendar = pinned(promise.calendar_id, promise.calendar_version)
    rules.check_statement(talk.at, promise, life_of(case), why=talk.text, now=now, calendar=calendar)


@transaction.atomic
def write(case: str, viewer: Viewer, text: str, *, now: datetime) -> None:
    """Write to the company by mail, which is a contact that stands on the message sent; answers come to the case.

    Refused unless the viewer's organisation has the case, and when the company gave no mail address.
    """
    found = locked(case)
    by = as_holder(viewer, found)
    after = rules.contact(life_of(found), by=by, at=now, received=found.promise.received, now=now)
    if not found.enquiry.email:
        raise Refused(Refusal.NO_MAIL)
    talk = _keep_contact(found, by, Talk(Way.MESSAGE, now, text=text), Evidence.SENT, now=now)
    failpoint("cases.writing")
    _reach(found, after, now, Evidence.SENT, now=now)
    back = reply_address(found, Reply.COMPANY, now=now)
    letters.answer(found, talk.person, text, once=talk.public_id, reply_to=back, now=now)
    ours = by.organisation in found.enquiry.receiver.organisations.values_list("pk", flat=True)
    passed = Passed(Direction.OUTGOING, "Svar på fråga om export") if ours else None
    note(found, WROTE, now=now, actor=viewer.actor, passed=passed, message=talk.public_id)
    failpoint("cases.wrote")


@transaction.atomic
def log_contact_sent(case: str, viewer: Viewer, text: str, *, at: datetime, sent: bool, now: datetime) -> None:
    """Log a mail the viewer has sent the company themselves, of which a copy came to us at `at`.

    It stands on a message sent if the company was among its receivers, else on what the adviser states.
    """
    found = locked(case)
    by = as_holder(viewer, found)
    when = rules.as_stated(at, found.promise.received)
    evidence = Evidence.SENT if sent else Evidence.STATED
    after = rules.contact(life_of(found), by=by, at=when, received=found.promise.received, now=now)
    _keep_contact(found, by, Talk(Way.MESSAGE, when, text=text), evidence, now=now)
    _reach(found, after, when, evidence, now=now)
    note(found, CONTACTED, now=now, actor=viewer.actor, way=Way.MESSAGE.value, evidence=found.evidence)


def _reach(case: Case, after: Life, at: datetime, evidence: Evidence, *, now: datetime) -> None:
    """Let a contact count: towards the promise, for the clock of a question taken up again, and as its evidence."""
    before = Evidence(case.evidence) if case.evidence else None
    case.evidence = rules.ground(before, case.contacted_at, at=at, stands_on=evidence).value
    live(case, after, now=now)
    end_follow_up_clock(case, at)
    case.save()


def _keep_contact(case: Case, by: Holder, talk: Talk, evidence: Evidence, *, now: datetime) -> Contact:
    contact = Contact(
        case=case,
        person_id=by.person,
        organisation_id=by.organisation,
        at=talk.at,
        logged_at=now,
        way=talk.way.value,
        reached=talk.reached,
        evidence=evidence.value,
        text=talk.text,
    )
    append(contact)
    return contact


@transaction.atomic
def close(case: str, viewer: Viewer, outcome: Outcome, *, text: str = "", now: datetime) -> None:
    """Close a case with what came of it; refused unless the viewer's organisation has it and somebody was reached."""
    found = locked(case)
    by = as_holder(viewer, found)
    live(found, rules.close(life_of(found), by=by, outcome=outcome, now=now), now=now)
    found.save()
    failpoint("cases.closing")
    end_task_links(found, now=now)
    tell(found, Kind.CLOSED, by=by, now=now, text=text)
    note(found, CLOSED, now=now, actor=viewer.actor, outcome=outcome.value)
    failpoint("cases.closed")
