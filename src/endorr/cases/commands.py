"""The only writers of the door: ask, take, be in contact, close, and what the company does with its own case."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy

from endorr import worktime
from endorr.base.clock import local_date
from endorr.base.failpoints import failpoint
from endorr.base.ledger.commands import record, register
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Direction, Fact
from endorr.base.links.commands import issue, revoke_all
from endorr.base.tenancy.rules import Viewer
from endorr.calendars.queries import calendar_of
from endorr.cases import letters, rules
from endorr.cases.models import (
    Case,
    Contact,
    Delivery,
    Draft,
    Enquiry,
    Entry,
    GivenPromise,
    Kind,
    NumberSeries,
    Reminder,
)
from endorr.cases.rules import (
    Channel,
    Evidence,
    Holder,
    Life,
    Outcome,
    Refusal,
    Refused,
    Sharing,
    Talk,
    Way,
)
from endorr.core.municipalities import municipalities
from endorr.directory.queries import Desk, desk_for, duty_address
from endorr.worktime import Promise

ASKED = kind("cases.asked", "A company asked, and a promise was given")
TAKEN = kind("cases.taken", "A person took a question; nobody else can")
DELIVERED = kind("cases.delivered", "A question was handed out to another organisation than the receiver's")
GIVEN_BACK = kind("cases.given_back", "An organisation gave a question back to the door")
CONTACTED = kind("cases.contacted", "A named person was in contact with the company")
SOUGHT = kind("cases.sought", "A named person tried to reach the company and did not")
WROTE = kind("cases.wrote", "A named person wrote to the company; the mail went out through the house")
CLOSED = kind("cases.closed", "A question was closed, with what came of it")
CLOSED_BY_COMPANY = kind("cases.closed_by_company", "The company closed its own question")
MESSAGE = kind("cases.message", "The company added something to its question")
UNHEARD = kind("cases.unheard", "The company says that nobody has been in touch")
CONFIRMED = kind("cases.confirmed", "The company says that somebody has been in touch")
SHARING = kind("cases.sharing_changed", "The company changed who may read its question")
GRADED = kind("cases.graded", "The company graded the help it got")
TOLD = kind("cases.told_of_risk", "The company was told that the promise may not be kept")

STATUS = "cases.status"
LINK_LIVES = timedelta(days=400)
COMPANY = "company"
DELIVERED_FIELDS = ("question", "municipality", "company", "company_number", "name", "email", "phone", "good_times")


class TakenError(Refused):
    """Somebody else was first; `case` says who has it."""

    def __init__(self, case: Case) -> None:
        super().__init__(Refusal.ALREADY_TAKEN)
        self.case = case


# Drafts


def start_draft(answers: dict[str, str], *, now: datetime) -> str:
    """Keep what a visitor has begun with and return the key to it: 128 random bits."""
    return Draft.objects.create(key=secrets.token_hex(16), answers=answers, started_at=now).key


def keep_answers(key: str, answers: dict[str, str]) -> None:
    """Add answers to a draft; one that has been sent stays as it is."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(key=key)
        if not draft.sent:
            draft.answers = {**draft.answers, **answers}
            draft.save(update_fields=["answers"])


def forget_drafts(*, before: datetime) -> int:
    """Delete drafts begun before an instant: what was never sent is nobody's to keep."""
    deleted, _ = Draft.objects.filter(started_at__lt=before).delete()
    return deleted


# Asking


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came in; `site` is the address it came to, up to the first slash of the path."""

    site: str
    language: str
    question: str
    municipality: str
    name: str
    sharing: Sharing
    channel: Channel = Channel.WEB
    email: str = ""
    phone: str = ""
    company: str = ""
    company_number: str = ""
    good_times: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the one who asked is told at once; the token of the private page is told this once."""

    case: str
    number: str
    token: str


@transaction.atomic
def ask(asked: Asked, *, now: datetime, actor: str = COMPANY, draft: str = "") -> Receipt:
    """Take in a question: rows, promise, warnings, event, diary row and mails in one transaction.

    The door is that of the municipality's county; Refused(NO_DOOR) where no desk takes questions in. The promise is
    reckoned from `now` by the door's own calendar and never moves. A `draft` it was written in is emptied; one that
    was sent before is refused (ALREADY_SENT), so that a question sent from two windows is one case.
    """
    if draft and not Draft.objects.filter(key=draft, sent=False).update(answers={}, sent=True):
        raise Refused(Refusal.ALREADY_SENT)
    desk = desk_for(asked.municipality[:2], on=local_date(now))
    if desk is None:
        raise Refused(Refusal.NO_DOOR)
    calendar = calendar_of(desk.cooperation_id)
    promise = worktime.promise(now, calendar)
    case = _store(asked, desk, promise)
    Reminder.objects.bulk_create(
        Reminder(case=case, step=step.value, due=due) for step, due in rules.warnings(promise.received, calendar)
    )
    failpoint("cases.stored")
    _note_asked(case, desk, now=now, actor=actor)
    link = issue(
        purpose=STATUS, target=case.public_id, now=now, expires_at=now + LINK_LIVES, actor=f"case:{case.public_id}"
    )
    letters.confirm(case, token=link.token, reader=f"{desk.function}, {desk.organisation}", phone=desk.phone, now=now)
    if duty := duty_address(desk, on=local_date(now)):
        letters.to_staff(case, "intake", gettext_lazy("Ny fråga till dörren"), to=duty, now=now)
    failpoint("cases.asked")
    return Receipt(case.public_id, case.number, link.token)


def _store(asked: Asked, desk: Desk, promise: Promise) -> Case:
    enquiry = Enquiry.objects.create(
        cooperation_id=desk.cooperation_id,
        receiver_id=desk.entity_id,
        channel=asked.channel.value,
        site=asked.site,
        received_at=promise.received,
        language=asked.language,
        question=asked.question,
        municipality=municipalities()[asked.municipality].code,
        company=asked.company,
        company_number=asked.company_number,
        name=asked.name,
        email=asked.email,
        phone=asked.phone,
        good_times=asked.good_times,
    )
    case = Case.objects.create(
        number=_next_number(local_date(promise.received).year),
        enquiry=enquiry,
        function_id=desk.function_id,
        sharing=asked.sharing.value,
    )
    GivenPromise.objects.create(case=case, **promise._asdict())
    return case


def _next_number(year: int) -> str:
    NumberSeries.objects.get_or_create(year=year)
    series = NumberSeries.objects.select_for_update().get(year=year)
    series.number += 1
    series.save(update_fields=["number"])
    return f"EX-{year}-{series.number:04}"


@dataclass(frozen=True, slots=True)
class Passed:
    """What passed the receiver's door, for its diary: which way, a short subject, and whom it concerned."""

    direction: Direction
    subject: str
    counterpart: str = ""


def _note_asked(case: Case, desk: Desk, *, now: datetime, actor: str) -> None:
    given = case.promise
    _note(
        case,
        ASKED,
        now=now,
        actor=actor,
        passed=Passed(Direction.INCOMING, "Fråga om export"),
        channel=case.enquiry.channel,
        municipality=case.enquiry.municipality,
        sharing=case.sharing,
        received=given.received.isoformat(),
        due=given.due.isoformat(),
        act_by=given.act_by.isoformat(),
        calendar=f"{given.calendar_id} {given.calendar_version}",
        tzdata=given.tzdata_version,
        desk=desk.function,
    )


def _note(case: Case, deed: str, *, now: datetime, actor: str, passed: Passed | None = None, **facts: Fact) -> None:
    """Leave one event of a deed, and a diary row when something passed the door of an authority."""
    asked, receiver = case.enquiry, case.enquiry.receiver
    event = record(
        chain=asked.cooperation.public_id,
        kind=deed,
        subject=case.public_id,
        actor=actor,
        now=now,
        facts={"number": case.number, **facts},
    )
    if passed is None or not receiver.is_authority:
        return
    register(
        entity=receiver.public_id,
        entity_name=receiver.name,
        direction=passed.direction,
        counterpart=passed.counterpart or asked.company or asked.name,
        subject=f"{passed.subject}, {case.number}",
        about=case.public_id,
        event=event,
        now=now,
        person="" if passed.counterpart else asked.public_id,
    )


# Answering


def _locked(public_id: str) -> Case:
    rows = Case.objects.select_for_update(of=("self",))
    return rows.select_related("enquiry__cooperation", "enquiry__receiver", "promise", "holder").get(
        public_id=public_id
    )


def _life(case: Case) -> Life:
    return Life(
        holder=Holder(case.holder_id, case.organisation_id) if case.holder_id and case.organisation_id else None,
        referred_to=case.referred_to_id,
        contacted_at=case.contacted_at,
        closed_at=case.closed_at,
        outcome=Outcome(case.outcome) if case.outcome else None,
    )


def _live(case: Case, life: Life) -> None:
    """Store what the rules decided; the caller saves."""
    case.holder_id = life.holder.person if life.holder else None
    case.organisation_id = life.holder.organisation if life.holder else None
    case.referred_to_id = life.referred_to
    case.contacted_at, case.closed_at = life.contacted_at, life.closed_at
    case.outcome = life.outcome.value if life.outcome else ""
    case.state = life.state.value


def _as_holder(viewer: Viewer, case: Case) -> Holder:
    """Return the viewer as one who may act on a case: by the organisation that has it, else by the first of theirs."""
    assert viewer.user_id is not None
    own = rules.answering(viewer)
    organisation = case.organisation_id if case.organisation_id in own else min(own)
    return Holder(viewer.user_id, organisation)


def organisations_reading(case: Case) -> set[int]:
    """Return the organisations that may read a case: those of the legal entity that received it, and by delivery."""
    receiving = case.enquiry.receiver.organisations.values_list("pk", flat=True)
    return {*receiving, *Delivery.objects.filter(case=case).values_list("organisation_id", flat=True)}


@transaction.atomic
def take(case: str, viewer: Viewer, *, now: datetime) -> None:
    """Take a question that nobody has, by one conditional UPDATE: of two at once one wins.

    Raises TakenError, which names the winner, for the other; Refused where the company has not said yes to the
    viewer's organisation. Another organisation than the receiver's gets the question delivered by taking it.
    """
    found = _read(case)
    if found.holder_id is not None:
        raise TakenError(found)
    reading = organisations_reading(found)
    by = _taker(viewer, found, reading)
    rules.check_may_take(Sharing(found.sharing), organisation=by.organisation, reading=reading)
    life = rules.take(_life(found), by)
    won = Case.objects.filter(public_id=case, holder__isnull=True, closed_at__isnull=True).update(
        holder=by.person, organisation=by.organisation, state=life.state.value, taken_at=now
    )
    if not won:
        raise TakenError(_read(case))
    taken = _read(case)
    assert taken.organisation is not None
    name = taken.organisation.name
    _tell(taken, Kind.TAKEN, by=by, now=now)
    if by.organisation not in reading:
        _deliver(taken, by.organisation, name, now=now, actor=viewer.actor)
    _note(taken, TAKEN, now=now, actor=viewer.actor, organisation=name)


def _taker(viewer: Viewer, case: Case, reading: set[int]) -> Holder:
    """Return the viewer as one who may take a case: by an organisation that reads it already, if there is one."""
    assert viewer.user_id is not None
    own = rules.answering(viewer)
    if case.enquiry.cooperation_id not in viewer.cooperations_as(*rules.ANSWERING) and not own & reading:
        raise Refused(Refusal.NOT_YOURS)
    return Holder(viewer.user_id, min(own & reading or own))


def _read(public_id: str) -> Case:
    rows = Case.objects.select_related("enquiry__cooperation", "enquiry__receiver", "promise", "holder", "organisation")
    return rows.get(public_id=public_id)


def _deliver(case: Case, organisation: int, name: str, *, now: datetime, actor: str) -> None:
    Delivery.objects.create(
        case=case, organisation_id=organisation, at=now, by=actor, fields=list(DELIVERED_FIELDS), ground="medgivande"
    )
    passed = Passed(Direction.OUTGOING, "Utlämnad fråga om export", counterpart=name)
    _note(case, DELIVERED, now=now, actor=actor, passed=passed, organisation=name, fields=list(DELIVERED_FIELDS))


def _tell(case: Case, what: Kind, *, now: datetime, by: Holder | None = None, text: str = "") -> str:
    return Entry.objects.create(
        case=case,
        at=now,
        kind=what.value,
        person_id=by.person if by else None,
        organisation_id=by.organisation if by else None,
        text=text,
    ).public_id


def _tell_answerers(case: Case, name: str, subject: Lazy, entry: str, *, now: datetime) -> None:
    """Mail whoever has the case, and the desk when nobody has it or the company objects."""
    desk = desk_for(case.enquiry.municipality[:2], on=local_date(now))
    to = {case.holder.email} if case.holder else set()
    duty = duty_address(desk, on=local_date(now)) if desk else ""
    if duty and (name == "unheard" or not to):
        to.add(duty)
    for address in sorted(to):
        letters.to_staff(case, name, subject, to=address, now=now, once=entry)


@transaction.atomic
def give_back(case: str, viewer: Viewer, *, text: str, now: datetime) -> None:
    """Give a question back to the door, with a word on why; the promise runs on. Refused unless it is one's own."""
    found = _locked(case)
    by = _as_holder(viewer, found)
    _live(found, rules.give_back(_life(found), by))
    found.taken_at = None
    found.save()
    _tell(found, Kind.GIVEN_BACK, by=by, now=now, text=text)
    _note(found, GIVEN_BACK, now=now, actor=viewer.actor)


@transaction.atomic
def log_contact(case: str, viewer: Viewer, talk: Talk, *, now: datetime) -> None:
    """Log that the viewer was in contact with the company, or tried to; the first time it was reached is what counts.

    Refused unless the viewer's organisation has the case, and for a time before the question or after now.
    """
    found = _locked(case)
    by, before = _as_holder(viewer, found), _life(found)
    at = rules.as_stated(talk.at, found.promise.received)
    after = rules.contact(before, by=by, at=at, received=found.promise.received, now=now)
    _keep_contact(found, by, replace(talk, at=at), Evidence.STATED, now=now)
    if talk.reached:
        _live(found, after)
        found.evidence = rules.stronger(Evidence(found.evidence) if found.evidence else None, Evidence.STATED).value
        found.save()
    deed = CONTACTED if talk.reached else SOUGHT
    _note(found, deed, now=now, actor=viewer.actor, way=talk.way.value, at=at.isoformat(), evidence=found.evidence)


@transaction.atomic
def write(case: str, viewer: Viewer, text: str, *, now: datetime) -> None:
    """Write to the company by mail, which is a contact that stands on the message sent; answers go to the writer.

    Refused unless the viewer's organisation has the case, and when the company gave no mail address.
    """
    found = _locked(case)
    by = _as_holder(viewer, found)
    after = rules.contact(_life(found), by=by, at=now, received=found.promise.received, now=now)
    if not found.enquiry.email:
        raise Refused(Refusal.NO_MAIL)
    talk = _keep_contact(found, by, Talk(Way.MESSAGE, now, text=text), Evidence.SENT, now=now)
    _live(found, after)
    found.evidence = rules.stronger(Evidence(found.evidence) if found.evidence else None, Evidence.SENT).value
    found.save()
    letters.answer(found, talk.person, text, once=talk.public_id, now=now)
    ours = by.organisation in found.enquiry.receiver.organisations.values_list("pk", flat=True)
    passed = Passed(Direction.OUTGOING, "Svar på fråga om export") if ours else None
    _note(found, WROTE, now=now, actor=viewer.actor, passed=passed, message=talk.public_id)


def _keep_contact(case: Case, by: Holder, talk: Talk, evidence: Evidence, *, now: datetime) -> Contact:
    return Contact.objects.create(
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


@transaction.atomic
def close(case: str, viewer: Viewer, outcome: Outcome, *, text: str = "", now: datetime) -> None:
    """Close a case with what came of it; refused unless the viewer's organisation has it and somebody was reached."""
    found = _locked(case)
    by = _as_holder(viewer, found)
    _live(found, rules.close(_life(found), by=by, outcome=outcome, now=now))
    found.save()
    _tell(found, Kind.CLOSED, by=by, now=now, text=text)
    _note(found, CLOSED, now=now, actor=viewer.actor, outcome=outcome.value)


# What the company does with its own case


def _own(case: Case) -> str:
    return f"case:{case.public_id}"


@transaction.atomic
def add_message(case: str, text: str, *, now: datetime) -> None:
    """Add what the company writes to its question; who has it, or the desk, is told by mail that there is more."""
    found = _locked(case)
    entry = _tell(found, Kind.MESSAGE, now=now, text=text)
    _tell_answerers(found, "added", gettext_lazy("Företaget har lagt till något"), entry, now=now)
    _note(found, MESSAGE, now=now, actor=_own(found), passed=Passed(Direction.INCOMING, "Tillägg till fråga om export"))


@transaction.atomic
def say_unheard(case: str, *, now: datetime) -> None:
    """Note that the company says nobody has been in touch; what the adviser stated stands beside it.

    The desk is told by mail, whoever has the case.
    """
    found = _locked(case)
    entry = _tell(found, Kind.UNHEARD, now=now)
    _tell_answerers(found, "unheard", gettext_lazy("Ett företag säger att ingen har hört av sig"), entry, now=now)
    _note(found, UNHEARD, now=now, actor=_own(found), contact=found.evidence)


@transaction.atomic
def confirm_contact(case: str, *, right_person: bool, now: datetime) -> None:
    """Note that the company confirms the contact, and whether it came to the right person."""
    found = _locked(case)
    if found.contacted_at is None:
        raise Refused(Refusal.NO_CONTACT)
    found.evidence, found.right_person = Evidence.CONFIRMED.value, right_person
    found.save(update_fields=["evidence", "right_person"])
    _tell(found, Kind.CONFIRMED, now=now)
    _note(found, CONFIRMED, now=now, actor=_own(found), right_person=right_person)


@transaction.atomic
def change_sharing(case: str, sharing: Sharing, *, now: datetime) -> None:
    """Change who may read the question from now on; what has been delivered stays delivered and is shown."""
    found = _locked(case)
    if found.sharing == sharing.value:
        return
    before, found.sharing = found.sharing, sharing.value
    found.save(update_fields=["sharing"])
    _tell(found, Kind.SHARED, now=now, text=sharing.value)
    _note(found, SHARING, now=now, actor=_own(found), before=before, after=sharing.value)


@transaction.atomic
def close_by_company(case: str, *, now: datetime) -> None:
    """Close a case because the company says so; refused when it is closed already."""
    found = _locked(case)
    _live(found, rules.close_by_company(_life(found), now=now))
    found.save()
    _tell(found, Kind.CLOSED, now=now)
    _note(found, CLOSED_BY_COMPANY, now=now, actor=_own(found), outcome=found.outcome)


@transaction.atomic
def grade(case: str, grade: int | None, *, text: str = "", now: datetime) -> None:
    """Keep the company's grade of the help, 1 to 5 or none, and its words; new ones take the place of the old."""
    found = _locked(case)
    found.grade, found.grade_text = grade, text
    found.save(update_fields=["grade", "grade_text"])
    _tell(found, Kind.GRADED, now=now)
    _note(found, GRADED, now=now, actor=_own(found), grade=grade)


def close_private_page(case: str, *, now: datetime, actor: str) -> int:
    """Close every link to a case's private page; return how many that were."""
    return revoke_all(case, purpose=STATUS, now=now, actor=actor)


# Warnings


@transaction.atomic
def see_to(warning: int, *, now: datetime) -> bool:
    """Claim one due warning and send what it says, if it still says something; False when somebody else had it."""
    if not Reminder.objects.filter(pk=warning, done_at__isnull=True).update(done_at=now):
        return False
    row = Reminder.objects.select_related("case__enquiry__cooperation", "case__promise").get(pk=warning)
    case, step = row.case, worktime.Step(row.step)
    if not rules.still_needed(step, _life(case)):
        return True
    desk = desk_for(case.enquiry.municipality[:2], on=local_date(now))
    if step is worktime.Step.TELL_COMPANY:
        _tell_of_risk(case, phone=desk.phone if desk else "", now=now)
    elif desk and (duty := duty_address(desk, on=local_date(now))):
        letters.to_staff(case, step.value, WARNING_SUBJECTS[step], to=duty, now=now)
    return True


WARNING_SUBJECTS = {
    worktime.Step.DUTY: gettext_lazy("Ingen har tagit frågan än"),
    worktime.Step.LEAD: gettext_lazy("Ingen har hört av sig till företaget än"),
    worktime.Step.LAST_CALL: gettext_lazy("En timme kvar att höra av sig"),
}


def _tell_of_risk(case: Case, *, phone: str, now: datetime) -> None:
    if case.enquiry.email:
        letters.tell_of_risk(case, phone=phone, now=now)
    _tell(case, Kind.TOLD, now=now)
    _note(case, TOLD, now=now, actor="system:cases", by_mail=bool(case.enquiry.email))
