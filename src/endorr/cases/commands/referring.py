"""Offers a question to another organisation, whose people accept or return it while the promise runs on (rule 13)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from endorr import worktime
from endorr.base.clock import local_date
from endorr.base.failpoints import failpoint
from endorr.base.tenancy.rules import Viewer
from endorr.calendars.queries import pinned
from endorr.cases import letters, rules
from endorr.cases.commands.answering import as_holder, give_back, held_for, take
from endorr.cases.commands.batch import beside
from endorr.cases.commands.delivering import deliver, organisations_reading
from endorr.cases.commands.mailing import tell_door, tell_function, tell_person
from endorr.cases.commands.sharing import ask_to_share, leave_for
from endorr.cases.commands.story import (
    ACCEPTED,
    DECLINED,
    LAPSED,
    REFERRED,
    SYSTEM,
    WITHDRAWN,
    life_of,
    live,
    locked,
    note,
    read,
    tell,
)
from endorr.cases.models import Case, Kind, Referral, SharingRequest
from endorr.cases.rules import Holder, Leave, Refusal, Refused, Verdict
from endorr.directory.duty.queries import Target, on_duty, target


@transaction.atomic
def refer(case: str, viewer: Viewer, *, function: str, text: str, now: datetime) -> None:
    """Offer a question to the function of another organisation; whoever offers it has it until that one accepts.

    One that nobody has is taken in the same breath. What is offered is an anonymous card: the question is delivered
    when it is accepted. Where the company wants to be asked first it is asked, and nothing is offered before it has
    said yes; where only the receiver may read, and where nobody answers for the function that day, it is refused.
    """
    if read(case).holder_id is None:
        take(case, viewer, now=now)
    found = locked(case)
    by = as_holder(viewer, found)
    if _open_referral(found) is not None:
        raise Refused(Refusal.ALREADY_REFERRED)
    to = target(function, cooperation=found.enquiry.cooperation_id, on=local_date(now))
    if to is None or not to.staffed:
        raise Refused(Refusal.NOBODY_THERE)
    after = rules.refer(life_of(found), by=by, to=to.organisation_id)
    waits = _must_ask_first(found, to)
    if (held := beside(case)) is not None:
        held.offered = True
    row = Referral.objects.create(
        case=found,
        person_id=by.person,
        organisation_id=by.organisation,
        to_id=to.organisation_id,
        function_id=to.function_id,
        text=text,
        offered_at=now,
        answer_by=inner_target(found, now),
        waits_for_company=waits,
    )
    if waits:
        tell(found, Kind.WAITS, by=by, now=now, text=to.organisation)
        ask_to_share(case, viewer, organisation=to.organisation_id, why=text, now=now)
        return
    live(found, after, now=now)
    found.save()
    _offer(found, row, to, by=by, now=now, actor=viewer.actor)


def inner_target(case: Case, now: datetime) -> datetime:
    """Return by when an offer made now must be answered, by the calendar of the door that gave the promise."""
    given = case.promise
    return worktime.inner_target(now, given.act_by, pinned(given.calendar_id, given.calendar_version))


def _must_ask_first(case: Case, to: Target) -> bool:
    leave = leave_for(case, to.organisation_id)
    if leave is Leave.REFUSED:
        raise Refused(Refusal.ONLY_RECEIVER)
    return leave is Leave.ASK_FIRST


def _offer(case: Case, row: Referral, to: Target, *, by: Holder, now: datetime, actor: str) -> None:
    """Mail whoever answers for the function what an anonymous card tells, or the whole if they may read it already."""
    failpoint("cases.referring")
    tell(case, Kind.REFERRED, by=by, now=now, text=f"{to.function}, {to.organisation}")
    note(
        case,
        REFERRED,
        now=now,
        actor=actor,
        organisation=to.organisation,
        function=to.function,
        by=row.answer_by.isoformat(),
    )
    subject = gettext_lazy("En fråga erbjuds er")
    tell_function(case, to.function_id, "offered", subject, now=now, once=row.public_id, extra=letters.offer(row))
    failpoint("cases.referred")


@transaction.atomic
def accept(case: str, viewer: Viewer, *, now: datetime) -> None:
    """Take over a question that was offered to the viewer's organisation, which it is delivered to unless it was.

    The promise runs on as before.
    """
    found = locked(case)
    by, row = _answering(found, viewer)
    after = rules.accept(life_of(found), by)
    rules.check_leave(leave_for(found, by.organisation))
    _answer(row, Verdict.ACCEPTED, by=by, now=now)
    failpoint("cases.accepting")
    live(found, after, now=now)
    found.taken_at, found.held_for_id = now, row.function_id or held_for(found, by, now=now)
    found.save()
    tell(found, Kind.ACCEPTED, by=by, now=now)
    if by.organisation not in organisations_reading(found):
        deliver(found, by.organisation, row.to.name, now=now, actor=viewer.actor)
    note(found, ACCEPTED, now=now, actor=viewer.actor, organisation=row.to.name)
    subject = gettext_lazy("Frågan är övertagen")
    tell_person(found, row.person_id, "accepted", subject, now=now, once=row.public_id)
    tell_person(found, by.person, "taken", gettext_lazy("Du har frågan"), now=now, once=row.public_id)
    failpoint("cases.accepted")


@transaction.atomic
def take_on(case: str, viewer: Viewer, *, now: datetime) -> None:
    """Take a question in whichever way it can be had: nothing to do for one's own, an offer is accepted, else taken."""
    found = locked(case)
    own = rules.answering(viewer)
    row = _open_referral(found)
    if row is not None and row.to_id in own and not row.waits_for_company:
        accept(case, viewer, now=now)
    elif found.organisation_id not in own or found.holder_id is None:
        take(case, viewer, now=now)


@transaction.atomic
def decline(case: str, viewer: Viewer, *, text: str, now: datetime) -> None:
    """Send an offered question back: the wrong organisation costs nobody any time."""
    found = locked(case)
    by, row = _answering(found, viewer)
    live(found, rules.decline(life_of(found), by), now=now)
    found.save()
    failpoint("cases.declining")
    _answer(row, Verdict.DECLINED, by=by, now=now, text=text)
    tell(found, Kind.DECLINED, by=by, now=now, text=text)
    note(found, DECLINED, now=now, actor=viewer.actor, organisation=row.to.name)
    subject = gettext_lazy("Frågan kom tillbaka till dig")
    tell_person(found, row.person_id, "declined", subject, now=now, once=row.public_id)
    failpoint("cases.declined")


@transaction.atomic
def withdraw_offer(case: str, viewer: Viewer, *, now: datetime) -> None:
    """Take an offer back; the organisation that made it has the question as before."""
    found = locked(case)
    by = as_holder(viewer, found)
    row = _open_referral(found)
    if row is None:
        raise Refused(Refusal.NOT_REFERRED)
    if row.organisation_id != by.organisation:
        raise Refused(Refusal.NOT_YOURS)
    end_offer(found, row, Verdict.WITHDRAWN, now=now, actor=viewer.actor)


def end_offer(case: Case, row: Referral, verdict: Verdict, *, now: datetime, actor: str) -> None:
    """End an open offer without an answer; whoever made it has the question."""
    case.referred_to_id = None
    case.state = life_of(case).state.value
    case.save()
    _answer(row, verdict, by=None, now=now)
    note(case, WITHDRAWN, now=now, actor=actor, verdict=verdict.value)


@transaction.atomic
def not_ours(case: str, viewer: Viewer, *, text: str, now: datetime) -> None:
    """Say that a question is not the viewer's organisation's: an offer is returned, what it has goes to the door.

    Of a question that nobody has it is written down who said so and the door is told, for it answers for it still.
    """
    found = locked(case)
    own = rules.answering(viewer)
    row = _open_referral(found)
    if row is not None and row.to_id in own and not row.waits_for_company:
        return decline(case, viewer, text=text, now=now)
    if found.holder_id is not None or found.closed_at is not None:
        return give_back(case, viewer, text=text, now=now)
    by = as_holder(viewer, found)
    tell(found, Kind.DECLINED, by=by, now=now, text=text)
    note(found, DECLINED, now=now, actor=viewer.actor)
    if not on_the_desk(found, by.person, now=now):
        once = f"{found.public_id}:{by.person}"
        tell_door(found, "not_ours", gettext_lazy("Frågan väntar än"), now=now, once=once)
    return None


def on_the_desk(case: Case, person: int, *, now: datetime) -> bool:
    """Say whether a person answers for the door's desk today."""
    return person in {one.person_id for one in on_duty(case.function_id, on=local_date(now))}


def _answering(case: Case, viewer: Viewer) -> tuple[Holder, Referral]:
    row = _open_referral(case)
    if row is None or row.waits_for_company or row.to_id not in rules.answering(viewer) or viewer.user_id is None:
        raise Refused(Refusal.NOT_REFERRED)
    return Holder(viewer.user_id, row.to_id), row


def _open_referral(case: Case) -> Referral | None:
    return Referral.objects.filter(case=case, verdict="").select_related("to").first()


def _answer(row: Referral, verdict: Verdict, *, by: Holder | None, now: datetime, text: str = "") -> None:
    row.verdict, row.answered_at, row.answer = verdict.value, now, text
    row.answered_by_id = by.person if by else None
    row.save()


@transaction.atomic
def lapse(referral: int, *, now: datetime) -> bool:
    """Let an offer that nobody answered lapse: back to the door and up the ladder; False when it was answered."""
    row = Referral.objects.select_related("case", "to").filter(pk=referral, verdict="", answer_by__lte=now).first()
    if row is None:
        return False
    found = locked(row.case.public_id)
    row.refresh_from_db()
    if row.verdict or found.closed_at is not None:
        return False
    after = life_of(found) if row.waits_for_company else rules.lapse(life_of(found))
    _answer(row, Verdict.LAPSED, by=None, now=now)
    live(found, after, now=now)
    if found.holder_id is None:
        found.taken_at = found.held_for_id = None
    found.save()
    tell(found, Kind.LAPSED, now=now, text=row.to.name)
    note(found, LAPSED, now=now, actor=SYSTEM, organisation=row.to.name)
    subject = gettext_lazy("Ingen tog emot frågan")
    letter = "lapsed" if found.holder_id is None else "unanswered"
    tell_door(found, letter, subject, now=now, once=row.public_id, lead=True)
    tell_person(found, row.person_id, letter, subject, now=now, once=row.public_id)
    failpoint("cases.lapsed")
    return True


@transaction.atomic
def heed_company(referral: int, *, now: datetime) -> bool:
    """Go on with an offer that waited for the company: its yes makes the offer, its no ends it; False before either."""
    rows = Referral.objects.filter(pk=referral, verdict="", waits_for_company=True)
    case = rows.values_list("case__public_id", flat=True).first()
    found = locked(case) if case else None
    row = rows.select_related("case", "to", "function").first()
    if found is None or row is None:
        return False
    said = SharingRequest.objects.filter(case=found, organisation=row.to_id, asked_at__gte=row.offered_at)
    answer = said.order_by("-asked_at").values_list("answer", flat=True).first()
    if answer is False:
        _answer(row, Verdict.WITHDRAWN, by=None, now=now)
        subject = gettext_lazy("Företaget sa nej till att dela frågan")
        tell_person(found, row.person_id, "declined", subject, now=now, once=row.public_id)
        return True
    to = (
        target(row.function.public_id, cooperation=found.enquiry.cooperation_id, on=local_date(now))
        if row.function
        else None
    )
    if answer is None or to is None:
        return False
    by = Holder(row.person_id, row.organisation_id)
    live(found, rules.refer(life_of(found), by=by, to=row.to_id), now=now)
    found.save()
    row.waits_for_company, row.offered_at, row.answer_by = False, now, inner_target(found, now)
    row.save()
    _offer(found, row, to, by=by, now=now, actor=SYSTEM)
    return True
