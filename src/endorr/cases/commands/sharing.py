"""Asks the company before its question is shown to an organisation, keeps its answer, and its change of mind."""

from datetime import datetime

from django.db import transaction

from endorr.base.ledger.kinds import kind
from endorr.base.links.commands import issue
from endorr.base.tenancy.rules import Viewer
from endorr.cases import letters, rules
from endorr.cases.afterwards import ANSWERED_WITHIN
from endorr.cases.commands.delivering import organisations_reading
from endorr.cases.commands.mailing import tell_person
from endorr.cases.commands.story import SHARING, end_offers, life_of, locked, note, read, tell
from endorr.cases.models import Case, Kind, Referral, SharingRequest
from endorr.cases.rules import Holder, Leave, Refusal, Refused, Sharing

ASKED_TO_SHARE = kind("cases.asked_to_share", "The company was asked whether an organisation may read its question")
MAY_SHARE = "cases.may_share"
ANSWERED_SHARING = kind("cases.answered_sharing", "The company said yes or no to an organisation reading its question")


@transaction.atomic
def ask_to_share(case: str, viewer: Viewer, *, organisation: int, why: str, now: datetime) -> str:
    """Ask the company whether an organisation (its row number) may read its question; return the request's public id.

    `why` is what the company reads. It is asked by mail, if it gave an address, and on its own page. Refused when the
    case is closed, when only the receiver may read it (ONLY_RECEIVER), when the organisation may read it already
    (NOTHING_TO_ASK), or has been asked for and not answered yet (ASKED_ALREADY).
    """
    found = locked(case)
    _check_may_ask(found, organisation)
    by = _asker(viewer, found)
    wanted = SharingRequest.objects.create(
        case=found, organisation_id=organisation, asked_by_id=by.person, asked_at=now, why=why
    )
    name = wanted.organisation.name
    tell(found, Kind.SHARE_ASKED, by=by, now=now, text=name)
    if found.enquiry.email:
        expires = now + ANSWERED_WITHIN
        link = issue(purpose=MAY_SHARE, target=wanted.public_id, now=now, expires_at=expires, actor=f"case:{case}")
        letters.ask_to_share(found, wanted, token=link.token, now=now)
    note(found, ASKED_TO_SHARE, now=now, actor=viewer.actor, organisation=name, request=wanted.public_id)
    return wanted.public_id


def _check_may_ask(case: Case, organisation: int) -> None:
    if case.closed_at is not None:
        raise Refused(Refusal.CLOSED)
    leave = leave_for(case, organisation)
    if leave is Leave.REFUSED:
        raise Refused(Refusal.ONLY_RECEIVER)
    if leave is Leave.GIVEN:
        raise Refused(Refusal.NOTHING_TO_ASK)
    if SharingRequest.objects.filter(case=case, organisation=organisation, answer__isnull=True).exists():
        raise Refused(Refusal.ASKED_ALREADY)


def _asker(viewer: Viewer, case: Case) -> Holder:
    assert viewer.user_id is not None
    own = rules.answering(viewer) & organisations_reading(case)
    if not own:
        raise Refused(Refusal.NOT_YOURS)
    return Holder(viewer.user_id, min(own))


def leave_for(case: Case, organisation: int) -> Leave:
    """Say whether an organisation may be handed a case as the company's word stands now."""
    return rules.leave(
        Sharing(case.sharing),
        organisation=organisation,
        reading=organisations_reading(case),
        permitted=permitted(case),
    )


def permitted(case: Case) -> set[int]:
    """Return the organisations the company has said yes to, one by one, while it wants to be asked of each."""
    if case.sharing != Sharing.ASK.value:
        return set()
    said_yes = SharingRequest.objects.filter(case=case, answer=True)
    return set(said_yes.values_list("organisation_id", flat=True))


@transaction.atomic
def answer_sharing(request: str, *, yes: bool, now: datetime) -> Case:
    """Keep the company's yes or no to a request (its public id), tell who asked by mail, and return the case.

    One conditional UPDATE decides, so that two taps are one answer; Refused(ANSWERED_ALREADY) for the second.
    """
    wanted = SharingRequest.objects.select_related("case", "organisation", "asked_by").get(public_id=request)
    found = locked(wanted.case.public_id)
    open_still = SharingRequest.objects.filter(public_id=request, answer__isnull=True)
    if not open_still.update(answer=yes, answered_at=now):
        raise Refused(Refusal.ANSWERED_ALREADY)
    _tell_answer(found, wanted, yes=yes, now=now)
    return read(found.public_id)


def _tell_answer(case: Case, wanted: SharingRequest, *, yes: bool, now: datetime) -> None:
    tell(case, Kind.SHARE_YES if yes else Kind.SHARE_NO, now=now, text=wanted.organisation.name)
    name = "share_yes" if yes else "share_no"
    subject = letters.SHARE_SUBJECTS[name]
    tell_person(case, wanted.asked_by_id, name, subject, now=now, once=wanted.public_id)
    actor = f"case:{case.public_id}"
    name = wanted.organisation.name
    note(case, ANSWERED_SHARING, now=now, actor=actor, organisation=name, request=wanted.public_id, yes=yes)


@transaction.atomic
def change_sharing(case: str, sharing: Sharing, *, now: datetime) -> None:
    """Change who may read the question from now on; what has been delivered stays delivered and is shown.

    Requests that wait for the company are answered by it: a yes to all says yes, the receiver only says no.
    """
    found = locked(case)
    if found.sharing == sharing.value:
        return
    before, found.sharing = found.sharing, sharing.value
    found.save(update_fields=["sharing"])
    tell(found, Kind.SHARED, now=now, text=sharing.value)
    note(found, SHARING, now=now, actor=f"case:{case}", before=before, after=sharing.value)
    if sharing is not Sharing.ASK:
        _answer_open_ones(found, yes=sharing is Sharing.YES, now=now)
    _end_offer_without_leave(found, now=now)


def _end_offer_without_leave(case: Case, *, now: datetime) -> None:
    """End an offer that may no longer lead to a delivery; whoever made it has the question, and is told."""
    row = Referral.objects.filter(case=case, verdict="", waits_for_company=False).first()
    if row is None or leave_for(case, row.to_id) is Leave.GIVEN:
        return
    case.referred_to_id = None
    case.state = life_of(case).state.value
    case.save(update_fields=["referred_to", "state"])
    end_offers(case, now=now)
    subject = letters.SHARE_SUBJECTS["share_no"]
    tell_person(case, row.person_id, "offer_ended", subject, now=now, once=row.public_id)


def _answer_open_ones(case: Case, *, yes: bool, now: datetime) -> None:
    waiting = SharingRequest.objects.select_related("organisation", "asked_by").filter(case=case, answer__isnull=True)
    for wanted in waiting:
        wanted.answer, wanted.answered_at = yes, now
        wanted.save(update_fields=["answer", "answered_at"])
        _tell_answer(case, wanted, yes=yes, now=now)
