"""Takes a closed question up again: the same one within five working days, later a new one (rule 14)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from endorr import worktime
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Direction
from endorr.calendars.queries import calendar_of
from endorr.cases import afterwards, letters, rules
from endorr.cases.afterwards import Link
from endorr.cases.commands.asking import Asked, Receipt, ask
from endorr.cases.commands.mailing import tell_answerers
from endorr.cases.commands.story import Passed, life_of, live, locked, note, read, tell
from endorr.cases.models import Case, CaseLink, Kind, Reopening
from endorr.cases.rules import Channel, Refusal, Refused, Sharing

REOPENED = kind("cases.reopened", "A closed question was taken up again in five working days; a new clock runs")
FOLLOWED = kind("cases.followed", "A closed question was taken up again later, as a new one with its own promise")


@dataclass(frozen=True, slots=True)
class TakenUp:
    """What became of a closed question taken up again: the same case, or a `receipt` for a new one."""

    receipt: Receipt | None = None


@transaction.atomic
def take_up_again(case: str, text: str, *, now: datetime) -> TakenUp:
    """Take a closed question up again with what the company now writes; refused (NOT_CLOSED) while it is open.

    Up to five working days after closing it is the same case: its promise stays what it was, and a follow-up clock of
    one working day starts. Later it is a new question with its own promise, linked to the old one.
    """
    found = locked(case)
    if found.closed_at is None:
        raise Refused(Refusal.NOT_CLOSED)
    calendar = calendar_of(found.enquiry.cooperation_id)
    if afterwards.is_same_question(found.closed_at, now, calendar):
        _reopen(found, text, now=now)
        return TakenUp()
    return TakenUp(_ask_anew(found, text, now=now))


def _reopen(case: Case, text: str, *, now: datetime) -> None:
    closed_at = case.closed_at
    assert closed_at is not None
    live(case, rules.reopen(life_of(case)), now=now)
    case.save()
    clock = worktime.promise(now, calendar_of(case.enquiry.cooperation_id))
    Reopening.objects.create(
        case=case,
        at=now,
        closed_at=closed_at,
        due=clock.due,
        act_by=clock.act_by,
        calendar_id=clock.calendar_id,
        calendar_version=clock.calendar_version,
        tzdata_version=clock.tzdata_version,
    )
    entry = tell(case, Kind.REOPENED, now=now, text=text)
    subject = gettext_lazy("En avslutad fråga har öppnats igen")
    tell_answerers(case, "reopened", subject, once=entry, now=now, door=True, words=text)
    passed = Passed(Direction.INCOMING, "Tillägg till fråga om export")
    note(case, REOPENED, now=now, actor=f"case:{case.public_id}", passed=passed, due=clock.due.isoformat())


def _ask_anew(case: Case, text: str, *, now: datetime) -> Receipt:
    old = case.enquiry
    asked = Asked(
        site=old.site,
        language=old.language,
        speaks=old.speaks,
        question=text,
        municipality=old.municipality,
        name=old.name,
        sharing=Sharing(case.sharing),
        channel=Channel.WEB,
        email=old.email,
        phone=old.phone,
        company=old.company,
        company_number=old.company_number,
        known_as=old.known_as_id,
        good_times=old.good_times,
    )
    receipt = ask(asked, now=now, actor=f"case:{case.public_id}")
    new = read(receipt.case)
    CaseLink.objects.create(case=new, earlier=case, kind=Link.FOLLOWS.value, at=now)
    note(new, FOLLOWED, now=now, actor=f"case:{case.public_id}", earlier=case.number)
    return receipt


@transaction.atomic
def see_to_follow_up_clock(reopening: int, *, now: datetime) -> bool:
    """Claim a follow-up clock that has come to act-by without contact, and tell the desk and the company honestly."""
    running = Reopening.objects.filter(contacted_at__isnull=True, ended_at__isnull=True)
    waiting = running.filter(pk=reopening, warned_at__isnull=True)
    if not waiting.update(warned_at=now):
        return False
    row = Reopening.objects.select_related("case__enquiry__cooperation", "case__promise").get(pk=reopening)
    found = locked(row.case.public_id)
    subject = gettext_lazy("Ingen har hört av sig om en fråga som öppnats igen")
    tell_answerers(found, "reopened_late", subject, once=str(row.pk), now=now, door=True)
    letters.tell_of_late_follow_up(found, row, now=now)
    return True
