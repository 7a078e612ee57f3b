"""Takes a question in: the draft it is written in, then everything at once in one transaction."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy

from endorr import worktime
from endorr.base.clock import local_date
from endorr.base.failpoints import failpoint
from endorr.base.ledger.rules import Direction
from endorr.base.links.commands import issue
from endorr.calendars.queries import calendar_of
from endorr.cases import letters, rules
from endorr.cases.commands.mailing import reply_address, tell_door
from endorr.cases.commands.story import ASKED, Passed, note
from endorr.cases.models import Case, Draft, Enquiry, GivenPromise, NumberSeries, Reminder
from endorr.cases.rules import Channel, Refusal, Refused, Reply, Sharing
from endorr.directory.queries import Desk, desk_for
from endorr.worktime import Promise

STATUS = "cases.status"
LINK_LIVES = timedelta(days=400)
COMPANY = "company"


def start_draft(answers: dict[str, str], *, now: datetime) -> str:
    """Keep what a visitor has begun with and return the key to it: 128 random bits."""
    return Draft.objects.create(key=secrets.token_hex(16), answers=answers, started_at=now, touched_at=now).key


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
    reckoned from `now` by the door's own calendar and never moves. A `draft` it was written in is emptied; one that
    was sent before is refused (ALREADY_SENT), so that a question sent from two windows is one case.
    """
    if draft and not Draft.objects.filter(key=draft, sent=False).update(answers={}, sent=True):
        raise Refused(Refusal.ALREADY_SENT)
    desk = desk_for(asked.municipality[:2], on=local_date(now))
    if desk is None:
        raise Refused(Refusal.NO_DOOR)
    calendar = calendar_of(desk.cooperation_id)
    promise = worktime.promise(asked.received or now, calendar)
    case = _store(asked, desk, promise)
    Reminder.objects.bulk_create(
        Reminder(case=case, step=step.value, due=due) for step, due in rules.warnings(promise.received, calendar)
    )
    failpoint("cases.stored")
    _note_asked(case, desk, now=now, actor=actor)
    link = issue(
        purpose=STATUS, target=case.public_id, now=now, expires_at=now + LINK_LIVES, actor=f"case:{case.public_id}"
    )
    back = reply_address(case, Reply.COMPANY, now=now)
    reader = f"{desk.function}, {desk.organisation}"
    letters.confirm(case, token=link.token, reader=reader, phone=desk.phone, reply_to=back, now=now)
    tell_door(case, "intake", gettext_lazy("Ny fråga till dörren"), now=now, once=case.public_id)
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
        municipality=asked.municipality,
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
        match_due=promise.received,
    )
    GivenPromise.objects.create(case=case, **promise._asdict())
    return case


def _next_number(year: int) -> str:
    NumberSeries.objects.get_or_create(year=year)
    series = NumberSeries.objects.select_for_update().get(year=year)
    series.number += 1
    series.save(update_fields=["number"])
    return f"EX-{year}-{series.number:04}"


def _note_asked(case: Case, desk: Desk, *, now: datetime, actor: str) -> None:
    given = case.promise
    note(
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
