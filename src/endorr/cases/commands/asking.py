"""Takes a question in: everything at once, in one transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy

from endorr import worktime
from endorr.base.clock import local_date
from endorr.base.failpoints import failpoint
from endorr.base.ledger.commands import append, keep, settle
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Direction
from endorr.base.links.commands import issue
from endorr.base.remembering import memory, share
from endorr.calendars.queries import calendar_of, pinned
from endorr.cases import letters, rules
from endorr.cases.afterwards import Link
from endorr.cases.commands.batch import hold
from endorr.cases.commands.delivering import deliver, organisations_reading
from endorr.cases.commands.mailing import reply_address, tell_answerers, tell_door
from endorr.cases.commands.planning import plan_first
from endorr.cases.commands.story import ASKED, Passed, note, tell
from endorr.cases.doubles import WITHIN, digits, same_sender, similar
from endorr.cases.models import Case, CaseLink, Draft, Enquiry, GivenPromise, Kind, NumberSeries, Reminder
from endorr.cases.queries.whole import promise_of
from endorr.cases.rules import Channel, Refusal, Refused, Reply, Sharing
from endorr.companies.commands import Told, recognise
from endorr.companies.queries import company_by_id
from endorr.companies.rules import HIDDEN
from endorr.companies.rules import read as read_number
from endorr.directory.queries import Desk, desk_for
from endorr.worktime import Calendar, Promise, Step

STATUS = "cases.status"
LINK_LIVES = timedelta(days=400)
COMPANY = "company"
OWN_NOTE = "egen uppteckning"
LOOKED_BACK = timedelta(days=16)  # three working days never span more, not even over Christmas
type Ladder = tuple[tuple[Step, datetime], ...]

LINKED = kind("cases.linked", "A question was found to be the same as an earlier one of the same sender")


@dataclass(frozen=True, slots=True)
class Note:
    """A call or a visit as somebody who answers writes it down: who, for which organisation, and when the talk ended.

    `why` says why it was not written down at once; after an hour it must (rule 9).
    """

    person: int
    organisation: int
    ended: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came in; `site` is the address it came to, up to the first slash of the path.

    `language` is the one we write in, `speaks` one the company would rather talk in. `entrance` is the row number of
    the partner whose own way in was used; `known_as` that of the company, where it is known already; `call_me` that
    the company only asked to be called. `company_number` may be a person's own: it is never stored as it is.
    """

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
    speaks: str = ""
    call_me: bool = False
    entrance: int | None = None
    known_as: int | None = None
    note: Note | None = None
    received: datetime | None = None


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
    reckoned from `now` by the door's own calendar and never moves; that of a noted call from when the talk ended, at
    most three working days ago (TOO_LONG_AGO), with a reason if it is late (SAY_WHY). The same question asked again has
    the promise that runs already (rule 15). A `draft` it was written in is
    emptied; one that was sent before is refused (ALREADY_SENT), so that a question sent from two windows is one case.
    """
    if draft and not Draft.objects.filter(key=draft, sent=False).update(answers={}, sent=True):
        raise Refused(Refusal.ALREADY_SENT)
    desk = desk_for(asked.municipality[:2], on=local_date(now))
    if desk is None:
        raise Refused(Refusal.NO_DOOR)
    calendar = calendar_of(desk.cooperation_id)
    received = asked.received or now
    if asked.note:
        received = asked.note.ended
        rules.check_received(received, why=asked.note.why, now=now, calendar=calendar)
    earlier = earlier_same(asked, received, calendar)
    promise, ladder = _promised(received, calendar, earlier, now=now)
    case = _store(asked, desk, promise, known=_recognise(asked, desk, now=now, actor=actor), now=now)
    append(*(Reminder(case=case, step=step.value, due=due) for step, due in ladder))
    hold(case)
    plan_first(case)
    failpoint("cases.stored")
    _note_asked(case, desk, now=now, actor=actor)
    if asked.note:
        _let_writer_read(case, asked.note, now=now, actor=actor)
    if earlier:
        _link_double(case, earlier, now=now)
    link = issue_private_page(case, now=now)
    back = reply_address(case, Reply.COMPANY, now=now)
    reader = f"{desk.function}, {desk.organisation}"
    letters.confirm(case, token=link, reader=reader, phone=desk.phone, reply_to=back, same=earlier, now=now)
    extra = {"same": earlier.number} if earlier else {}
    tell_door(case, "intake", gettext_lazy("Ny fråga till dörren"), now=now, once=case.public_id, extra=extra)
    failpoint("cases.asked")
    return Receipt(case.public_id, case.number, link)


def issue_private_page(case: Case, *, now: datetime) -> str:
    """Make a link to a case's private page and return its token."""
    actor = f"case:{case.public_id}"
    return issue(purpose=STATUS, target=case.public_id, now=now, expires_at=now + LINK_LIVES, actor=actor).token


def _store(asked: Asked, desk: Desk, promise: Promise, *, known: int | None, now: datetime) -> Case:
    note, number = asked.note, read_number(asked.company_number)
    personal = number is not None and number.personal  # the room of companies keeps a keyed hash of it, and we nothing
    enquiry = Enquiry.objects.create(
        cooperation_id=desk.cooperation_id,
        receiver_id=desk.entity_id,
        channel=asked.channel.value,
        site=asked.site,
        received_at=promise.received,
        language=asked.language,
        speaks=asked.speaks,
        question=asked.question,
        call_me=asked.call_me,
        municipality=asked.municipality,
        company=asked.company or (HIDDEN if personal else ""),
        company_number="" if personal else asked.company_number,
        name=asked.name,
        email=asked.email,
        phone=asked.phone,
        phone_digits=digits(asked.phone),
        good_times=asked.good_times,
        known_as_id=known,
        entrance_id=asked.entrance,
        logged_by_id=note.person if note else None,
        logged_at=now if note else None,
        backdated_why=note.why if note else "",
    )
    share(enquiry, "cooperation", "receiver")
    case = Case.objects.create(
        number=_next_number(local_date(promise.received).year),
        enquiry=enquiry,
        cooperation_id=desk.cooperation_id,
        act_by=promise.act_by,
        due=promise.due,
        calendar_id=promise.calendar_id,
        calendar_version=promise.calendar_version,
        function_id=desk.function_id,
        sharing=asked.sharing.value,
        match_due=promise.received,
    )
    append(GivenPromise(case=case, **promise._asdict()))
    return case


def _next_number(year: int) -> str:
    series = _series(year)
    series.number += 1
    keep(series, "number")
    return f"EX-{year}-{series.number:04}"


def _series(year: int) -> NumberSeries:
    """Return a year's series, locked to the end of the transaction; a batch goes on with the one it holds."""
    held = memory()
    if held is not None and (NumberSeries, year) in held:
        found: NumberSeries = held[NumberSeries, year]
        return found
    locked = NumberSeries.objects.select_for_update()
    series = locked.filter(year=year).first()
    if series is None:
        NumberSeries.objects.get_or_create(year=year)
        series = locked.get(year=year)
    if held is not None:
        held[NumberSeries, year] = series
    return series


def _note_asked(case: Case, desk: Desk, *, now: datetime, actor: str) -> None:
    given, asked = case.promise, case.enquiry
    late = {"logged_at": now.isoformat()} if asked.logged_by_id else {}
    why = {"late_because": asked.backdated_why} if asked.backdated_why else {}
    note(
        case,
        ASKED,
        now=now,
        actor=actor,
        passed=Passed(Direction.INCOMING, "Fråga om export"),
        personal=why,
        channel=asked.channel,
        municipality=asked.municipality,
        sharing=case.sharing,
        received=given.received.isoformat(),
        due=given.due.isoformat(),
        act_by=given.act_by.isoformat(),
        calendar=f"{given.calendar_id} {given.calendar_version}",
        tzdata=given.tzdata_version,
        desk=desk.function,
        **late,
    )


def _recognise(asked: Asked, desk: Desk, *, now: datetime, actor: str) -> int | None:
    """Note which company asked, so that it is one company whatever door it comes to; who has none yet is nobody's."""
    if asked.known_as or not (asked.company or asked.company_number):
        return asked.known_as
    told = Told(asked.company, number=asked.company_number, municipality=asked.municipality)
    chain = desk.cooperation_public_id
    known = recognise(told, organisation=desk.organisation_public_id, now=now, actor=actor, chain=chain)
    return company_by_id(known).pk


def _let_writer_read(case: Case, written: Note, *, now: datetime, actor: str) -> None:
    """Whoever took the call down has heard it all: their organisation reads on, and that is written down too."""
    if written.organisation not in organisations_reading(case):
        deliver(case, written.organisation, "", now=now, actor=actor, ground=OWN_NOTE)


def earlier_same(asked: Asked, received: datetime, calendar: Calendar) -> Case | None:
    """Return the earliest question of the last three working days that has the same sender and asks the same."""
    recent = Enquiry.objects.filter(received_at__lte=received, received_at__gte=received - LOOKED_BACK)
    recent = recent.alias(mail=Lower("email"))  # as the index has it
    same_mail = [Q(mail=Lower(Value(asked.email)))] if asked.email else []
    told = digits(asked.phone)
    same_phone = [Q(phone_digits=told)] if told else []
    rows = (
        recent.filter(reduce(or_, same_mail + same_phone))
        .order_by("received_at", "pk")
        .values_list("pk", "email", "phone", "received_at", "question")
    )
    for pk, email, phone, before, question in rows:
        same = same_sender((email, phone), (asked.email, asked.phone)) and similar(question, asked.question)
        if same and worktime.working_time(before, received, calendar) <= WITHIN:
            settle()
            whole = ("enquiry__cooperation", "enquiry__receiver", "promise", "holder", "function")
            return Case.objects.select_related(*whole).get(enquiry=pk)
    return None


def _promised(received: datetime, calendar: Calendar, earlier: Case | None, *, now: datetime) -> tuple[Promise, Ladder]:
    """Return the promise of a question and what its ladder warns of; of two that ask the same the earliest rules.

    An earlier promise rules while it runs: one that is kept, broken or closed has nothing more to give (rule 15).
    """
    promise = worktime.promise(received, calendar)
    if earlier is None or not _runs(earlier, until=promise.due, now=now):
        return promise, rules.warnings(received, calendar)
    ruling = promise_of(earlier)
    ladder = rules.warnings(ruling.received, pinned(ruling.calendar_id, ruling.calendar_version))
    return ruling._replace(received=received), tuple((step, due) for step, due in ladder if due > now)


def _runs(case: Case, *, until: datetime, now: datetime) -> bool:
    return case.contacted_at is None and case.closed_at is None and now < case.promise.due < until


def _link_double(case: Case, earlier: Case, *, now: datetime) -> None:
    """Link a question with the earlier one that asks the same, and tell of it at both doors and on both pages."""
    CaseLink.objects.create(case=case, earlier=earlier, kind=Link.DOUBLE.value, at=now)
    tell(case, Kind.ASKED_BEFORE, now=now, text=earlier.number)
    entry = tell(earlier, Kind.ASKED_AGAIN, now=now, text=case.number)
    note(case, LINKED, now=now, actor="system:cases", earlier=earlier.number)
    if earlier.closed_at is None:
        subject = gettext_lazy("Samma företag har frågat om samma sak igen")
        tell_answerers(earlier, "asked_again", subject, once=entry, now=now)
